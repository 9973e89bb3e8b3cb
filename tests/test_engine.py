"""The call runs in the order that formats promise, on samples alone."""

import numpy as np
import pytest

from simulator.audio.clock import HOP_LENGTH, Samples, to_samples
from simulator.audio.framer import Framer
from simulator.call.session import VOICE_DELAY
from simulator.events import (
    Event,
    HungUp,
    LineDrafted,
    LineStarted,
    LineStopped,
    PauseStarted,
    SentenceStarted,
    SpeechEnded,
    Transcribed,
    TurnEnded,
    VerdictAnnounced,
)
from simulator.lines.fixture import Cue
from simulator.listening.acts import Finding
from simulator.testing import KeywordActs
from simulator.verdict import Verdict
from tests.scripted import Says, answer_requests, hush, new_call, run, said

INTRODUCTION = "GREETING NAME ROLE PURPOSE ENTHUSIASM"
GOODBYE = Says("THANKS WELL_WISH FAREWELL", 2, hang_up=True)


def purposes(events: list[Event]) -> list[str]:
    """What each of the recruiter's lines was for."""
    return [event.purpose for event in events if isinstance(event, LineDrafted)]


def test_a_good_call_goes_through_all_its_phases() -> None:
    """A caller who does everything is answered, told, answered again, and hangs up."""
    outcome = run([Says(INTRODUCTION, 4), Says("THANKS ASK_NEXT_STEPS", 3), GOODBYE])
    assert purposes(outcome.events) == ["answer", "announcement", "reply"]
    assert [e.verdict for e in outcome.events if isinstance(e, VerdictAnnounced)] == [Verdict.HIRED]
    assert [e.by for e in outcome.events if isinstance(e, HungUp)] == ["caller"]


@pytest.mark.parametrize("verdict", list(Verdict))
def test_the_announcement_pauses_before_the_verdict(verdict: Verdict) -> None:
    """Whatever the verdict, the recruiter falls silent at least once before it."""
    events = run([Says(INTRODUCTION, 4), GOODBYE], verdict=verdict).events
    announced = next(e.at for e in events if isinstance(e, VerdictAnnounced))
    assert any(isinstance(e, PauseStarted) and e.at < announced for e in events)


def test_what_is_missing_is_asked_for_once() -> None:
    """An introduction without a name is asked for one; whatever comes back, the call goes on."""
    outcome = run([Says("ROLE PURPOSE", 3), Says("GREETING", 1), GOODBYE])
    assert purposes(outcome.events) == ["answer", "probe", "announcement"]


def test_a_silent_caller_is_greeted_twice_and_left() -> None:
    """Nobody there: two hellos, then the recruiter hangs up."""
    outcome = run([])
    assert purposes(outcome.events) == ["answer", "hello", "hello", "goodbye"]
    assert [e.by for e in outcome.events if isinstance(e, HungUp)] == ["recruiter"]


def test_a_caller_who_takes_the_floor_is_heard_within_half_a_second() -> None:
    """The recruiter stops at most 0.5 s after the onset and says everything all the same."""
    outcome = run([Says(INTRODUCTION, 4), Says("ASK_DECISION", 3, cue=Cue.DURING), Says("THANKS", 2), GOODBYE])
    stopped = next(e for e in outcome.events if isinstance(e, LineStopped))
    assert 0 < stopped.at - stopped.onset <= to_samples(0.5)
    assert not stopped.collision
    assert "resume" in purposes(outcome.events)
    assert len(outcome.of(VerdictAnnounced)) == 1
    far = np.concatenate(outcome.far)
    assert not far[stopped.at : stopped.onset + to_samples(3)].any()


def test_a_short_sound_does_not_stop_the_recruiter() -> None:
    """A listening noise of 0.4 s is passed over."""
    outcome = run([Says(INTRODUCTION, 4), Says("BACKCHANNEL", 0.4, cue=Cue.DURING, delay=2), GOODBYE])
    assert outcome.of(LineStopped) == []


def test_a_longer_backchannel_only_makes_the_recruiter_hesitate() -> None:
    """What turns out to be a listening noise stops nothing: the same line goes on after a moment, with no remark on it."""
    outcome = run([Says(INTRODUCTION, 4), Says("BACKCHANNEL", 0.7, cue=Cue.DURING, delay=2), GOODBYE])
    assert outcome.of(LineStopped) == []
    assert purposes(outcome.events) == ["answer", "announcement"]
    quiet = np.flatnonzero(np.concatenate(outcome.far) == 0)
    assert len(quiet) > to_samples(0.3)


