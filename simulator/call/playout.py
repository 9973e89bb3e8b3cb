"""The recruiter's voice on its way to the loudspeaker: what is sounding, what is left, and how to stop it."""

from dataclasses import dataclass

import numpy as np

from simulator.audio.clock import HOP_LENGTH, Samples, to_samples
from simulator.call.wording import PAUSE
from simulator.events import (
    Event,
    LineEnded,
    LineStarted,
    PauseEnded,
    PauseStarted,
    SentenceEnded,
    SentenceStarted,
    VerdictAnnounced,
)
from simulator.verdict import Verdict

REWIND = to_samples(0.4)
"""How far a line that fell silent goes back when it goes on: to the quietest place within this reach, so that the
word that was broken off is said whole."""

_QUIET = to_samples(0.02)
"""Samples over which that place is quiet."""

SENTENCE_GAP = to_samples(0.25)
"""Silence between two sentences of a line, in samples; a breath, not a pause."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """One sentence or pause of a line, ready to be played."""

    text: str
    """The sentence; `PAUSE` for a pause."""

    samples: Samples
    """Its sound, shape `(n,)`; zeros for a pause."""

    announces: Verdict | None = None
    """The verdict, on the sentence that completes it."""


class Playout:
    """Plays one line at a time, hop by hop."""

    def __init__(self) -> None:
        """Start silent."""
        self._line = -1
        self._parts: tuple[Part, ...] = ()
        self._index = 0
        self._offset = 0
        self._begun = False

    @property
    def active(self) -> bool:
        """Whether a line is being played: the floor is the recruiter's."""
        return self._index < len(self._parts)

    @property
    def pausing(self) -> bool:
        """Whether the line is in one of its pauses."""
        return self.active and self._begun and self._parts[self._index].text == PAUSE

    @property
    def n_left(self) -> int:
        """Samples until the line ends."""
        return sum(len(part.samples) for part in self._parts[self._index :]) - self._offset

    @property
    def left(self) -> tuple[Part, ...]:
        """Sentences and pauses still to be said, the one that is sounding first."""
        return self._parts[self._index :]

    def load(self, line: int, parts: tuple[Part, ...]) -> None:
        """Take the next line; it begins with the next hop."""
        self._line, self._parts = line, parts
        self._index = self._offset = 0
        self._begun = False

    def rewind(self) -> None:
        """Go back to the last quiet place of the sentence."""
        low = max(self._offset - REWIND, 1)
        if self.active and self._offset - low > _QUIET:
            energy = np.cumsum(np.square(self._parts[self._index].samples[low : self._offset], dtype=np.float64))
            self._offset = low + int(np.argmin(energy[_QUIET:] - energy[:-_QUIET])) + _QUIET // 2

    def stop(self) -> None:
        """Fall silent and forget what is left."""
        self._parts = ()
        self._index = self._offset = 0

    def advance(self, at: int, *, hold: bool) -> tuple[Samples, list[Event]]:
        """Play one hop.

        Args:
            at: Index of the hop's first sample.
            hold: Whether a pause should last on, because the caller is speaking into it.

        Returns:
            The hop's samples, shape `(HOP_LENGTH,)`, and what began or ended in it.
        """
        out = np.zeros(HOP_LENGTH, dtype=np.float32)
        events: list[Event] = []
        filled = 0
        while filled < HOP_LENGTH and self.active:
            events += self._beginnings(at + filled)
            part = self._parts[self._index]
            if hold and part.text == PAUSE and self._offset + HOP_LENGTH - filled >= len(part.samples):
                break
            n = min(HOP_LENGTH - filled, len(part.samples) - self._offset)
            out[filled : filled + n] = part.samples[self._offset : self._offset + n]
            filled += n
            self._offset += n
            events += self._endings(at + filled)
        return out, events

    def _beginnings(self, at: int) -> list[Event]:
        events: list[Event] = []
        if not self._begun:
            self._begun = True
            events.append(LineStarted(line=self._line, at=at))
        if self._offset == 0:
            text = self._parts[self._index].text
            pause = text == PAUSE
            events.append(PauseStarted(line=self._line, at=at) if pause else SentenceStarted(line=self._line, text=text, at=at))
        return events

    def _endings(self, at: int) -> list[Event]:
        part = self._parts[self._index]
        if self._offset < len(part.samples):
            return []
        events: list[Event] = [
            PauseEnded(line=self._line, at=at) if part.text == PAUSE else SentenceEnded(line=self._line, at=at)
        ]
        if part.announces is not None:
            events.append(VerdictAnnounced(at=at, verdict=part.announces))
        self._index, self._offset = self._index + 1, 0
        return events if self.active else [*events, LineEnded(line=self._line, at=at)]


def as_parts(
    sentences: tuple[str, ...], sounds: tuple[Samples, ...], pauses: tuple[int, ...], announces: dict[int, Verdict]
) -> tuple[Part, ...]:
    """Put a line together.

    Args:
        sentences: Its words, `PAUSE` for a pause.
        sounds: The sound of each sentence, pauses left out.
        pauses: Samples of each pause.
        announces: The verdict, by the index of the sentence that completes it; else empty.
    """
    sound, pause = iter(sounds), iter(pauses)
    parts: list[Part] = []
    for i, text in enumerate(sentences):
        samples = np.zeros(next(pause), dtype=np.float32) if text == PAUSE else next(sound)
        if text != PAUSE and i + 1 < len(sentences) and sentences[i + 1] != PAUSE:
            samples = np.concatenate([samples, np.zeros(SENTENCE_GAP, dtype=np.float32)])
        parts.append(Part(text=text, samples=samples, announces=announces.get(i)))
    return tuple(parts)
