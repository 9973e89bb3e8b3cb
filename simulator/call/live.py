"""Runs a live call: samples from a desk, answers from engines that take their time, wishes from keys.

The clock is the count of samples that the engine was fed, as in a replay; a pause stops it.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Protocol

from simulator.audio.clock import HOP_LENGTH, Samples
from simulator.audio.hop import SILENCE, Hop
from simulator.audio.recording import Recording
from simulator.audio.tape import Tape
from simulator.brief import Brief
from simulator.call.caller import sound_of
from simulator.call.engine import Call
from simulator.call.inbox import Result
from simulator.call.session import Sink
from simulator.errors import DeviceError, EngineError
from simulator.events import Event, LineDrafted, PartSpoken, SpeechEnded, Transcribed
from simulator.inputs import NearEndLost, Wish
from simulator.listening.segments import PAD
from simulator.verdict import Verdict

LAST_WORDS_S = 10.0
"""Longest wait, in seconds, for what was still being recognised when the line closed."""


class Desk(Protocol):
    """Where the person is."""

    def exchange(self, far: Samples) -> Hop:
        """Trade one hop, shape `(HOP_LENGTH,)`; waits for it.

        Raises:
            DeviceError: If the device is gone.
        """
        ...


class Answers(Protocol):
    """Engines that work beside the call."""

    def recognize(self, speech: SpeechEnded | PartSpoken, samples: Samples, *, start: int) -> None:
        """Ask for the words of a stretch or a part of one; the first of `samples` has the index `start`."""
        ...

    def render(self, draft: LineDrafted) -> None:
        """Ask for the sound of a line."""
        ...

    def arrived(self, at: int, *, wait_s: float = 0.0) -> Sequence[Result]:
        """Collect what is done, as entering the call at sample `at`.

        Raises:
            EngineError: If an engine failed.
        """
        ...


class Screen(Protocol):
    """What the person sees, and where their wishes come from."""

    def wishes(self) -> Sequence[Wish]:
        """Return what was asked for since the last hop."""
        ...

    def show(self, level: Samples, *, paused: bool, muted: bool) -> None:
        """Show how things stand; `level` is the microphone's last hop."""
        ...


class Recorder(Sink, Protocol):
    """A recording on disk, which keeps the raw microphone too."""

    def overheard(self, microphone: Samples) -> None:
        """Take one hop of the microphone."""
        ...


class Carrier(Protocol):
    """What lies between the recruiter's mouth and the caller's ear; only what is heard changes, not what is kept."""

    def carry(self, spoken: Samples, events: list[Event]) -> Samples:
        """Turn a hop that was spoken into the hop that is heard, given what happened in it."""
        ...


@dataclass(slots=True, kw_only=True)
class LiveCall:
    """One call at a desk, until it is over."""

    call: Call
    """The conversation."""

    desk: Desk
    """The device."""

    answers: Answers
    """The engines."""

    screen: Screen
    """What the person sees and wants."""

    recorder: Recorder
    """Where it is written down."""

    followers: Sequence[Sink] = ()
    """Who else follows."""

    carrier: Carrier | None = None
    """The line; the voice is heard as it was spoken when None."""

    near: Tape = field(default_factory=Tape)
    """The caller's channel so far."""

    far: Tape = field(default_factory=Tape)
    """The recruiter's channel so far."""

    events: list[Event] = field(default_factory=list)
    """What happened so far."""

    paused: bool = False
    """Whether the clock stands."""

    muted: bool = False
    """Whether the caller is not heard."""

    _spoken: Samples = field(default_factory=SILENCE.copy)
    _heard: Samples = field(default_factory=SILENCE.copy)
    _n_underway: int = 0

    def run_to(self, at: int) -> None:
        """Run the call up to a sample, and leave it there: desk, answers and screen may then be others.

        Args:
            at: A sample index; hops that end after it are left to come.

        Raises:
            DeviceError: If the device failed; the call stays as it is then.
            EngineError: If an engine failed; likewise.
        """
        while not self.call.over and len(self.near) + HOP_LENGTH <= at:
            self._trade()

    def run(self) -> None:
        """Run the call to its end.

        Raises:
            DeviceError: If the device or the disk failed; the call is closed properly then.
            EngineError: If an engine failed; likewise.
        """
        try:
            while not self.call.over:
                self._trade()
        except DeviceError:
            self._note(self.call.hang_up(by="line"))
            self._wait_for_last_words()
            raise
        except EngineError:
            self._note(self.call.hang_up(by="line"))
            raise
        self._wait_for_last_words()

    def recording(self, *, source: str, brief: Brief, persona: str, verdict: Verdict, seed: int) -> Recording:
        """Put together what is left of the call."""
        return Recording(
            source=source, brief=brief, persona=persona, verdict=verdict, seed=seed,
            near=self.near.samples, far=self.far.samples, events=tuple(self.events),
        )  # fmt: skip

    def _trade(self) -> None:
        self._grant(self.screen.wishes())
        if self.call.over:
            return
        hop = self.desk.exchange(SILENCE if self.paused else self._heard)
        self.screen.show(hop.microphone, paused=self.paused, muted=self.muted)
        if not self.paused:
            self._spoken, events = self._step(hop, self._spoken)
            self._heard = self._spoken if self.carrier is None else self.carrier.carry(self._spoken, events)

    def _step(self, hop: Hop, far: Samples) -> tuple[Samples, list[Event]]:
        near, microphone = (SILENCE, SILENCE) if self.muted else (hop.near, hop.microphone)
        now = len(self.near)
        if hop.n_lost is not None:
            self._note([NearEndLost(at=now, n_samples=hop.n_lost)])
        self.near.append(near)
        self.far.append(far)
        self.recorder.overheard(microphone)
        for follower in (self.recorder, *self.followers):
            follower.heard(near, far)
        for result in self.answers.arrived(now + HOP_LENGTH):
            self.call.accept(result)
        spoken, events = self.call.feed(near)
        self._note(events)
        return spoken, events

    def _grant(self, wishes: Sequence[Wish]) -> None:
        for wish in wishes:
            match wish:
                case Wish.HANG_UP:
                    self._note(self.call.hang_up(by="caller"))
                case Wish.PAUSE:
                    self.paused = not self.paused
                case Wish.SAY_AGAIN:
                    self.call.say_again()
                case Wish.MUTE:
                    self.muted = not self.muted

    def _note(self, events: Sequence[Event]) -> None:
        for event in events:
            self.events.append(event)
            match event:
                case PartSpoken():
                    self.answers.recognize(event, sound_of(event, self.near.samples), start=max(event.start - PAD, 0))
                case SpeechEnded():
                    self._n_underway += 1
                    start = max(event.start - PAD, 0)
                    self.answers.recognize(event, self.near.cut(start, event.end + PAD).copy(), start=start)
                case Transcribed():
                    self._n_underway -= 1
                case LineDrafted():
                    self.answers.render(event)
                case _:
                    pass
            for follower in (self.recorder, *self.followers):
                follower.happened(event)

    def _wait_for_last_words(self) -> None:
        """Note what was still being recognised when the line closed: it belongs to the record all the same."""
        while self._n_underway:
            late = self.answers.arrived(len(self.near), wait_s=LAST_WORDS_S)
            words = [result for result in late if isinstance(result, Transcribed)]
            if not words and not late:
                break
            self._note(words)