def test_a_recruiter_who_stops_has_been_silent_before() -> None:
    """The line counts as stopped from where it fell silent, however long its words were waited for."""
    outcome = run([Says(INTRODUCTION, 4), Says("ASK_DECISION", 1.0, cue=Cue.DURING, delay=2), GOODBYE])
    stopped = next(e for e in outcome.events if isinstance(e, LineStopped))
    far = np.concatenate(outcome.far)
    assert far[stopped.at - HOP_LENGTH : stopped.at].any()
    assert not far[stopped.at : stopped.at + to_samples(0.5)].any()


def test_an_answer_is_ready_before_it_is_given() -> None:
    """The line is drafted while the caller's silence might still be a pause, and begins within a hop of the decision."""
    events = run([Says(INTRODUCTION, 4), GOODBYE]).events
    ended = next(e for e in events if isinstance(e, TurnEnded))
    drafted = [e for e in events if isinstance(e, LineDrafted)][1]
    started = [e for e in events if isinstance(e, LineStarted)][1]
    assert drafted.decided_at < ended.decided_at <= started.at <= ended.decided_at + HOP_LENGTH


def test_a_pause_lasts_as_long_as_the_caller_speaks_into_it() -> None:
    """Words in a pause stop nobody: the recruiter waits and goes on."""
    outcome = run([Says(INTRODUCTION, 4), Says("ENTHUSIASM", 3.0, cue=Cue.PAUSE, delay=0.3), GOODBYE])
    assert outcome.of(LineStopped) == []
    assert purposes(outcome.events) == ["answer", "announcement"]


@pytest.mark.parametrize("invented", ["FAREWELL", "ASK_DECISION"])
def test_words_that_are_heard_in_a_click_are_none(invented: str) -> None:
    """What was too short to be speech is no turn, whatever a recogniser makes of it."""
    events = run([Says(invented, 0.04), Says(INTRODUCTION, 4, delay=2), GOODBYE], words=[invented, "FAREWELL"]).events
    first = next(e for e in events if isinstance(e, TurnEnded))
    assert first.end - first.start > to_samples(3)


def test_a_turn_that_was_not_over_is_taken_up_again() -> None:
    """A pause inside an introduction: the recruiter who began too early yields, and answers the whole of it."""
    halting = np.concatenate([said(2), hush(2.5), said(2)])
    words = ["NAME ROLE", "PURPOSE", "THANKS FAREWELL"]
    outcome = run([Says("", sound=halting), GOODBYE], words=words)
    stopped = [e for e in outcome.events if isinstance(e, LineStopped)]
    assert [e.collision for e in stopped] == [True]
    assert [e.text for e in outcome.events if isinstance(e, TurnEnded)][1] == "NAME ROLE PURPOSE"
    assert purposes(outcome.events) == ["answer", "probe", "announcement"]


def test_a_turn_whose_words_come_after_its_answer_is_taken_up_again() -> None:
    """The recogniser's last word on a stretch may come when the recruiter has begun; the call goes on when they yield."""
    halting = np.concatenate([said(2), hush(0.75), said(2)])
    outcome = run([Says(INTRODUCTION, 4), Says("", sound=halting), GOODBYE], words=[
        INTRODUCTION, "THANKS ASK_NEXT_STEPS", "ENTHUSIASM", GOODBYE.words,
    ])  # fmt: skip
    late = next(e.arrived_at for e in outcome.events if isinstance(e, Transcribed) and e.segment == 1)
    assert late > next(e.decided_at for e in outcome.events if isinstance(e, TurnEnded) and e.text == "THANKS ASK_NEXT_STEPS")
    assert [e.collision for e in outcome.events if isinstance(e, LineStopped)] == [True]
    assert [e.by for e in outcome.events if isinstance(e, HungUp)] == ["caller"]


def test_every_question_of_a_turn_is_answered_in_the_order_asked() -> None:
    """Two questions in one breath get two answers in one line."""
    asked = "ASK_KEEP_IN_MIND ASK_FEEDBACK"
    outcome = run([Says(INTRODUCTION, 4), Says(asked, 3), GOODBYE], verdict=Verdict.REJECTED)
    wording = new_call(verdict=Verdict.REJECTED)._thread._recruiter._wording
    drafts = [e for e in outcome.events if isinstance(e, LineDrafted)]
    assert drafts[2].sentences == wording.answer("keep_in_mind") + wording.answer("feedback")


