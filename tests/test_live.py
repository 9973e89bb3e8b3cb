"""A live call goes as a replay does, and keys change nothing but what they should."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

import numpy as np
import pytest

from simulator.audio.clock import HOP_LENGTH, SAMPLE_RATE, Samples
from simulator.audio.hop import Hop
from simulator.audio.recording import Recording
from simulator.brief import Brief
from simulator.call.again import call_again
from simulator.call.caller import QUIET_BEHIND
from simulator.call.inbox import Rendered
from simulator.call.live import LiveCall
from simulator.call.session import Engines
from simulator.errors import DeviceError, EngineError
from simulator.events import (
    Event,
    HungUp,
    LineDrafted,
    LineStarted,
    LineStopped,
    PartSpoken,
    PartTranscribed,
    PauseStarted,
    Transcribed,
)
from simulator.inputs import NearEndLost, RepeatAsked, Wish
from simulator.lines.caller import RecordedCaller
from simulator.listening.segments import PAD
from simulator.persona import load_persona
from simulator.practice.answering import LiveAnswers
from simulator.scoring.judge import score
from simulator.telephone.carrier import LineSettings, TelephoneLine
from simulator.testing import KeywordActs, LoudnessActivity, ScriptedRecognizer, ToneVoice
from simulator.verdict import Verdict
from tests.scripted import PERSONAS, Says, new_call

SCRIPT = [
    Says("GREETING NAME ROLE PURPOSE", 4.0),
    Says("THANKS ENTHUSIASM ASK_NEXT_STEPS", 2.0),
    Says("THANKS WELL_WISH FAREWELL", 2.0),
]
SECOND = SAMPLE_RATE // HOP_LENGTH + 1
"""Hops in a second, and a bit."""


@dataclass
class PaperDesk:
    """A person who follows a script, or sits there in silence; `gone_at` is the hop in which the device is lost."""

    script: Sequence[Says] = ()
    gone_at: int = 10**9
    lost: dict[int, int] = field(default_factory=dict)
    n_hops: int = 0
    silent: int = 0

    def __post_init__(self) -> None:
        """Know the script."""
        self.line = RecordedCaller([s.turn for s in self.script], [s.clip for s in self.script])

    def exchange(self, far: Samples) -> Hop:
        """Say what is due."""
        self.n_hops += 1
        if self.n_hops > self.gone_at:
            message = "gone"
            raise DeviceError(message)
        self.silent += not far.any()
        near = self.line.exchange(far)
        assert near is not None
        return Hop(near=near, microphone=near * 2, n_lost=self.lost.get(self.n_hops))


@dataclass
class PaperScreen:
    """Somebody who presses keys at certain hops; each hop that is shown counts, paused ones too."""

    at: dict[int, Wish] = field(default_factory=dict)
    n_shown: int = 0
    n_paused: int = 0

    def wishes(self) -> Sequence[Wish]:
        """Press what is due."""
        return [self.at[self.n_shown]] if self.n_shown in self.at else []

    def show(self, level: Samples, *, paused: bool, muted: bool) -> None:  # noqa: ARG002 nobody looks
        """Count."""
        self.n_shown += 1
        self.n_paused += paused


@dataclass
class Paper:
    """A recording on paper, and the cues for the person at the desk."""

    desk: PaperDesk
    near: list[Samples] = field(default_factory=list)
    raw: list[Samples] = field(default_factory=list)
    events: list[Event] = field(default_factory=list)

    def heard(self, near: Samples, far: Samples) -> None:  # noqa: ARG002 the caller's side is enough
        """Keep the caller's side."""
        self.near.append(near)

    def overheard(self, microphone: Samples) -> None:
        """Keep the raw microphone."""
        self.raw.append(microphone)

    def happened(self, event: Event) -> None:
        """Keep the event, and let the person know."""
        self.events.append(event)
        self.desk.line.notice(event)


class Prompt(LiveAnswers):
    """Engines on threads whose answers are waited for at each hop, so that a test is the same every time."""

    def arrived(self, at: int, *, wait_s: float = 0.0) -> Sequence[Transcribed | PartTranscribed | Rendered]:
        """Wait for what was asked for."""
        self._ears.join()
        self._mouth.join()
        return super().arrived(at, wait_s=wait_s)


def engines(words: Sequence[str] = ()) -> Engines:
    """Engines made of paper."""
    return Engines(
        voice_activity=LoudnessActivity(), acts=KeywordActs(), recognizer=ScriptedRecognizer(list(words)), voice=ToneVoice()
    )


