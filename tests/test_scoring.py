"""Each check passes on what formats say, fails on the opposite, and stays open where nothing can be said."""

from dataclasses import replace
from datetime import datetime

import numpy as np
import pytest

from simulator.audio.clock import to_samples
from simulator.audio.recording import Recording
from simulator.brief import Brief
from simulator.listening.acts import Act
from simulator.listening.overlap import Overlap
from simulator.scoring.judge import DROWNED, LEAST_CLARITY_DB, compare, judge
from simulator.scoring.points import shares
from simulator.scoring.scorecard import Scorecard
from simulator.verdict import Verdict
from tests.talks import Talk, caller, overlap, recruiter, slot

BRIEF = Brief(name="Ada Byron", role="analyst", company="Acme Rails", interviewed=datetime(2026, 11, 17, 10, 0))  # noqa: DTZ001 briefs are in local time
INTRODUCED = (Act.GREETING, Act.NAME, Act.ROLE, Act.INTERVIEW_WHEN, Act.PURPOSE, Act.ENTHUSIASM)


def card(talk: Talk) -> Scorecard:
    """Score a written conversation."""
    nothing = np.zeros(0, dtype=np.float32)
    recording = Recording(source="t", brief=BRIEF, persona=None, verdict=None, seed=None, near=nothing, far=nothing, events=())
    return judge(talk.told(), recording)


def outcome(talk: Talk, what: str) -> bool | None:
    """Whether one check passed."""
    check = card(talk).check(what)
    assert check is not None
    return check.passed


GOOD = Talk(
    callers=[
        caller(4, 11, *INTRODUCED),
        caller(22, 26, Act.THANKS, Act.ASK_FEEDBACK, Act.ASK_KEEP_IN_MIND),
        caller(40, 42, Act.THANKS, Act.WELL_WISH, Act.FAREWELL),
    ],
    recruiters=[recruiter(0, 3), recruiter(12, 20, (14, 16)), recruiter(27, 39)],
)


def test_a_call_without_a_fault_gets_every_point() -> None:
    """All four steps whole: 100, passed."""
    whole = card(GOOD)
    assert (whole.score, whole.passed) == (100, True)
    assert [(step.score, step.of) for step in whole.steps] == [(25, 25)] * 4


@pytest.mark.parametrize(("act", "what"), [
    (Act.NAME, "introduction.name"), (Act.ROLE, "introduction.role"), (Act.INTERVIEW_WHEN, "introduction.interview_when"),
    (Act.PURPOSE, "introduction.purpose"), (Act.ENTHUSIASM, "introduction.enthusiasm"),
])  # fmt: skip
def test_what_the_introduction_leaves_out_fails_its_own_check_alone(act: Act, what: str) -> None:
    """One act missing flips one check."""
    told = replace(GOOD, callers=[caller(4, 11, *(a for a in INTRODUCED if a is not act)), *GOOD.callers[1:]])
    failed = [f"{s.id}.{c.id}" for s in card(told).steps for c in s.checks if not c.passed]
    assert failed == [what]


def test_an_introduction_after_the_verdict_is_too_late() -> None:
    """Names and roles count only before the verdict."""
    late = replace(GOOD, callers=[caller(4, 5, Act.GREETING), caller(22, 26, *INTRODUCED)])
    assert outcome(late, "introduction.name") is False


def test_a_question_before_the_verdict_is_no_reaction() -> None:
    """Asking for feedback while introducing oneself does not count as a reaction."""
    early = replace(GOOD, callers=[caller(4, 11, *INTRODUCED, Act.ASK_FEEDBACK), caller(22, 24, Act.THANKS)])
    assert outcome(early, "reaction.feedback") is False


