"""One yes-or-no finding of the score."""

from dataclasses import dataclass

from simulator.scoring.conversation import Evidence
from simulator.scoring.points import shares


@dataclass(frozen=True, slots=True, kw_only=True)
class Check:
    """One finding inside a step."""

    id: str
    """Its name in the step."""

    passed: bool | None
    """Whether it was met; None when it could not be judged."""

    advice: str | None
    """The smallest change that would have passed it, or why it could not be judged; None when passed."""

    evidence: tuple[Evidence, ...]
    """What counted for it, or against it when failed."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """One of the four steps."""

    id: str
    """Its name."""

    checks: tuple[Check, ...]
    """Its findings, in the order of formats."""

    @property
    def of(self) -> int:
        """Points that could be judged."""
        return sum(p for p, c in zip(shares(len(self.checks)), self.checks, strict=True) if c.passed is not None)

    @property
    def score(self) -> int:
        """Points reached."""
        return sum(p for p, c in zip(shares(len(self.checks)), self.checks, strict=True) if c.passed)


def met(check_id: str, evidence: tuple[Evidence, ...]) -> Check:
    """Make a check that passed."""
    return Check(id=check_id, passed=True, advice=None, evidence=evidence)


def missed(check_id: str, advice: str, evidence: tuple[Evidence, ...] = ()) -> Check:
    """Make a check that failed, with what counted against it."""
    return Check(id=check_id, passed=False, advice=advice, evidence=evidence)


def unjudged(check_id: str, reason: str) -> Check:
    """Make a check that could not be judged."""
    return Check(id=check_id, passed=None, advice=reason, evidence=())


def found_or_missed(check_id: str, evidence: tuple[Evidence, ...], advice: str) -> Check:
    """Pass a check when there is evidence, fail it with advice when there is none."""
    return met(check_id, evidence) if evidence else missed(check_id, advice)