def test_a_caller_who_falls_silent_is_asked_then_said_goodbye_to() -> None:
    """After the verdict, silence is met with one question and then a goodbye."""
    outcome = run([Says(INTRODUCTION, 4)])
    assert purposes(outcome.events) == ["answer", "announcement", "prompt", "goodbye"]
    assert [e.by for e in outcome.events if isinstance(e, HungUp)] == ["recruiter"]


def test_what_was_spoken_when_the_line_closed_is_still_recognised() -> None:
    """The last words before hanging up end a stretch of speech."""
    events = run([Says(INTRODUCTION, 4), GOODBYE]).events
    ends = [e.end for e in events if isinstance(e, SpeechEnded)]
    assert len(ends) == 2


@pytest.mark.parametrize("block", [1, 160, 512, 4000])
def test_block_size_is_invisible(block: int) -> None:
    """The same samples in any blocking give the same journal and the same sound."""
    script = [Says(INTRODUCTION, 3), Says("ASK_DECISION", 2, cue=Cue.DURING), Says("THANKS FAREWELL", 2)]
    words = [s.words for s in script]
    near = np.concatenate(run(script).near)[: to_samples(25)]
    whole_events, whole_far = replayed(near, 333, words)
    events, far = replayed(near, block, words)
    assert events == whole_events
    np.testing.assert_array_equal(far, whole_far)


def replayed(near: Samples, block: int, words: list[str]) -> tuple[list[Event], Samples]:
    """Feed fixed samples in blocks of one size."""
    call = new_call()
    events: list[Event] = []
    far: list[Samples] = []
    framer = Framer(HOP_LENGTH)
    for start in range(0, len(near), block):
        for hop in framer.feed(near[start : start + block]):
            played, happened = call.feed(hop)
            answer_requests(call, happened, words)
            far.append(played)
            events += happened
    return events, np.concatenate(far)


def test_the_same_seed_gives_the_same_call() -> None:
    """Two calls with one seed are equal to the sample; another seed says other words."""
    script = [Says(INTRODUCTION, 4), Says("ASK_NEXT_STEPS", 2), GOODBYE]
    first, second, other = run(script), run(script), run(script, seed=5)
    assert first.events == second.events
    spoken = [[e.text for e in o.events if isinstance(e, SentenceStarted)] for o in (first, other)]
    assert spoken[0] != spoken[1]


def test_lines_begin_with_the_hop_after_their_sound_arrived() -> None:
    """The recruiter picks up at once."""
    started = next(e for e in run([]).events if isinstance(e, LineStarted))
    assert started.at == VOICE_DELAY


def test_nobody_is_answered_into_a_slamming_door(monkeypatch: pytest.MonkeyPatch) -> None:
    """A loud sound that is no speech is waited out: the answer comes after it, where it would have come in the middle."""
    monkeypatch.setattr("simulator.testing.LOUDNESS_FLOOR", 0.05)
    door: Samples = np.full(to_samples(0.6), 0.03, dtype=np.float32)
    answered = []
    for after in (hush(1.0), np.concatenate([hush(0.4), door])):
        clip = np.concatenate([said(4), after])
        events = run([Says("", sound=clip), GOODBYE], words=[INTRODUCTION, GOODBYE.words]).events
        ended = next(e for e in events if isinstance(e, TurnEnded))
        answered.append(ended.decided_at - ended.end)
    assert answered[0] < to_samples(0.6)
    assert answered[1] > to_samples(1.2)


def test_a_second_sound_is_given_way_to_at_once() -> None:
    """In "wait, … I have a question": the recruiter who went on in the gap is silent as soon as the voice is back."""
    halting = np.concatenate([said(0.3), hush(0.3), said(2.5)])
    outcome = run([Says(INTRODUCTION, 4), Says("ASK_DECISION", cue=Cue.DURING, delay=2, sound=halting), GOODBYE])
    stopped = next(e for e in outcome.events if isinstance(e, LineStopped))
    assert stopped.at - stopped.onset <= to_samples(0.2)


def test_a_silence_ends_a_sentence_for_whoever_answers(monkeypatch: pytest.MonkeyPatch) -> None:
    """What is said before and after a silence is read as two things, whatever mark the recogniser put between."""
    texts: list[str] = []
    read = KeywordActs.read

    def listen(acts: KeywordActs, text: str) -> tuple[Finding, ...]:
        texts.append(text)
        return read(acts, text)

    monkeypatch.setattr(KeywordActs, "read", listen)
    halting = np.concatenate([said(2), hush(0.6), said(2)])
    run([Says("", sound=halting), GOODBYE], words=["NAME ROLE,", "PURPOSE", GOODBYE.words])
    assert "NAME ROLE. PURPOSE" in texts
