"""A recording as people would tell it: who said what when, who held the floor, and when the verdict fell."""

from dataclasses import dataclass
from enum import StrEnum

from simulator.listening.acts import Act, Finding
from simulator.listening.overlap import HeldFloor, Overlap
from simulator.listening.slots import Slot
from simulator.verdict import Verdict


class Speaker(StrEnum):
    """Whose turn it is."""

    CALLER = "caller"
    RECRUITER = "recruiter"


@dataclass(frozen=True, slots=True, kw_only=True)
class Spoken:
    """One word with its place in a turn's text and in time."""

    start: int
    """First sample."""

    end: int
    """One past the last sample."""

    at: int
    """First character in the turn's text."""

    until: int
    """One past the last character."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """Words that carry a finding, and when they were said."""

    start: int
    """First sample."""

    end: int
    """One past the last sample."""

    text: str
    """The words as heard."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CallerTurn:
    """What the caller said until the floor changed hands."""

    start: int
    """First sample of speech."""

    end: int
    """One past the last sample of speech."""

    n_voiced: int
    """Samples of speech in it, silences between stretches left out."""

    text: str
    """What was heard."""

    words: tuple[Spoken, ...]
    """Its words in order."""

    findings: tuple[Finding, ...]
    """What it did."""

    slots: tuple[Slot, ...]
    """Names, roles and times that it gave."""

    def quote(self, start: int, end: int) -> Evidence:
        """Cut the words from character `start` to `end` out of the turn."""
        words = [word for word in self.words if word.at < end and word.until > start] or list(self.words)
        return Evidence(start=words[0].start, end=words[-1].end, text=self.text[words[0].at : words[-1].until])


@dataclass(frozen=True, slots=True, kw_only=True)
class RecruiterTurn:
    """What the recruiter said while the floor was theirs."""

    floor: HeldFloor
    """When it was theirs."""

    text: str
    """What they said."""


@dataclass(frozen=True, slots=True, kw_only=True)
class OverlapFound:
    """A stretch of the caller's speech while the floor was the recruiter's."""

    kind: Overlap
    """What it was."""

    evidence: Evidence
    """The words and their time."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Conversation:
    """Everything that the score is read from."""

    caller: tuple[CallerTurn, ...]
    """The caller's turns in order."""

    recruiter: tuple[RecruiterTurn, ...]
    """The recruiter's turns in order."""

    overlaps: tuple[OverlapFound, ...]
    """Where both spoke, or the caller spoke into a pause."""

    verdict: Verdict | None
    """What was announced; None when nothing was."""

    announced_at: int | None
    """One past the last sample of the announcement."""

    lookup_at: int | None
    """First sample of the recruiter's turn that led to the verdict: the introduction ends there."""

    n_samples: int
    """Length of the call."""

    n_unclear: int
    """Samples of the caller's speech that gave no words."""

    clarity_db: float | None
    """How far the caller's voice stands out of what sounds around it; None when they said too little to tell."""

    def before_verdict(self) -> list[tuple[CallerTurn, Finding]]:
        """List the findings in what the caller said before the verdict was out."""
        return [(t, f) for t in self.caller for f in t.findings if not self.after(t.quote(f.start, f.end).start)]

    def after_verdict(self) -> list[tuple[CallerTurn, Finding]]:
        """List the findings in what the caller said once the verdict was out."""
        return [(t, f) for t in self.caller for f in t.findings if self.after(t.quote(f.start, f.end).start)]

    def slots_before_verdict(self, kind: str) -> list[tuple[CallerTurn, Slot]]:
        """List the slots of one kind that the caller filled before the verdict was out."""
        return [(t, s) for t in self.caller for s in t.slots if s.kind == kind and not self.after(t.quote(s.start, s.end).start)]

    def after(self, at: int) -> bool:
        """Tell whether a sample lies after the verdict."""
        return self.announced_at is not None and at >= self.announced_at


def quotes(found: list[tuple[CallerTurn, Finding]], *acts: Act) -> tuple[Evidence, ...]:
    """Pick the words of some acts, in order."""
    return tuple(turn.quote(f.start, f.end) for turn, f in found if f.act in acts)
