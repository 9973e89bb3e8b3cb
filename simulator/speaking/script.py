"""Scripts of text and pauses, and their rendering to samples with every boundary known."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from simulator.audio.clock import Samples
from simulator.errors import InputError
from simulator.speaking.loudness import levelled, trimmed
from simulator.speaking.voice import Voice, one_line

PAUSE_MARK = "{pause}"
"""Where a persona's text pauses."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """Something to say, or a pause."""

    text: str = ""
    """What to say; empty for a pause."""

    n_samples: int = 0
    """Samples of silence; 0 for text."""

    def __post_init__(self) -> None:
        """Check that it is one of the two, and that the text holds something to say."""
        if self.text and not any(c.isalnum() for c in self.text):
            message = f"expected words to say, got {self.text!r}"
            raise InputError(message)
        if bool(self.text) == (self.n_samples > 0) or self.n_samples < 0:
            message = f"expected text or a pause of at least 1 sample, got text {self.text!r} and {self.n_samples} samples"
            raise InputError(message)

    @property
    def is_pause(self) -> bool:
        """Whether it is a pause."""
        return not self.text


@dataclass(frozen=True, slots=True, kw_only=True)
class Span:
    """Where a piece lies in a rendered line."""

    start: int
    """Its first sample."""

    end: int
    """One past its last sample."""

    text: str
    """What is said; empty for a pause."""

    is_pause: bool
    """Whether it is a pause."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RenderedLine:
    """The sound of a line."""

    samples: Samples
    """Samples on the 16-bit grid, shape `(n,)`."""

    spans: tuple[Span, ...]
    """One span a piece, in order; they cover `samples` without gap or overlap."""


def split_script(text: str, pauses: Sequence[int]) -> tuple[Piece, ...]:
    """Cut a persona's text at its pauses.

    Args:
        text: Words with `PAUSE_MARK` wherever a pause belongs.
        pauses: Samples of each pause, one a mark; 0 leaves the pause out.

    Returns:
        Pieces in order; empty text between marks gives no piece.

    Raises:
        InputError: If the numbers of marks and pauses differ, a pause is negative, or a stretch of
            text holds nothing to say.
    """
    stretches = text.split(PAUSE_MARK)
    if len(pauses) != len(stretches) - 1:
        message = f"expected {len(stretches) - 1} pauses for {text!r}, got {len(pauses)}"
        raise InputError(message)
    pieces: list[Piece] = []
    for stretch, n_samples in zip(stretches, [*pauses, 0], strict=True):
        words = one_line(stretch)
        pieces += [Piece(text=words)] if words else []
        pieces += [Piece(n_samples=n_samples)] if n_samples else []
    return tuple(pieces)


def render_sentence(text: str, voice: Voice) -> Samples:
    """Say one stretch of text, trimmed and levelled, on the 16-bit grid.

    Raises:
        EngineError: If the voice is missing or failed.
    """
    return levelled(trimmed(voice.render(text)))


def render_line(pieces: Sequence[Piece], voice: Voice) -> RenderedLine:
    """Say a line.

    Args:
        pieces: Text and pauses in order; none give a line of no samples.
        voice: Who says it.

    Returns:
        The sound, with the span of each piece. A pause is exactly its number of zeros; the trimmed
        sentences around it add at most `loudness.TAIL + loudness.LEAD` samples of their own silence.

    Raises:
        EngineError: If the voice is missing or failed.
    """
    sounds = [np.zeros(p.n_samples, dtype=np.float32) if p.is_pause else render_sentence(p.text, voice) for p in pieces]
    ends = np.cumsum([len(sound) for sound in sounds], dtype=np.int64).tolist()
    spans = tuple(
        Span(start=end - len(sound), end=end, text=piece.text, is_pause=piece.is_pause)
        for piece, sound, end in zip(pieces, sounds, ends, strict=True)
    )
    return RenderedLine(samples=np.concatenate([np.zeros(0, dtype=np.float32), *sounds]), spans=spans)
