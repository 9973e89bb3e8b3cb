"""The recruiter's words for this call: one variant of each line, drawn with the seed, blanks filled in."""

import re
import zlib

import numpy as np

from simulator.audio.clock import to_samples
from simulator.brief import Brief
from simulator.persona import Persona
from simulator.verdict import Verdict

PAUSE = ""
"""Stands for a pause between sentences."""

_SENTENCE_END = re.compile(r"(?<=[.!?…])\s+")


class Wording:
    """Draws lines; the same seed and the same question, asked as often, give the same words."""

    def __init__(self, *, persona: Persona, brief: Brief, verdict: Verdict, seed: int) -> None:
        """Bind the wording to one call."""
        self._persona = persona
        self._verdict = verdict
        self._seed = seed
        self._blanks = {
            "recruiter": persona.name,
            "recruiter_first": persona.name.split()[0],
            "company": brief.company or persona.company,
            "caller": brief.name.split()[0] if brief.name else "",
            "role": brief.role or "job",
        }

    def line(self, key: str, nth: int = 0) -> tuple[str, ...]:
        """Sentences of one line, `PAUSE` where a pause belongs; `nth` counts how often it was said before."""
        return self._sentences(key, self._persona.lines[key], nth)

    def announcement(self) -> tuple[str, ...]:
        """Sentences that look the caller up, with their pauses, up to the verdict."""
        with_pause = [text for text in self._persona.lines["lookup"] if "{pause}" in text]
        return self._sentences("lookup", with_pause, 0)

    def verdict(self) -> tuple[str, ...]:
        """Sentences that tell the verdict."""
        return self.line(self._verdict)

    def answer(self, topic: str, nth: int = 0) -> tuple[str, ...]:
        """Sentences that answer one question in keeping with the verdict."""
        by_verdict = self._persona.answers[topic]
        variants = by_verdict.get(self._verdict) or by_verdict["any"]
        return self._sentences(f"answers.{topic}", variants, nth)

    @property
    def bad_news(self) -> bool:
        """Whether the verdict is one to be sorry about."""
        return self._verdict in (Verdict.REJECTED, Verdict.RUNNER_UP)

    def pause(self, nth: int) -> int:
        """Draw the length of the call's `nth` pause, in samples."""
        low, high = self._persona.manner.pause_s
        return to_samples(float(self._rng("pause", nth).uniform(low, high)))

    def _sentences(self, key: str, variants: list[str], nth: int) -> tuple[str, ...]:
        order = self._rng(key, 0).permutation(len(variants))
        text = variants[int(order[nth % len(variants)])]
        sentences: list[str] = []
        for i, stretch in enumerate(text.split("{pause}")):
            sentences += [PAUSE] if i else []
            sentences += [s for s in _SENTENCE_END.split(self._filled(stretch)) if s]
        return tuple(sentences)

    def _filled(self, text: str) -> str:
        for blank, value in self._blanks.items():
            # An unknown name must not leave "Hello , how are you".
            text = text.replace(f", {{{blank}}}", f", {value}" if value else "").replace(f"{{{blank}}}", value)
        return " ".join(text.split())

    def _rng(self, key: str, nth: int) -> np.random.Generator:
        return np.random.default_rng([self._seed, zlib.crc32(key.encode()), nth])