@pytest.mark.parametrize(("verdict", "act", "what"), [
    (Verdict.HIRED, Act.ASK_NEXT_STEPS, "reaction.next_steps"), (Verdict.REJECTED, Act.ASK_FEEDBACK, "reaction.feedback"),
    (Verdict.RUNNER_UP, Act.ASK_KEEP_IN_MIND, "reaction.keep_in_mind"), (Verdict.PENDING, Act.ASK_DECISION, "reaction.timeline"),
])  # fmt: skip
def test_each_verdict_wants_its_own_question(verdict: Verdict, act: Act, what: str) -> None:
    """The question that fits the verdict passes; saying thanks alone does not."""
    asked = replace(GOOD, verdict=verdict, callers=[GOOD.callers[0], caller(22, 26, act)])
    assert outcome(asked, what) is True
    unasked = replace(GOOD, verdict=verdict, callers=[GOOD.callers[0], caller(22, 26, Act.THANKS)])
    assert outcome(unasked, what) is False


def test_somebody_hired_needs_no_second_chance() -> None:
    """The check is not there when hired."""
    assert card(replace(GOOD, verdict=Verdict.HIRED)).check("reaction.second_chance") is None


def test_a_wrong_day_fails_and_is_named() -> None:
    """Advice says what was said and what the brief has."""
    wrong = caller(4, 11, *INTRODUCED, slots=(slot("when", fits=False),))
    check = card(replace(GOOD, callers=[wrong, *GOOD.callers[1:]])).check("introduction.interview_when")
    assert check is not None
    assert check.passed is False
    assert "You said Thursday" in (check.advice or "")
    assert "Tuesday" in (check.advice or "")


def test_a_day_that_fits_does_not_excuse_an_hour_that_does_not() -> None:
    """Any part that contradicts the brief fails the check."""
    mixed = caller(4, 11, *INTRODUCED, slots=(slot("when", fits=True), slot("when", fits=False, said="14:30", wanted="10:00")))
    assert outcome(replace(GOOD, callers=[mixed]), "introduction.interview_when") is False


def test_a_name_put_right_counts() -> None:
    """Whoever says the wrong name first and the right one after has given it."""
    slots = (slot("name", fits=False), slot("name", fits=True))
    assert outcome(replace(GOOD, callers=[caller(4, 11, *INTRODUCED, slots=slots)]), "introduction.name") is True


@pytest.mark.parametrize(("kind", "what"), [
    (Overlap.INTERRUPTION, "silence.no_interruption"), (Overlap.PAUSE, "silence.held_silence"),
])  # fmt: skip
def test_each_kind_of_overlap_has_its_own_check(kind: Overlap, what: str) -> None:
    """An interruption and words in a pause fail one check each."""
    failed = [c.id for c in card(replace(GOOD, overlaps=[overlap(kind, 13, 14)])).steps[1].checks if not c.passed]
    assert [f"silence.{check}" for check in failed] == [what]


@pytest.mark.parametrize("kind", [Overlap.BACKCHANNEL, Overlap.COLLISION])
def test_listening_noises_and_collisions_cost_nothing(kind: Overlap) -> None:
    """Neither is ever held against the caller."""
    assert card(replace(GOOD, overlaps=[overlap(kind, 13, 14)])).score == 100


def test_a_recruiter_without_pauses_cannot_show_who_holds_silence() -> None:
    """The check stays open and its points leave the step."""
    whole = card(replace(GOOD, recruiters=[recruiter(0, 3), recruiter(12, 20), recruiter(27, 39)]))
    assert [check.passed for check in whole.steps[1].checks] == [True, None, True]
    assert (whole.steps[1].score, whole.steps[1].of, whole.score) == (17, 17, 100)


def test_talking_more_than_the_recruiter_fails() -> None:
    """After the introduction the recruiter's voice has the larger share."""
    talker = replace(GOOD, callers=[GOOD.callers[0], caller(22, 55, Act.THANKS)])
    assert outcome(talker, "silence.let_them_talk") is False


@pytest.mark.parametrize(("act", "what"), [
    (Act.THANKS, "ending.thanks"), (Act.WELL_WISH, "ending.well_wish"), (Act.FAREWELL, "ending.goodbye"),
])  # fmt: skip
def test_each_courtesy_of_the_ending_is_its_own_check(act: Act, what: str) -> None:
    """Thanks, a wish, a goodbye: any time after the verdict."""
    assert outcome(replace(GOOD, callers=[GOOD.callers[0], caller(22, 24, act)]), what) is True
    assert outcome(replace(GOOD, callers=[GOOD.callers[0], caller(22, 24, Act.ASK_REASON)]), what) is False


