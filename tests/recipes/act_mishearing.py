"""Mishears: learns from what was said and what was heard of it how words are lost, and loses others in the same ways.

Only every other line was read aloud (`hear_acts.py`), once, by one voice; with this any line can be misheard, anew each time.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from difflib import SequenceMatcher
from random import Random
from typing import TypeAlias

from tests.recipes.act_forms import SOURCE, utterances
from tests.recipes.act_text import FOLDER, Clause, parse, read_text

Phrase: TypeAlias = tuple[str, ...]

EVERY = 2
"""One line in so many was read aloud. Below `FOLDER`, `heard/` has a line for each, empty where nothing was understood."""

_LONGEST = 3
"""Words that are misheard together, at most; longer stretches of nonsense teach nothing."""

_RARE = 2
"""Words that were said no oftener stand for all those that nobody read aloud, such as names."""


def read_pairs() -> list[tuple[Phrase, Phrase]]:
    """Read the words that were said and those that were heard of them.

    Raises:
        ValueError: If a file of the text has changed its number of lines since it was heard.
    """
    pairs = []
    for path in sorted((FOLDER / "heard").glob("*.txt")):
        said = (utterances() if path.stem == SOURCE else read_text(FOLDER, path.name))[::EVERY]
        lines = path.read_text(encoding="utf-8").splitlines()
        if len(lines) != len(said):
            message = f"{path}: expected {len(said)} lines as in what was said, got {len(lines)}: let it be heard again"
            raise ValueError(message)
        pairs += [(_words(one.clauses), _words(parse(line))) for one, line in zip(said, lines, strict=True) if line]
    return pairs


def _words(clauses: tuple[Clause, ...]) -> Phrase:
    return tuple(word for clause in clauses for word in clause.words)


class Mishearing:
    """Ways in which phrases were misheard, and how often."""

    def __init__(self, pairs: Iterable[tuple[Sequence[str], Sequence[str]]]) -> None:
        """Learn from pairs of the words that were said and those that were heard."""
        said: Counter[Phrase] = Counter()
        self._heard: dict[Phrase, list[Phrase]] = {}
        for before, after in pairs:
            words = tuple(map(plain, before))
            said.update(words[at : at + n] for n in range(1, _LONGEST + 1) for at in range(len(words) - n + 1))
            for phrase, way in _lost(words, after):
                self._heard.setdefault(phrase, []).append(way)
        self._chance = {phrase: len(ways) / said[phrase] for phrase, ways in self._heard.items()}
        self._common = {phrase[0] for phrase, n in said.items() if len(phrase) == 1 and n > _RARE}
        self._rare: dict[str, list[Phrase]] = {}
        for phrase, ways in self._heard.items():
            if len(phrase) == 1 and phrase[0] not in self._common:
                self._rare.setdefault(phrase[0][:1], []).extend(ways)
        n_rare = sum(n for phrase, n in said.items() if len(phrase) == 1 and n <= _RARE)
        self._rare_chance = sum(map(len, self._rare.values())) / max(1, n_rare)

    def mishear(self, clauses: tuple[Clause, ...], rng: Random) -> tuple[Clause, ...]:
        """Draw what might be heard of an utterance; every clause keeps at least a word."""
        return tuple(replace(clause, words=self._misheard(clause.words, rng) or clause.words) for clause in clauses)

    def _misheard(self, words: Phrase, rng: Random) -> Phrase:
        found: list[str] = []
        at = 0
        while at < len(words):
            n, way = self._draw(words[at : at + _LONGEST], rng)
            found.extend(words[at : at + n] if way is None else _dressed(way, words[at : at + n]))
            at += n
        return tuple(found)

    def _draw(self, words: Phrase, rng: Random) -> tuple[int, Phrase | None]:
        """Draw how many of the next words are misheard and as what; `None` if the next one is not."""
        bare = tuple(map(plain, words))
        for n in range(len(bare), 0, -1):
            if bare[:n] in self._heard and rng.random() < self._chance[bare[:n]]:
                return n, rng.choice(self._heard[bare[:n]])
        alike = () if bare[0] in self._common else self._rare.get(bare[0][:1], ())
        if alike and rng.random() < self._rare_chance:
            return 1, rng.choice(alike)
        return 1, None


def _lost(said: Phrase, heard: Sequence[str]) -> Iterator[tuple[Phrase, Phrase]]:
    """Give the phrases that were heard as others, or not at all."""
    for tag, first, last, start, end in SequenceMatcher(None, said, tuple(map(plain, heard)), autojunk=False).get_opcodes():
        if tag in ("replace", "delete") and last - first <= _LONGEST:
            yield said[first:last], tuple(heard[start:end])


def plain(word: str) -> str:
    """Strip a word of its marks and capitals."""
    return "".join(filter(str.isalnum, word.lower()))


def _dressed(way: Phrase, said: Phrase) -> Phrase:
    """Give what was heard the marks of what was said."""
    marks = said[-1][len(said[-1].rstrip(".,?!;:")) :]
    bare = [word.rstrip(".,?!;:") for word in way]
    return (*bare[:-1], bare[-1] + marks) if bare and bare[-1] else tuple(filter(None, bare))
