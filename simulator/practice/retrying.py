"""One stretch of a call again: all before it as it was, then another take."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from simulator import __version__
from simulator.audio.clock import Samples
from simulator.audio.recording import Recording
from simulator.audio.sheet import Sheet
from simulator.audio.writing import RecordingWriter, write_scorecard
from simulator.call.session import Engines, Sink, place_call
from simulator.errors import InputError
from simulator.events import (
    Event,
    LineEnded,
    PartTranscribed,
    PauseStarted,
    PhaseChanged,
    SpeechEnded,
    Transcribed,
    VerdictAnnounced,
)
from simulator.lines.picked_up import Line, PickedUp
from simulator.listening.memory import HeardMemory, fingerprint
from simulator.listening.recognition import Heard, Word
from simulator.listening.segments import PAD
from simulator.persona import Persona
from simulator.scoring.judge import score
from simulator.scoring.scorecard import Scorecard

STEPS = ("introduction", "silence", "reaction", "ending")
"""What can be tried again."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Stretch:
    """The part of a call in which a step is decided."""

    start: int
    """Its first sample."""

    is_over: Callable[[Event], bool]
    """Tells from each event whether it is over."""


def stretch_of(step: str, events: Sequence[Event]) -> Stretch:
    """Find the part of a call in which a step is decided.

    Args:
        step: One of `STEPS`.
        events: The call's journal.

    Raises:
        InputError: If there is no such step, or the call ended before it.
    """
    if step not in STEPS:
        message = f"STEP: expected {', '.join(STEPS)}, got {step!r}"
        raise InputError(message)
    announced = next((e.at for e in events if isinstance(e, VerdictAnnounced)), None)
    if step == "introduction":
        return Stretch(start=0, is_over=lambda event: isinstance(event, PauseStarted | VerdictAnnounced))
    if announced is None:
        message = f"that call ended before there was a verdict, so it has no {step} to try again; make a new one: rehearse call"
        raise InputError(message)
    if step == "silence":
        looked_up = [e.at for e in events if isinstance(e, PhaseChanged) and e.phase == "announcing" and e.at < announced]
        return Stretch(start=looked_up[-1] if looked_up else 0, is_over=_AfterVerdict())
    if step == "reaction":
        return Stretch(start=announced, is_over=_never)
    return Stretch(start=_last_word(events, announced), is_over=_never)


def _last_word(events: Sequence[Event], announced: int) -> int:
    """Find where the recruiter stopped talking for the last time before the caller's last words."""
    spoken = max((e.start for e in events if isinstance(e, SpeechEnded)), default=announced)
    return max([announced, *(e.at for e in events if isinstance(e, LineEnded) and e.at <= spoken)])


class _AfterVerdict:
    """Waits for the end of the line in which the verdict was announced."""

    def __init__(self) -> None:
        self._announced = False

    def __call__(self, event: Event) -> bool:
        self._announced = self._announced or isinstance(event, VerdictAnnounced)
        return self._announced and isinstance(event, LineEnded)


def _never(_event: Event) -> bool:
    return False


def memory_of(recording: Recording) -> HeardMemory:
    """Remember what was heard in a call, so that its beginning need not be recognised again."""
    heard: dict[str, Heard] = {}
    whole = {event.segment: event for event in recording.events if isinstance(event, Transcribed)}
    for event in recording.events:
        if isinstance(event, Transcribed):
            _remember(heard, recording, start=event.start, until=event.end + PAD, words_of=event)
        elif isinstance(event, PartTranscribed) and event.part.segment in whole:
            of = whole[event.part.segment]
            same = replace(of, text=event.text, words=of.words if of.text == event.text else ())
            _remember(heard, recording, start=event.part.start, until=event.part.decided_at, words_of=same)
    return HeardMemory(heard=heard)


def _remember(heard: dict[str, Heard], recording: Recording, *, start: int, until: int, words_of: Transcribed) -> None:
    begin = max(start - PAD, 0)
    words = tuple(Word(text=w.text, start=w.start - begin, end=w.end - begin) for w in words_of.words)
    heard[fingerprint(recording.near[begin:until])] = Heard(text=words_of.text, words=words, engine=words_of.engine)


def retake(
    first: Recording,
    line: Line,
    *,
    stretch: Stretch,
    persona: Persona,
    engines: Engines,
    folder: Path,
    sinks: Sequence[Sink] = (),
) -> Scorecard:
    """Let a line go on where a stretch of an earlier call began, and score what comes of it.

    Args:
        first: The earlier call, with its brief, verdict and seed.
        line: Who goes on.
        stretch: Where, and until when.
        persona: Who answers.
        engines: Ears, understanding and voice.
        folder: Where to leave the recording.
        sinks: Who follows the stretch; what was before it they know.

    Raises:
        InputError: If the earlier call does not say what it was.
    """
    if first.brief is None or first.verdict is None or first.seed is None:
        message = f"{first.source}: expected a call that this program made, with brief, verdict and seed"
        raise InputError(message)
    sheet = Sheet(
        brief=first.brief, persona=persona.id, verdict=first.verdict, seed=first.seed,
        versions={"simulator": __version__, "recognizer": engines.recognizer.key, "voice": engines.voice.key},
    )  # fmt: skip
    picked_up = PickedUp(first.near[: stretch.start], line, is_over=stretch.is_over)
    with RecordingWriter(folder, sheet) as writer:
        recording = place_call(
            picked_up, source=folder.name, brief=first.brief, persona=persona, verdict=first.verdict, seed=first.seed,
            engines=engines, sinks=(writer, *(_From(stretch.start, sink) for sink in sinks)),
        )  # fmt: skip
    card = score(recording, acts=engines.acts)
    write_scorecard(folder, card.as_json())
    return card


class _From:
    """Lets somebody follow a call from a sample on."""

    def __init__(self, start: int, sink: Sink) -> None:
        self._start = start
        self._sink = sink
        self._n_heard = 0

    def heard(self, near: Samples, far: Samples) -> None:
        self._n_heard += len(near)
        if self._n_heard > self._start:
            self._sink.heard(near, far)

    def happened(self, event: Event) -> None:
        moments = (getattr(event, name, None) for name in ("start", "at", "decided_at"))
        if next((moment for moment in moments if moment is not None), 0) >= self._start:
            self._sink.happened(event)
