"""How far what was heard is from a name, by ear: a recogniser spells what it thinks it heard.

Our own rules and not a synthesizer's phonemes: the same on every machine, no state, no library to load.
"""

from dataclasses import dataclass
from functools import lru_cache
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

from simulator.listening.spelling import Sound, heard_sound, named_sounds

Costs: TypeAlias = NDArray[np.int32]
"""Hundredths of a sound."""

_PHONES = "aeioupbtdkgfvTDszSZCJmnNlrwyh"
_VOWELS = "aeiou"
_FAR = 100
_VOWEL_SWAP = 20
_NEAR = {
    "pb": 25, "td": 25, "kg": 25, "fv": 25, "sz": 15, "SZ": 20, "CJ": 25, "TD": 25,
    "sS": 35, "zS": 40, "zZ": 35, "SC": 30, "JZ": 25, "SJ": 40, "tC": 45, "dJ": 50, "sC": 55, "zJ": 55,
    "bv": 40, "vw": 35, "fT": 30, "dD": 35, "tT": 30, "sT": 40, "zD": 50, "fp": 50, "bw": 70, "sf": 55,
    "mn": 35, "nN": 15, "mN": 40, "lr": 60, "rw": 60, "lw": 65, "ld": 75, "nl": 70, "nd": 70, "mb": 60,
    "yi": 15, "ye": 30, "wu": 15, "wo": 25, "ra": 50, "re": 50, "ro": 50, "Jy": 60, "hk": 60, "gh": 60,
    "bd": 65, "pt": 60, "tk": 60, "dg": 65, "kC": 70, "ts": 60, "fh": 60, "mv": 70, "pk": 65, "bg": 70,
}  # fmt: skip
"""Hundredths of a sound lost when one phone is heard as another; a pair that is not here costs 100.
Voicing, then place, then manner: the order in which listeners confuse consonants (Miller and Nicely, 1955)."""

_LOSS = {"h": 40, "y": 40, "w": 60, "r": 60, "t": 80, "d": 80, "n": 80} | dict.fromkeys(_VOWELS, 30)
"""Hundredths for a phone dropped or put in; 100 for every other consonant."""

_OUT = 1_000_000
_SLACK = 6
"""Slots that a run may have beyond the name's own."""

_MOST_PHONES = 5
"""Phones in one slot of English."""

_LONGEST_WINDOW = 6
"""Words that one name may be heard as: "Chukwuemeka Obi" came back as "Chuck you make a o bee"."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Likeness:
    """The stretch of a text that sounds most like a name."""

    distance: float
    """Share of the name's sounds that were lost or changed: 0 the same, 1 nothing alike."""

    first: int
    """Index of the stretch's first word."""

    last: int
    """Index of its last word, inclusive."""


def _cost_table() -> Costs:
    table = np.full((len(_PHONES), len(_PHONES)), _FAR, np.int32)
    np.fill_diagonal(table, 0)
    vowels = [_PHONES.index(vowel) for vowel in _VOWELS]
    table[np.ix_(vowels, vowels)] = _VOWEL_SWAP
    np.fill_diagonal(table, 0)
    for pair, cost in _NEAR.items():
        one, other = pair[0], pair[1]
        table[_PHONES.index(one), _PHONES.index(other)] = cost
        table[_PHONES.index(other), _PHONES.index(one)] = cost
    return table


_TABLE = _cost_table()
_LOSSES: Costs = np.array([_LOSS.get(phone, _FAR) for phone in _PHONES], np.int32)


def _members(slot: str) -> list[int]:
    return [_PHONES.index(phone) for phone in slot if phone != "-"]


@lru_cache(maxsize=4096)
def _swaps(slot: str) -> Costs:
    """Cost of each phone where `slot` was meant, shape `(n_phones,)`."""
    row: Costs = _TABLE[_members(slot)].min(axis=0)
    return row


@lru_cache(maxsize=4096)
def _loss(slot: str) -> int:
    return 0 if "-" in slot else int(_LOSSES[_members(slot)].min())


@lru_cache(maxsize=4096)
def _padded(slot: str) -> tuple[int, ...]:
    """Index the phones of `slot`, the first one repeated up to the longest slot's length."""
    members = _members(slot)[:_MOST_PHONES]
    return (*members, *members[:1] * (_MOST_PHONES - len(members)))


def weight(sound: Sound) -> int:
    """Hundredths of a sound that losing all of `sound` would cost."""
    return sum(_loss(slot) for slot in sound)


