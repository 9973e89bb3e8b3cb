"""The recruiter's words for this call: one variant of each line, drawn with the seed, blanks filled in."""

import re
import zlib
from collections.abc import Iterator
from functools import cache
from importlib.resources import as_file, files
from typing import Any

import numpy as np

from simulator.audio.clock import to_samples
from simulator.brief import Brief
from simulator.call.facts import draw_facts
from simulator.call.levels import AS_WRITTEN, Level
from simulator.call.topics import read_topics
from simulator.persona import Persona
from simulator.tables import read_toml
from simulator.verdict import Verdict

PAUSE = ""
"""Stands for a pause between sentences."""

_SENTENCE_END = re.compile(r"(?<=[.!?…])\s+")
_CHOICE = re.compile(r"\[([^\[\]]*)\]")
_ROUNDS = 3  # how often the alternatives of a text are drawn anew before it counts as used up


class Wording:
    """Draws lines; the same seed and the same question, asked as often, give the same words."""

    def __init__(self, *, persona: Persona, brief: Brief, verdict: Verdict, seed: int, level: Level = AS_WRITTEN) -> None:
        """Bind the wording to one call."""
        self._persona = persona
        self._level = level
        self._seed = seed
        self.verdict_told = verdict
        """What is announced in this call."""
        self.facts = draw_facts(persona, brief, seed)
        """What else is true in this call."""
        others = [role for role in _shared()["lines"]["other_roles"] if role != brief.role]
        self._blanks = {
            "recruiter": (persona.name,),
            "recruiter_first": (persona.name.split()[0],),
            "company": (brief.company or persona.company,),
            "caller": (brief.name.split()[0] if brief.name.split() else "",),
            "role": (brief.role or "job",),
            "other_role": (others[seed % len(others)],),
        } | self.facts.blanks()

    @property
    def persona(self) -> Persona:
        """Who speaks."""
        return self._persona

    @property
    def bad_news(self) -> bool:
        """Whether the verdict is one to be sorry about."""
        return self.verdict_told in (Verdict.REJECTED, Verdict.RUNNER_UP)

    def line(self, key: str, nth: int = 0) -> tuple[str, ...]:
        """Sentences of one line, `PAUSE` where a pause belongs; `nth` counts how often it was said before."""
        return next(self._ways(key, self.texts(key), nth))

    def answer(self, topic: str, nth: int = 0) -> tuple[str, ...]:
        """Sentences that answer one question in keeping with the verdict."""
        return self.line(f"answers.{topic}", nth)

    def fresh(self, key: str, nth: int, *, told: frozenset[str], case: str = "") -> tuple[str, ...]:
        """Say a line in words that were not used before.

        Args:
            key: `x` for a line, `answers.x` or `topics.x`.
            nth: How often it was said before.
            told: Sentences that were said before.
            case: What else the words depend on besides the verdict.

        Returns:
            Its sentences; none when everything it can say was said.
        """
        ways = (way for way in self._ways(key, self.texts(key, case), nth) if told.isdisjoint(way))
        return next(ways, ())

    def announcement(self) -> tuple[str, ...]:
        """Sentences that look the caller up, with their pauses, up to the verdict."""
        with_pause = [text for text in self.texts("lookup") if "{pause}" in text]
        sentences = next(self._ways("lookup", with_pause, 0))
        hanging = self.texts("hanging")
        if hanging and self._rng("hangs", 0).random() < self._level.hanging:
            sentences += (*next(self._ways("hanging", hanging, 0)), PAUSE)
        return sentences

    def verdict(self) -> tuple[str, ...]:
        """Sentences that tell the verdict."""
        return self.line(self.verdict_told)

    def texts(self, key: str, case: str = "") -> list[str]:
        """Look up the variants of a line as they are written; none when nobody has any."""
        kind, _, name = key.partition(".")
        if kind == "topics":
            return self._persona.texts(key, case, self.verdict_told) or read_topics()[name].texts(self.verdict_told)
        if kind == "answers":
            return self._persona.texts(key, case, self.verdict_told)
        shared = _shared()
        terse = shared["terse"].get(key, []) if self._level.terse else []
        return terse or self._persona.texts(f"lines.{key}") or shared["lines"].get(key, [])

    def pause(self, nth: int) -> int:
        """Draw the length of the call's `nth` pause, in samples."""
        low, high = self._persona.manner.pause_s
        return to_samples(float(self._rng("pause", nth).uniform(low, high)))

    def _ways(self, key: str, variants: list[str], nth: int) -> Iterator[tuple[str, ...]]:
        """Go through everything a line can say, beginning with its `nth` turn."""
        n = len(variants)
        first = first_variant(key, n, self._seed) if n else 0
        # Every other one, then those between: what the next seed begins with comes late in this one.
        order = [*range(0, n, 2), *range(1, n, 2)]
        for turn in range(nth, nth + n * _ROUNDS):
            text = self._chosen(key, variants[(first + order[turn % n]) % n], turn)
            yield self._sentences(text, turn)

    def _chosen(self, key: str, text: str, nth: int) -> str:
        if "[" not in text:
            return text

        def choose(found: re.Match[str]) -> str:
            ways = found.group(1).split("|")
            return ways[first_variant(f"{key} {nth} {text} {found.start()}", len(ways), self._seed)]

        return _CHOICE.sub(choose, text)

    def _sentences(self, text: str, nth: int) -> tuple[str, ...]:
        sentences: list[str] = []
        for i, stretch in enumerate(text.split("{pause}")):
            sentences += [PAUSE] if i else []
            sentences += [s for s in _SENTENCE_END.split(self._filled(stretch, nth)) if s]
        return tuple(sentences)

    def _filled(self, text: str, nth: int) -> str:
        for blank, ways in self._blanks.items() if "{" in text else ():
            value = ways[nth % len(ways)]
            # An unknown name must not leave "Hello , how are you".
            text = text.replace(f", {{{blank}}}", f", {value}" if value else "").replace(f"{{{blank}}}", value)
        return " ".join(text.split())

    def _rng(self, key: str, nth: int) -> np.random.Generator:
        return np.random.default_rng([self._seed, zlib.crc32(key.encode()), nth])


def first_variant(key: str, n: int, seed: int) -> int:
    """Choose which of `n` variants a line begins with, so that calls with different seeds differ as much as they can.

    Seeds that follow each other begin every line differently; seeds further apart differ as if drawn at random. Drawn
    freely, one pair of calls in ten shared more than half of their words.
    """
    weights = np.random.default_rng(zlib.crc32(key.encode())).integers(0, n, size=64).tolist()
    start, rest, place = weights[0], seed, 0
    while rest:
        rest, digit = divmod(rest, max(n, 2))
        start += digit * (weights[place % 64] if place else 1)
        place += 1
    return int(start % n)


@cache
def _shared() -> dict[str, Any]:
    with as_file(files("simulator.call") / "surprises.toml") as path:
        return read_toml(path)
