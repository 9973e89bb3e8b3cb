"""Makes a fixture of nothing but words: from a text in a voice, or as somebody says it."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from simulator.audio.clock import Samples
from simulator.errors import InputError
from simulator.keeping import Clip
from simulator.lines.fixture import Cue
from simulator.speaking.script import render_sentence
from simulator.speaking.voice import Voice, VoiceSettings

USUAL_DELAY = 0.6
"""Seconds from a cue to a clip (formats)."""

_LINE = re.compile(r"(?:\[(?P<cue>[a-z]+)(?: +(?P<delay>\d+(?:\.\d+)?))?\])?\s*(?P<text>.+)")


@dataclass(frozen=True, slots=True, kw_only=True)
class Spoken:
    """One turn as it stands in a text."""

    text: str
    """What the caller says."""

    cue: Cue = Cue.AFTER
    """What it waits for."""

    delay: float = USUAL_DELAY
    """Seconds from the cue."""


def read_turns(text: str, *, source: str) -> tuple[Spoken, ...]:
    """Read a text: one turn a line, `[during 1.5]` or `[pause]` in front of what does not wait for its turn.

    Args:
        text: The lines; empty ones and those that begin with `#` are passed over.
        source: The file, for messages.

    Raises:
        InputError: If a line is something else, or there is none.
    """
    lines = [(number, line.strip()) for number, line in enumerate(text.splitlines(), start=1)]
    turns = tuple(_turn(line, f"{source}: line {number}") for number, line in lines if line and not line.startswith("#"))
    if not turns:
        message = f"{source}: expected one turn of the caller a line, found none"
        raise InputError(message)
    return turns


def _turn(line: str, where: str) -> Spoken:
    found = _LINE.fullmatch(line)
    cue = found and (found["cue"] or Cue.AFTER)
    if not found or cue not in list(Cue) or not any(letter.isalnum() for letter in found["text"]):
        message = f"{where}: expected words, with {', '.join(f'[{cue}]' for cue in Cue)} in front or nothing, got {line[:60]!r}"
        raise InputError(message)
    return Spoken(text=found["text"], cue=Cue(cue or Cue.AFTER), delay=float(found["delay"] or USUAL_DELAY))


def spoken_clips(turns: Sequence[Spoken], voice: Voice) -> tuple[Clip, ...]:
    """Say turns in a voice; the caller hangs up after the last.

    Raises:
        EngineError: If the voice is missing or failed.
    """
    return clips(turns, [render_sentence(turn.text, voice) for turn in turns])


def clips(turns: Sequence[Spoken], sounds: Sequence[Samples]) -> tuple[Clip, ...]:
    """Put turns and their sound together."""
    return tuple(
        Clip(
            audio=f"{number}.flac", samples=sound, text=turn.text, cue=turn.cue, delay=turn.delay,
            hang_up=number == len(turns),
        )
        for number, (turn, sound) in enumerate(zip(turns, sounds, strict=True), start=1)
    )  # fmt: skip


def voice_settings(name: str) -> VoiceSettings:
    """Read how a voice is asked for: an `.onnx` file of Piper's, or a voice of the system's by name."""
    if name.endswith(".onnx"):
        return VoiceSettings(engine="piper", model=Path(name).expanduser())
    return VoiceSettings(voice=name)