@pytest.mark.parametrize(
    ("heard", "is_goodbye"), [("by", True), ("buy", True), ("goodbye", True), ("Chero,", True), ("tomorrow", False)]
)
def test_the_last_word_of_a_call_counts_by_its_sound(heard: str, is_goodbye: bool) -> None:  # noqa: FBT001 a row of the table
    """A recogniser spells "bye" in many ways; as the last word after the verdict each is a goodbye."""
    last = caller(40, 42, text=heard)
    assert outcome(Talk(callers=[GOOD.callers[0], last]), "ending.goodbye") is is_goodbye
    assert outcome(Talk(callers=[GOOD.callers[0], last, caller(44, 46)]), "ending.goodbye") is False
    assert outcome(Talk(callers=[caller(4, 11, *INTRODUCED, text=heard)]), "ending.goodbye") is False


def test_bitterness_spoils_the_ending_wherever_it_falls() -> None:
    """Something negative from the verdict on fails the positive note; before it, it does not."""
    bitter = replace(GOOD, callers=[*GOOD.callers[:2], caller(40, 42, Act.NEGATIVE, Act.FAREWELL)])
    assert outcome(bitter, "ending.positive_note") is False
    before = replace(GOOD, callers=[caller(4, 11, *INTRODUCED, Act.NEGATIVE), *GOOD.callers[1:]])
    assert outcome(before, "ending.positive_note") is True


def test_last_words_must_be_warm() -> None:
    """A call that ends on a bare question has no positive note."""
    cold = replace(GOOD, callers=[*GOOD.callers, caller(50, 52, Act.ASK_REASON)])
    assert outcome(cold, "ending.positive_note") is False


def test_an_unkind_first_reaction_is_not_gracious() -> None:
    """Thanks later do not make up for it."""
    sour = replace(GOOD, callers=[GOOD.callers[0], caller(22, 24, Act.NEGATIVE), caller(40, 42, Act.THANKS)])
    assert outcome(sour, "reaction.gracious") is False


def test_nothing_heard_is_not_judged() -> None:
    """A caller without a word gets no score, and every check says why."""
    silent = card(replace(GOOD, callers=[]))
    assert (silent.score, silent.passed) == (None, False)
    assert all(check.passed is None and check.advice for step in silent.steps for check in step.checks)


def test_a_call_that_ended_before_the_verdict_is_judged_on_what_there_was() -> None:
    """The last two steps stay open; the first two count alone."""
    short = card(replace(GOOD, verdict=None, callers=GOOD.callers[:1], recruiters=[recruiter(0, 3)]))
    assert [step.of for step in short.steps] == [25, 9, 0, 0]
    assert short.score == 100


def test_a_step_below_ten_fails_the_call() -> None:
    """A high score does not excuse a step that fell through."""
    poor_end = replace(GOOD, callers=[*GOOD.callers[:1], caller(22, 26, Act.ASK_FEEDBACK, Act.ASK_KEEP_IN_MIND, Act.ENTHUSIASM)])
    whole = card(poor_end)
    assert whole.score is not None
    assert whole.score >= 70
    assert not whole.passed


def test_points_are_shared_by_largest_remainder() -> None:
    """Twenty-five points are whole numbers whatever the number of checks."""
    assert [shares(n) for n in (2, 3, 4, 5)] == [[13, 12], [9, 8, 8], [7, 6, 6, 6], [5] * 5]


def test_expectations_are_compared_one_by_one() -> None:
    """A range is inclusive; an unknown check is not met."""
    found = compare(card(GOOD), score_range=(90, 100), checks={"introduction.name": True, "reaction.timeline": True})
    assert [(e.what, e.met) for e in found] == [("score", True), ("introduction.name", True), ("reaction.timeline", False)]


