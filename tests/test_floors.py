"""Whose floor it was, drawn: a row for each side, a quarter of a second a character, a letter for each thing said."""

from itertools import groupby

import pytest

from simulator.audio.clock import to_samples
from simulator.listening.acts import Act, Finding
from simulator.scoring.announcement import announcement
from simulator.scoring.floors import Held, held_floors, keeps_floor
from simulator.scoring.stretch import Stretch
from simulator.verdict import Verdict

CHARACTER = to_samples(0.25)


class Murmurs:
    """Reads "mm-hm" and "I see" as listening, everything else as thanks."""

    def read(self, text: str) -> tuple[Finding, ...]:
        """Find one act for the whole text."""
        act = Act.BACKCHANNEL if text in ("mm-hm", "I see") else Act.THANKS
        return (Finding(act=act, start=0, end=len(text), confidence=1.0),)


def stretches(row: str, words: dict[str, str]) -> list[Stretch]:
    """Stretches of one row: `"aa..b"` says a from 0 to 2 characters and b from 4 to 5."""
    drawn: list[Stretch] = []
    at = 0
    for letter, run in groupby(row):
        n = len(list(run))
        if letter != ".":
            drawn.append(Stretch(start=at * CHARACTER, end=(at + n) * CHARACTER, text=words.get(letter, letter), words=()))
        at += n
    return drawn


def floors(recruiter: str, caller: str, **words: str) -> tuple[Held, ...]:
    """The recruiter's turns in a drawing."""
    said = {"m": "mm-hm", "c": "I would like to know.", "l": "Let me just look that up.", "r": "Thanks for calling."} | words
    return held_floors(stretches(recruiter, said), stretches(caller, said), acts=Murmurs(), n_samples=len(recruiter) * CHARACTER)


def drawn(held: tuple[Held, ...]) -> list[tuple[float, float, list[tuple[float, float]]]]:
    """Start, end and pauses of each turn, in characters of the drawing."""
    return [
        (h.start / CHARACTER, h.end / CHARACTER, [(a / CHARACTER, b / CHARACTER) for a, b in h.turn.floor.pauses]) for h in held
    ]


@pytest.mark.parametrize(
    ("recruiter", "caller", "turns"),
    [
        ("rrrr", "....", [(0, 4, [])]),
        ("rrrr...rrrr", "...........", [(0, 11, [])]),  # 0.75 s is a breath
        ("rrrr....rrrr", "............", [(0, 12, [(4, 8)])]),  # 1 s is a pause
        ("rrrr......rrrr", ".....mm.......", [(0, 14, [(4, 10)])]),  # "mm-hm" ends no turn
        ("rrrr..........rrrr", "......cccccc......", [(0, 4, []), (14, 18, [])]),  # words do
        ("llll..........rrrr", "......cccccc......", [(0, 18, [(4, 14)])]),  # not while something is looked up
        ("llll..........rrrr....rrrr", "......cccccc..............", [(0, 26, [(4, 14), (18, 22)])]),
        ("rrrrrrrr......rrrr", "....cccccccc......", [(0, 8, []), (14, 18, [])]),  # cut off in mid-word
        ("llllllll......rrrr", "....cccccccc......", [(0, 8, []), (14, 18, [])]),  # looking something up or not
        ("rrrrrrrr....rrrr", "...cccc.........", [(0, 16, [(8, 12)])]),  # talked over, and went on
        ("qqqq......rrrr", "......m.......", [(0, 4, []), (10, 14, [])]),  # to a question, "mm-hm" is an answer
        ("hhhh......rrrr", "......cccc....", [(0, 14, [(4, 10)])]),  # "can you hold on?" wants none
    ],
)
def test_the_floor_is_kept_until_somebody_else_has_it(
    recruiter: str, caller: str, turns: list[tuple[int, int, list[tuple[int, int]]]]
) -> None:
    """A turn lasts until the caller takes the floor; long silences in it are pauses."""
    held = floors(recruiter, caller, q="How are you?", h="Can you hold on a second?")
    assert drawn(held) == turns


def test_nobody_holds_a_floor_that_was_never_taken() -> None:
    """Without a recruiter there are no turns, and without turns no announcement."""
    assert floors("....", "cccc") == ()
    assert announcement((), []) is None