class Heard:
    """The words of one text as sounds, ready to be compared with many names."""

    def __init__(self, words: tuple[str, ...]) -> None:
        """Read each of `words` as English."""
        sounds = [heard_sound(word) for word in words]
        slots = [slot for sound in sounds for slot in sound]
        self.members = np.array([_padded(slot) for slot in slots], np.intp).reshape(-1, _MOST_PHONES)
        self.word_starts = np.cumsum([0, *(len(sound) for sound in sounds)])
        self._known: dict[Sound, Costs] = {}
        self._losses: Costs = np.array([*(_loss(slot) for slot in slots), _OUT], np.int32)

    def nearest(self, name: Sound, *, starts: range | None = None, last: int | None = None) -> Likeness | None:
        """Find the run of whole words that sounds most like `name`.

        Args:
            name: What is looked for.
            starts: Words at which the run may begin; all when left out.
            last: The word at which it must end; any when left out.

        Returns:
            The nearest run, the earliest of equals; None when there is none or `name` has no sound.
        """
        total = weight(name)
        if not len(self.members) or total == 0:
            return None
        scores = self._scores(name)
        begins = starts if starts is not None else range(len(scores))
        rows = scores[begins.start : begins.stop]
        if last is not None:
            final = np.arange(begins.start, begins.start + len(rows))[:, None] + np.arange(_LONGEST_WINDOW)[None, :]
            rows = np.where(final == last, rows, _OUT)
        if not rows.size or (lowest := int(rows.min())) >= _OUT:
            return None
        row, column = divmod(int(rows.argmin()), _LONGEST_WINDOW)
        first = begins.start + row
        return Likeness(distance=lowest / total, first=first, last=first + column)

    def _scores(self, name: Sound) -> Costs:
        """Cost of `name` as every run of whole words, shape `(n_words, longest run)`; kept, for frames overlap."""
        if name not in self._known:
            offsets = self.word_starts[:-1, None]
            grid = np.minimum(offsets + np.arange(len(name) + _SLACK)[None, :], len(self.members))
            self._known[name] = self._ended(self._align(name, grid))
        return self._known[name]

    def _align(self, name: Sound, grid: NDArray[np.intp]) -> Costs:
        """Cost of `name` against the first `k` slots of each window, shape `(n_starts, width + 1)`."""
        run = np.zeros((len(grid), grid.shape[1] + 1), np.int32)
        np.cumsum(self._losses[grid], axis=1, out=run[:, 1:])
        costs = run
        swaps = self._swapped(name)[:, grid]
        for meant, swap in zip(name, swaps, strict=True):
            step = costs + _loss(meant)
            np.minimum(step[:, 1:], costs[:, :-1] + swap, out=step[:, 1:])
            step -= run
            np.minimum.accumulate(step, axis=1, out=step)
            costs = step + run
        return costs

    def _swapped(self, name: Sound) -> Costs:
        """Cost of each slot of the text where each slot of `name` was meant, shape `(n_name, n_text + 1)`."""
        table = np.full((len(name), len(self.members) + 1), _OUT, np.int32)
        table[:, :-1] = np.stack([_swaps(meant) for meant in name])[:, self.members].min(axis=2)
        return table

    def _ended(self, costs: Costs) -> Costs:
        """Keep the cells of `costs` that end with a word; what would run past the text or the window is out."""
        n_words = len(self.word_starts) - 1
        final = np.arange(n_words)[:, None] + np.arange(_LONGEST_WINDOW)[None, :]
        ends = self.word_starts[np.minimum(final + 1, n_words)] - self.word_starts[:-1, None]
        allowed = (final < n_words) & (ends < costs.shape[1])
        cells = np.take_along_axis(costs, np.minimum(ends, costs.shape[1] - 1), axis=1)
        return np.where(allowed, cells, np.int32(_OUT))


@lru_cache(maxsize=16)
def hear(words: tuple[str, ...]) -> Heard:
    """Read `words` as sounds, once for all the names that are looked for in them."""
    return Heard(words)


@lru_cache(maxsize=256)
def readings(words: tuple[str, ...]) -> tuple[Sound, ...]:
    """Every way to say `words` one after another, as single rows of slots; at most eight."""
    ways: tuple[Sound, ...] = ((),)
    for word in words:
        ways = tuple(way + sound for way in ways for sound in named_sounds(word))[:8]
    return tuple(way for way in ways if weight(way) > 0)
