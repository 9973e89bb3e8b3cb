"""What a voice is to the rest of the program, and how one is asked for."""

from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from simulator.audio.clock import Samples
from simulator.errors import ConfigError

ENGINES = ("pyttsx3", "piper")
"""Engines that can be asked for."""

RATES_WPM = (80, 300)
"""Slowest and fastest speech, in words a minute."""

PITCHES = (0, 99)
"""Lowest and highest pitch on eSpeak NG's scale."""


class Voice(Protocol):
    """Says a text."""

    @property
    def key(self) -> str:
        """All that decides the sound of a text: engine, version, voice and settings."""

    def render(self, text: str) -> Samples:
        """Say one stretch of text.

        Args:
            text: Words and punctuation on one line, as `one_line` gives it.

        Returns:
            Samples at `SAMPLE_RATE`, shape `(n,)`, with whatever silence the engine leaves around them.

        Raises:
            EngineError: If the engine is missing or failed; the message says what to do.
        """


@dataclass(frozen=True, slots=True, kw_only=True)
class VoiceSettings:
    """How a voice is asked for."""

    engine: str = "pyttsx3"
    """One of `ENGINES`."""

    voice: str = "en-us+f3"
    """The engine's name of the voice; where pyttsx3 does not speak through eSpeak NG and has no voice
    of this name, `gender` and `accent` choose one."""

    gender: str = "female"
    """`female` or `male`, for choosing a system voice."""

    accent: str = "en-us"
    """Language tag, for choosing a system voice."""

    rate_wpm: int = 165
    """Words a minute, within `RATES_WPM`."""

    pitch: int = 50
    """Pitch on eSpeak NG's scale, within `PITCHES`; the other engines have none."""

    volume: float = 1.0
    """Loudness before levelling, above 0 and at most 1."""

    model: Path | None = None
    """The `.onnx` file of a Piper voice; its `.onnx.json` lies beside it."""

    def __post_init__(self) -> None:
        """Check the ranges."""
        _expect(self.engine in ENGINES, f"engine {' or '.join(ENGINES)}", self.engine)
        _expect(bool(self.voice) or self.engine != "pyttsx3", "the name of a voice", self.voice)
        _expect(self.gender in ("female", "male"), "gender female or male", self.gender)
        _expect(RATES_WPM[0] <= self.rate_wpm <= RATES_WPM[1], "rate_wpm from {} to {}".format(*RATES_WPM), self.rate_wpm)
        _expect(PITCHES[0] <= self.pitch <= PITCHES[1], "pitch from {} to {}".format(*PITCHES), self.pitch)
        _expect(0 < self.volume <= 1, "volume above 0 and at most 1", self.volume)
        _expect(self.model is not None or self.engine != "piper", "a model, the path of an .onnx file, for piper", "none")


@dataclass(frozen=True, slots=True, kw_only=True)
class InstalledVoice:
    """A voice that this machine can speak with."""

    id: str
    """The engine's name of it."""

    name: str
    """What people call it."""

    gender: str = ""
    """`female`, `male`, or empty when the engine does not say."""

    language: str = ""
    """Language tag in lower case with hyphens, such as `en-us`; empty when the engine does not say."""


def one_line(text: str) -> str:
    """Put text on one line: printable characters, single spaces; engines stumble over the rest."""
    return " ".join("".join(c if c.isprintable() else " " for c in text).split())


def _expect(met: bool, wanted: str, got: object) -> None:  # noqa: FBT001 an assertion in words
    if not met:
        message = f"voice: expected {wanted}, got {got!r}"
        raise ConfigError(message)