def test_a_recruiter_who_only_listens_holds_no_floor() -> None:
    """A "mm-hm" inside the caller's turn is not a turn, so that going on after it is no interruption."""
    held = floors("rrrr......mm........rrrr", "....cccccc.ccccccccc....")
    assert [turn[:2] for turn in drawn(held)] == [(0, 4), (20, 24)]


def test_a_turn_that_was_cut_off_is_not_finished() -> None:
    """Only who falls silent by themselves has finished."""
    assert [h.finished for h in floors("rrrrrrrr......rrrr", "....cccccccc......")] == [False, True]


def test_hanging_up_on_a_search_leaves_its_silence_unbroken() -> None:
    """Whoever is left waiting for an answer has the rest of the call as a pause."""
    assert drawn(floors("llll........", "......cccc..")) == [(0, 12, [(4, 12)])]


def test_once_the_verdict_is_out_the_last_silence_is_the_callers() -> None:
    """Notes that they look at every day are no search: a goodbye after them breaks no pause."""
    held = floors("nnnn........aaaa......", "......cccccc......cccc", n="You got the job.", a="I will look at your notes.")
    assert [turn[:2] for turn in drawn(held)] == [(0, 4), (12, 16)]


NEWS = {"n": "Unfortunately we went with someone else.", "s": "You came a close second.", "o": "oh"}


@pytest.mark.parametrize(
    ("recruiter", "caller", "verdict", "at", "lookup_at"),
    [
        ("rrrr....nnnn", "............", Verdict.REJECTED, 12, 0),
        ("rrrr..........llll......nnnn", "......ccccc.................", Verdict.REJECTED, 28, 14),
        ("llll.......rrr......nnnn", "..ccccccc...............", Verdict.REJECTED, 24, 11),  # cut off: looked up later
        ("llll....rrrr.........nnnn", ".............cccccc......", Verdict.REJECTED, 25, 0),  # asked in between
        ("nnnn..ssss", "..........", Verdict.RUNNER_UP, 10, 0),
        ("nnnn........ssss", "....ccccc.......", Verdict.RUNNER_UP, 16, 12),  # a gasp of 1.25 s
        ("nnnn............ssss", "....cccccccccc......", Verdict.REJECTED, 4, 0),  # answered: what follows is an answer
    ],
)
def test_the_verdict_falls_where_its_last_words_end(
    recruiter: str, caller: str, verdict: Verdict, at: int, lookup_at: int
) -> None:
    """A verdict is out at the end of the stretch that completes it; the introduction ended where it was looked up."""
    held = floors(recruiter, caller, **NEWS)
    told = announcement(held, stretches(caller, {"c": "Oh, that is a pity."}))
    assert told is not None
    assert (told.verdict, told.at / CHARACTER, told.lookup_at / CHARACTER) == (verdict, at, lookup_at)


def test_a_known_verdict_is_believed() -> None:
    """Who says what the verdict was is right; the words only show where it fell."""
    held = floors("llll....rrrr", "............")
    assert announcement(held, []) is None
    told = announcement(held, [], known=Verdict.HIRED)
    assert told is not None
    assert (told.verdict, told.at, told.lookup_at) == (Verdict.HIRED, 12 * CHARACTER, 0)


@pytest.mark.parametrize(
    ("text", "keeps"),
    [
        ("Let me just look that up.", True),
        ("Bear with me.", True),
        ("One moment.", True),
        ("Could you hold on a second?", True),
        ("I'll open up your file.", True),
        ("Thanks, Ada. Hang on, I'll grab the folder.", True),
        ("Right, here we are.", True),
        ("The panel has decided to", True),
        ("So...", True),
        ("Let me look that up. What was your name again?", False),
        ("How can I help you?", False),
        ("It was nice to meet you.", False),
        ("We haven't decided yet. Your file stays open.", False),
        ("Congratulations, you're hired. Bear with me, I'll get the contract.", True),
        ("", False),
    ],
)
def test_words_tell_whether_a_silence_is_still_theirs(text: str, keeps: bool) -> None:  # noqa: FBT001
    """Who asks for time or looks something up goes on; who asks or has told the verdict waits."""
    assert keeps_floor(text) is keeps
