"""Runs a recorded call once more through the same program: the caller's samples, and answers when they came that day."""

from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass, field

from simulator.audio.clock import HOP_LENGTH, Samples
from simulator.audio.hop import Hop
from simulator.audio.recording import Recording
from simulator.call.inbox import Rendered, Result
from simulator.call.levels import AS_WRITTEN, Level
from simulator.call.live import LiveCall
from simulator.call.session import Engines, new_call
from simulator.call.surprises import Surprise
from simulator.call.wording import PAUSE
from simulator.errors import DeviceError, InputError
from simulator.events import (
    Event,
    HungUp,
    LineDrafted,
    PartSpoken,
    PartTranscribed,
    SpeechEnded,
    Transcribed,
)
from simulator.inputs import LineRendered, NearEndLost, RepeatAsked, Wish
from simulator.persona import Persona
from simulator.speaking.script import render_sentence

NEVER = 2**62
"""When the sound of a line came that was thought better of before."""


class RecordedDesk:
    """A desk whose microphone is a recording's first channel."""

    def __init__(self, recording: Recording) -> None:
        """Begin at its first sample."""
        self._near = recording.near
        self._lost = {event.at: event.n_samples for event in recording.events if isinstance(event, NearEndLost)}
        self.at = 0
        """Samples handed over."""

    def exchange(self, far: Samples) -> Hop:  # noqa: ARG002 a recording does not listen
        """Hand over the next hop.

        Raises:
            DeviceError: If there is none: the line was closed here.
        """
        near = self._near[self.at : self.at + HOP_LENGTH]
        if len(near) < HOP_LENGTH:
            message = "the recording ends here"
            raise DeviceError(message)
        lost = self._lost.get(self.at)
        self.at += HOP_LENGTH
        return Hop(near=near, microphone=near, n_lost=lost)


@dataclass(slots=True)
class JournalAnswers:
    """Engines that answer what a journal says, when it says."""

    events: Sequence[Event]
    """The journal."""

    engines: Engines
    """For the voices that say the lines, the same as that day."""

    underway: list[Result] = field(default_factory=list)
    """Answers that were asked for and whose time has not come."""

    def recognize(self, speech: SpeechEnded | PartSpoken, samples: Samples, *, start: int) -> None:  # noqa: ARG002 the journal knows
        """Look up the words of a stretch or a part; a part whose words came too late had none."""
        for event in self.events:
            match event:
                case PartTranscribed() if event.part == speech:
                    self.underway.append(event)
                case Transcribed() if isinstance(speech, SpeechEnded) and event.segment == speech.segment:
                    self.underway.append(event)
                case _:
                    pass

    def render(self, draft: LineDrafted) -> None:
        """Say a line, and look up when its sound came."""
        came = (e.arrived_at for e in self.events if isinstance(e, LineRendered) and e.line == draft.line)
        sounds = tuple(render_sentence(text, self.engines.voice_for(draft)) for text in draft.sentences if text != PAUSE)
        self.underway.append(Rendered(line=draft.line, sounds=sounds, arrived_at=next(came, NEVER)))

    def arrived(self, at: int, *, wait_s: float = 0.0) -> Sequence[Result]:
        """Hand out what came by sample `at`; everything, when the line is closed and the last words are waited for."""
        due = [answer for answer in self.underway if answer.arrived_at <= at or wait_s]
        self.underway = [answer for answer in self.underway if answer not in due]
        return due


class JournalWishes:
    """Somebody who presses the keys that were pressed that day."""

    def __init__(self, events: Sequence[Event], desk: RecordedDesk) -> None:
        """Know the day, and how far it is."""
        self._at = [(event.at, Wish.SAY_AGAIN) for event in events if isinstance(event, RepeatAsked)]
        self._at += [(event.at, Wish.HANG_UP) for event in events if isinstance(event, HungUp) and event.by == "caller"]
        self._desk = desk

    def wishes(self) -> Sequence[Wish]:
        """Return what was asked for at this sample."""
        due = [wish for at, wish in self._at if at == self._desk.at]
        self._at = [(at, wish) for at, wish in self._at if at != self._desk.at]
        return due

    def show(self, level: Samples, *, paused: bool, muted: bool) -> None:
        """Show nothing."""


class _Nobody:
    """Writes nothing down."""

    def heard(self, near: Samples, far: Samples) -> None:
        pass

    def overheard(self, microphone: Samples) -> None:
        pass

    def happened(self, event: Event) -> None:
        pass


def call_again(
    recording: Recording, persona: Persona, engines: Engines, *, level: Level = AS_WRITTEN, surprise: Surprise | None = None
) -> Recording:
    """Run a recorded call again.

    The same program, voice and persona give the same call, event for event; another version may decide otherwise.

    Args:
        recording: A call that this program ran.
        persona: Who answered.
        engines: For their voice, ears and understanding; the recogniser is not asked.
        level: How hard the call was.
        surprise: What came between the caller and the verdict.

    Raises:
        InputError: If the recording does not say what call it was.
    """
    if recording.verdict is None or recording.seed is None or recording.brief is None or not recording.events:
        message = f"{recording.source}: expected a call that this program ran, with its journal, verdict, seed and brief"
        raise InputError(message)
    call = new_call(
        persona=persona, brief=recording.brief, verdict=recording.verdict, seed=recording.seed, engines=engines, level=level,
        surprise=surprise,
    )  # fmt: skip
    desk = RecordedDesk(recording)
    live = LiveCall(
        call=call, desk=desk, answers=JournalAnswers(recording.events, engines), recorder=_Nobody(),
        screen=JournalWishes(recording.events, desk),
    )  # fmt: skip
    with suppress(DeviceError):  # the line was closed in mid-call, then as now
        live.run()
    return live.recording(
        source=recording.source, brief=recording.brief, persona=persona.id, verdict=recording.verdict, seed=recording.seed
    )
