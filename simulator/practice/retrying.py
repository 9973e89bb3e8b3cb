"""One stretch of a call again: all before it as it was, then another take."""

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from simulator.audio.clock import Samples
from simulator.audio.recording import Recording
from simulator.audio.writing import RecordingWriter, write_scorecard
from simulator.brief import Brief
from simulator.call.caller import sound_of
from simulator.call.session import Engines, Line, Sink, place_call
from simulator.casting import Casting
from simulator.events import Event, PartTranscribed, Transcribed
from simulator.lines.picked_up import PickedUp
from simulator.listening.memory import HeardMemory, fingerprint
from simulator.listening.recognition import Heard, Word
from simulator.listening.segments import PAD
from simulator.practice.stretch import Stretch, moment_of
from simulator.scoring.judge import score
from simulator.scoring.scorecard import Scorecard


def memory_of(recording: Recording) -> HeardMemory:
    """Remember what was heard in a call, so that its beginning need not be recognised again."""
    heard: dict[str, Heard] = {}
    whole = {event.segment: event for event in recording.events if isinstance(event, Transcribed)}
    for event in recording.events:
        if isinstance(event, Transcribed):
            start = max(event.start - PAD, 0)
            _remember(heard, recording.near[start : event.end + PAD], event, start=start)
        elif isinstance(event, PartTranscribed) and event.part.segment in whole:
            of = whole[event.part.segment]
            same = replace(of, text=event.text, words=of.words if of.text == event.text else ())
            _remember(heard, sound_of(event.part, recording.near), same, start=max(event.part.start - PAD, 0))
    return HeardMemory(heard=heard)


def _remember(heard: dict[str, Heard], sound: Samples, words_of: Transcribed, *, start: int) -> None:
    words = tuple(Word(text=w.text, start=w.start - start, end=w.end - start) for w in words_of.words)
    heard[fingerprint(sound)] = Heard(text=words_of.text, words=words, engine=words_of.engine)


def retake(
    first: Recording, line: Line, *, stretch: Stretch, casting: Casting, engines: Engines, folder: Path,
    sinks: Sequence[Sink] = (),
) -> Scorecard:  # fmt: skip
    """Let a line go on where a stretch of an earlier call began, and score what comes of it.

    Args:
        first: The earlier call.
        line: Who goes on.
        stretch: Where, and until when.
        casting: Who answered, with which verdict and seed.
        engines: Ears, understanding and voice.
        folder: Where to leave the recording.
        sinks: Who follows the stretch; what was before it they know.
    """
    brief, level, surprise = first.brief or Brief(), casting.level, casting.surprise
    sheet = casting.sheet(brief, engines)
    picked_up = PickedUp(first.near[: stretch.start], line, is_over=stretch.is_over)
    with RecordingWriter(folder, sheet) as writer:
        recording = place_call(
            picked_up, source=folder.name, brief=brief, persona=casting.persona, verdict=casting.verdict, seed=casting.seed,
            engines=engines, sinks=(writer, *(_From(stretch.start, sink) for sink in sinks)), level=level, surprise=surprise,
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
        if (moment_of(event) or 0) >= self._start:
            self._sink.happened(event)
