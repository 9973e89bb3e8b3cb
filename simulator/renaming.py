"""Replaces a caller's name in what they said: another one, in another voice, where theirs was heard."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

import numpy as np

from simulator.audio.clock import Samples, on_pcm16_grid, to_samples
from simulator.audio.levels import rms_dbfs
from simulator.audio.recording import Recording
from simulator.events import HeardWord, Transcribed
from simulator.lines.cutting import CutTurn
from simulator.listening.names import read_names, split_name
from simulator.speaking.voice import Voice

ALIAS = "Alex Morgan"
"""Who a caller becomes when nobody says."""

MARGIN = to_samples(0.03)
"""Sound around a word that belongs to it all the same: recognisers place words a little short."""

MOST_GAIN_DB = 12.0
"""Most that the other voice is made louder; beyond that it would be cut off."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Renamer:
    """Gives a caller another name."""

    name: str
    """Theirs."""

    alias: str
    """The other."""

    voice: Voice
    """Says it."""

    def renamed(self, recording: Recording, turn: CutTurn) -> tuple[Samples, str]:
        """Replace the name in one turn.

        Returns:
            Its sound, longer or shorter by the difference of the names, and its words.
        """
        near = recording.near
        heard = [e for e in recording.events if isinstance(e, Transcribed) and turn.start <= e.start < turn.end]
        places = [place for event in heard for place in self._places(event)]
        cuts = [turn.start, *(at for start, end in places for at in (max(start, turn.start), min(end, turn.end))), turn.end]
        kept = [near[a:b] for a, b in list(pairwise(cuts))[::2]]
        spoken = [self._spoken(near[a:b]) for a, b in list(pairwise(cuts))[1::2]]
        parts = [part for pair in zip(kept, [*spoken, near[:0]], strict=True) for part in pair]
        return on_pcm16_grid(np.concatenate(parts)), " ".join(self._text(event.text) for event in heard if event.text)

    def _places(self, event: Transcribed) -> Iterator[tuple[int, int]]:
        at = 0
        spans: list[tuple[int, int, HeardWord]] = []
        for word in event.words:
            begin = max(event.text.find(word.text, at), at)
            at = begin + len(word.text)
            spans.append((begin, at, word))
        for slot in _slots(event.text, self.name):
            inside = [word for begin, end, word in spans if begin < slot[1] and slot[0] < end]
            if inside:
                yield inside[0].start - MARGIN, inside[-1].end + MARGIN

    def _spoken(self, instead_of: Samples) -> Samples:
        sound = self.voice.render(self.alias)
        gain_db = min(rms_dbfs(instead_of) - rms_dbfs(sound), MOST_GAIN_DB)
        return sound * np.float32(10 ** (gain_db / 20)) if np.isfinite(gain_db) else sound

    def _text(self, text: str) -> str:
        for start, end in reversed(_slots(text, self.name)):
            text = text[:start] + self.alias + text[end:]
        return text


def _slots(text: str, name: str) -> list[tuple[int, int]]:
    """Find where the name stands: what sounds like it, and every part of it by itself."""
    found = [(slot.start, slot.end) for slot in read_names(text, name) if slot.fits]
    for part in split_name(name):
        found += [one.span() for one in re.finditer(rf"\b{re.escape(part)}\b", text, re.IGNORECASE)]
    merged: list[tuple[int, int]] = []
    for start, end in sorted(found):
        if merged and start <= merged[-1][1] + 1:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    return merged