def test_the_scorecard_is_what_formats_say() -> None:
    """Keys, order and units of schema 1."""
    written = card(GOOD).as_json()
    assert list(written) == [
        "schema", "source", "persona", "verdict", "seed", "score", "passed", "duration", "steps", "turns",
        "interruptions", "timing", "delivery", "expectations",
    ]  # fmt: skip
    assert written["turns"][1] == {
        "speaker": "caller", "start": 4.0, "end": 11.0, "text": "some words", "acts": [str(a) for a in INTRODUCED],
    }  # fmt: skip
    assert written["timing"] == {"response_gaps": [1.0, 1.0], "talk_share": 0.38}
    assert written["duration"] == to_samples(60) / 16000


@pytest.mark.parametrize("words", ["That's perfectly okay.", "No rush at all.", "It is fine.", "These things take time."])
def test_taking_it_well_is_gracious_without_thanks(words: str) -> None:
    """Kindness has more words than thanks."""
    assert outcome(Talk(callers=[caller(22, 24, text=words)]), "reaction.gracious") is True


def test_wanting_the_job_is_no_kindness_to_whoever_refused_it() -> None:
    """Gladness is gracious when there is something to be glad of."""
    keen = [caller(22, 24, Act.ENTHUSIASM)]
    assert outcome(Talk(callers=keen), "reaction.gracious") is False
    assert outcome(Talk(callers=keen, verdict=Verdict.HIRED), "reaction.gracious") is True


def test_kind_words_after_unkind_ones_come_too_late() -> None:
    """A wish for the day does not undo how the news was taken, even over two turns."""
    late = [caller(22, 24, text="really"), caller(26, 28, Act.NEGATIVE), caller(40, 42, Act.WELL_WISH)]
    assert outcome(Talk(callers=late), "reaction.gracious") is False


def test_a_bare_goodbye_is_no_positive_note() -> None:
    """Somebody who thanked before may leave with a mere goodbye; somebody who said nothing kind may not."""
    bare = caller(40, 42, Act.FAREWELL)
    assert outcome(Talk(callers=[caller(22, 24), bare]), "ending.positive_note") is False
    assert outcome(Talk(callers=[caller(22, 24, Act.THANKS), bare]), "ending.positive_note") is True


DROWNED_DB = LEAST_CLARITY_DB - 0.1
SILENT = replace(GOOD, callers=[caller(4, 11, Act.GREETING), caller(40, 42, Act.NEGATIVE)])
"""Hardly anything that this caller may have said was heard."""


@pytest.mark.parametrize(("clarity_db", "stood"), [(DROWNED_DB, "stood out by only 5 dB from"), (-2.5, "did not stand out from")])
def test_what_was_not_heard_in_a_loud_room_is_left_open(clarity_db: float, stood: str) -> None:
    """Where words are uncertain nothing counts as not said, and the advice says how loud it was and what to do."""
    drowned = card(replace(SILENT, clarity_db=clarity_db))
    checks = [check for step in drowned.steps for check in step.checks]
    assert {check.passed for check in checks} == {True, None}
    assert {check.advice for check in checks if check.passed is None} == {DROWNED.format(stood=stood, wanted=LEAST_CLARITY_DB)}
    assert [step.of for step in drowned.steps] == [step.score for step in drowned.steps]


def test_what_was_heard_in_a_loud_room_counts() -> None:
    """A check that passed needs no doubt."""
    assert card(replace(GOOD, clarity_db=DROWNED_DB)).score == 100


def test_a_sound_over_the_recruiter_may_be_the_rooms() -> None:
    """Where others are as loud as the caller nobody is blamed for a voice in the recruiter's turn."""
    loud = replace(GOOD, overlaps=[overlap(Overlap.INTERRUPTION, 14, 16)], clarity_db=DROWNED_DB)
    assert outcome(loud, "silence.no_interruption") is None
    assert outcome(replace(loud, clarity_db=LEAST_CLARITY_DB), "silence.no_interruption") is False


@pytest.mark.parametrize("clarity_db", [LEAST_CLARITY_DB, None])
def test_a_caller_who_can_be_understood_is_judged(clarity_db: float | None) -> None:
    """From the limit on, and where nothing was measured, what was not heard was not said."""
    assert card(replace(SILENT, clarity_db=clarity_db)).score == card(SILENT).score
    assert outcome(replace(SILENT, clarity_db=clarity_db), "introduction.name") is False