def live(desk: PaperDesk, *, screen: PaperScreen | None = None, words: Sequence[str] | None = None) -> tuple[LiveCall, Paper]:
    """Put a call together; each clip is one stretch whose words are heard once, as its only part."""
    call = new_call()
    paper = Paper(desk)
    heard = [s.words for s in desk.script] if words is None else words
    answers = Prompt(engines(heard))
    return LiveCall(call=call, desk=desk, answers=answers, screen=screen or PaperScreen(), recorder=paper), paper


def purposes(events: Sequence[Event]) -> list[str]:
    """What the lines that were said were for."""
    drafts = {event.line: event.purpose for event in events if isinstance(event, LineDrafted)}
    return [drafts[event.line] for event in events if isinstance(event, LineStarted)]


def test_a_whole_call_goes_as_a_replay_does() -> None:
    """Introduction, verdict, reaction, goodbye: with engines beside the call it takes the course that it takes in a replay."""
    call, paper = live(PaperDesk(SCRIPT))
    call.run()
    assert purposes(call.events) == ["answer", "announcement", "reply", "goodbye"]
    assert [event.text for event in call.events if isinstance(event, Transcribed)] == [s.words for s in SCRIPT]
    assert call.events[-1] == HungUp(at=len(call.near), by="recruiter")
    assert paper.events == call.events
    np.testing.assert_array_equal(np.concatenate(paper.near), call.near.samples)
    np.testing.assert_array_equal(np.concatenate(paper.raw), call.near.samples * 2)


def test_a_part_is_heard_with_quiet_behind_it() -> None:
    """The recogniser gets a part sooner than it would like, and silence in place of what it did not wait for."""
    call, paper = live(PaperDesk(SCRIPT))
    recognizer = ScriptedRecognizer([s.words for s in SCRIPT])
    call.answers = Prompt(replace(engines(), recognizer=recognizer))
    call.run()
    parts = [event for event in paper.events if isinstance(event, PartSpoken)]
    assert recognizer.lengths == [part.decided_at - (part.start - PAD) + QUIET_BEHIND for part in parts]


def test_the_line_changes_what_is_heard_and_not_what_is_kept() -> None:
    """The loudspeaker, and with it the echo canceller, has the voice as on a telephone; recording and events stay the same."""
    plain, _ = live(PaperDesk(SCRIPT))
    call, _ = live(PaperDesk(SCRIPT))
    call.carrier = TelephoneLine(LineSettings(seed=3))
    heard: list[Samples] = []
    exchange = call.desk.exchange

    class Listening:
        def exchange(self, far: Samples) -> Hop:
            heard.append(far)
            return exchange(far)

    call.desk = Listening()
    plain.run()
    call.run()
    assert call.events == plain.events
    np.testing.assert_array_equal(call.far.samples, plain.far.samples)
    spoken = call.far.samples.reshape(-1, HOP_LENGTH)
    on_the_line = TelephoneLine(LineSettings(seed=3))
    n_before = next(event.at for event in call.events if isinstance(event, PauseStarted)) // HOP_LENGTH
    for hop, voice in zip(heard[1:n_before], spoken[1:n_before], strict=True):
        np.testing.assert_array_equal(hop, on_the_line.carry(voice, []))
    assert any(hop.any() and not voice.any() for hop, voice in zip(heard, spoken, strict=True))  # the pause rustles


def test_a_pause_stops_the_clock() -> None:
    """While a call is paused nothing sounds, nothing is heard, and the same call goes on afterwards."""
    straight, _ = live(PaperDesk())
    straight.run()
    for begin in (SECOND, 8 * SECOND):
        desk = PaperDesk()
        screen = PaperScreen({begin: Wish.PAUSE, begin + 20: Wish.PAUSE})
        paused, paper = live(desk, screen=screen)
        paused.run()
        assert screen.n_paused == 20
        assert paused.events == straight.events
        assert len(paper.near) == desk.n_hops - 20


def test_say_again_is_no_interruption() -> None:
    """A key in mid-line has the line said again when it is over; nothing stops, and nobody is blamed."""
    call, _ = live(PaperDesk(), screen=PaperScreen({SECOND: Wish.SAY_AGAIN}))
    call.run()
    assert purposes(call.events)[:3] == ["answer", "repeat", "hello"]
    assert not [event for event in call.events if isinstance(event, LineStopped)]
    (asked,) = [event for event in call.events if isinstance(event, RepeatAsked)]
    assert asked.at == SECOND * HOP_LENGTH
    drafts = [event for event in call.events if isinstance(event, LineDrafted)]
    assert drafts[1].sentences[-len(drafts[0].sentences) :] == drafts[0].sentences


