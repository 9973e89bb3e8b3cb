"""What a recognizer is and what it hears: words with times, counted from the segment's first sample."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol, TypeAlias

import numpy as np

from simulator.audio.clock import SAMPLE_RATE, Samples, on_pcm16_grid
from simulator.errors import AudioFormatError

if TYPE_CHECKING:
    from speech_recognition import AudioData

_SAMPLE_WIDTH = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class Word:
    """One word and where it was said."""

    text: str
    """The word as written, with its punctuation."""

    start: int
    """Sample at which it begins, counted from the first sample that the recognizer was given."""

    end: int
    """Sample after its last one, on the same count."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Heard:
    """What a recognizer made of one segment; nothing recognized is an empty text, not an error."""

    text: str
    """The words with their punctuation, single spaces between them; `text.split()` are the `words`."""

    words: tuple[Word, ...]
    """The words in order; none begins before the one in front of it."""

    engine: str
    """The `key` of the recognizer that heard it."""


class Recognizer(Protocol):
    """Turns a segment of speech into words."""

    @property
    def key(self) -> str:
        """Engine, model and version: `moonshine:tiny-en@0.0.73`. The same key hears the same."""
        ...

    def recognize(self, samples: Samples) -> Heard:
        """Recognize one segment.

        Args:
            samples: The segment, shape `(n,)`; best with 0.3 s of what surrounds the speech.

        Returns:
            What was heard, with times from 0 to `n`.

        Raises:
            EngineError: If the engine failed; hearing nothing is no failure.
        """
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Transcript:
    """What an engine answers, before its words have their places."""

    text: str
    """The words as the engine writes them; may be empty."""

    words: tuple[Word, ...] = ()
    """The same words with the engine's own times, or empty when it gives none."""


Transcribe: TypeAlias = Callable[["AudioData"], Transcript]
"""An engine behind SpeechRecognition's interface; may raise SpeechRecognition's exceptions."""


def to_audio_data(samples: Samples) -> "AudioData":
    """Wrap samples as SpeechRecognition's `AudioData`, 16 bit mono.

    Args:
        samples: Mono signal, shape `(n,)`; beyond full scale is clipped.

    Returns:
        The same audio; exact when the samples lie on the 16-bit grid, as those of a recording do.

    Raises:
        AudioFormatError: If `samples` is not one-dimensional or not finite.
    """
    from speech_recognition import AudioData

    if samples.ndim != 1 or not np.isfinite(samples).all():
        message = f"expected finite mono samples, got shape {samples.shape}"
        raise AudioFormatError(message)
    pcm = (on_pcm16_grid(samples) * 32768.0).astype("<i2")
    return AudioData(pcm.tobytes(), SAMPLE_RATE, _SAMPLE_WIDTH)


def from_audio_data(audio_data: "AudioData") -> Samples:
    """Unwrap `AudioData` of any rate and width into our samples, shape `(n,)`."""
    raw = audio_data.get_raw_data(convert_rate=SAMPLE_RATE, convert_width=_SAMPLE_WIDTH)
    return np.frombuffer(raw, dtype="<i2").astype(np.float32) / np.float32(32768.0)