def test_say_again_repeats_the_verdict_alone() -> None:
    """After the announcement the verdict is said again, without the pauses of looking it up."""
    desk = PaperDesk(SCRIPT[:1])
    screen = PaperScreen()
    call, _ = live(desk, screen=screen)

    class AfterAnnouncement(Paper):
        def happened(self, event: Event) -> None:
            super().happened(event)
            if isinstance(event, LineStarted) and event.line == 1:
                screen.at = {screen.n_shown + 3 * SECOND: Wish.SAY_AGAIN}

    call.recorder = AfterAnnouncement(desk)
    call.run()
    repeat = next(event for event in call.events if isinstance(event, LineDrafted) and event.purpose == "repeat")
    assert repeat.pauses == ()
    assert purposes(call.events)[:3] == ["answer", "announcement", "repeat"]


def test_hanging_up_by_a_key() -> None:
    """The call ends at that hop, by the caller."""
    call, _ = live(PaperDesk(), screen=PaperScreen({SECOND: Wish.HANG_UP}))
    call.run()
    assert call.events[-1] == HungUp(at=SECOND * HOP_LENGTH, by="caller")
    assert len(call.near) == SECOND * HOP_LENGTH


def test_a_muted_caller_is_not_heard_nor_kept() -> None:
    """While muted, silence stands for the caller, in the raw microphone too."""
    call, paper = live(PaperDesk(SCRIPT), screen=PaperScreen({0: Wish.MUTE}))
    call.run()
    assert not np.concatenate([*paper.near, *paper.raw]).any()


def test_a_lost_device_ends_the_call_properly() -> None:
    """The line closes where the device was lost, what was being said is recognised, and the error comes through."""
    desk = PaperDesk(SCRIPT, gone_at=10 * SECOND)
    call, paper = live(desk)
    with pytest.raises(DeviceError):
        call.run()
    assert HungUp(at=10 * SECOND * HOP_LENGTH, by="line") in paper.events
    assert len(call.near) == 10 * SECOND * HOP_LENGTH


def test_a_broken_engine_ends_the_call_properly(monkeypatch: pytest.MonkeyPatch) -> None:
    """The line closes, and the engine's error comes through."""

    def fail(_recognizer: ScriptedRecognizer, _samples: Samples) -> None:
        message = "recognizer crashed"
        raise EngineError(message)

    monkeypatch.setattr(ScriptedRecognizer, "recognize", fail)
    call, paper = live(PaperDesk(SCRIPT))
    with pytest.raises(EngineError, match="crashed"):
        call.run()
    assert isinstance(paper.events[-1], HungUp)


def test_what_was_lost_is_an_event() -> None:
    """Lost samples stand in the journal with their place in the call."""
    call, _ = live(PaperDesk(lost={11: 512, 20: 0}))
    call.run()
    lost = [event for event in call.events if isinstance(event, NearEndLost)]
    assert lost == [NearEndLost(at=10 * HOP_LENGTH, n_samples=512), NearEndLost(at=19 * HOP_LENGTH, n_samples=0)]


@pytest.mark.parametrize(
    ("desk", "keys"),
    [
        (PaperDesk(SCRIPT), {}),
        (PaperDesk([Says(s.words, s.seconds, hang_up=False) for s in SCRIPT[:2]]), {40 * SECOND: Wish.HANG_UP}),
        (PaperDesk(SCRIPT, lost={30: 512}), {2 * SECOND: Wish.SAY_AGAIN, 4 * SECOND: Wish.PAUSE, 5 * SECOND: Wish.PAUSE}),
        (PaperDesk(SCRIPT, gone_at=20 * SECOND), {}),
    ],
)
def test_a_call_can_be_run_again(desk: PaperDesk, keys: dict[int, Wish]) -> None:
    """The recording of a live call, fed to the same program, gives the same events, samples and score."""
    first, _ = live(PaperDesk(desk.script, gone_at=desk.gone_at, lost=desk.lost), screen=PaperScreen(keys))
    try:
        first.run()
    except DeviceError:
        assert desk.gone_at < 10**9
    persona = load_persona(PERSONAS / "dana-whitfield.toml")
    recording = first.recording(source="x", brief=Brief(name="Ada"), persona=persona.id, verdict=Verdict.HIRED, seed=1)
    again = call_again(recording, persona, engines())
    assert again.events == recording.events
    np.testing.assert_array_equal(again.far, recording.far)
    assert carded(again) == carded(recording)


def carded(recording: Recording) -> dict[str, object]:
    """Score a recording."""
    return score(recording, acts=KeywordActs()).as_json()
