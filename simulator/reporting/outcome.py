"""What came of one fixture or recording, for reports."""

from dataclasses import dataclass

from simulator.scoring.scorecard import PASS_SCORE, PASS_STEP, Scorecard


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """A score, or why there is none."""

    source: str
    """Name of the fixture, folder or file."""

    seconds: float
    """Time that it took."""

    card: Scorecard | None = None
    """Its score; None when it could not be run."""

    error: str = ""
    """What was wrong with it; empty when it was run."""

    error_type: str = ""
    """Kind of the error."""

    exit_code: int = 0
    """Exit status that the error asks for."""


def unmet(card: Scorecard) -> tuple[str, ...]:
    """Say which expectations of a fixture were not met."""
    return tuple(f"{e.what}: expected {_said(e.expected)}, got {_said(e.got)}" for e in card.expectations if not e.met)


def below_threshold(card: Scorecard) -> tuple[str, ...]:
    """Say why a call did not pass; empty when it did."""
    if card.passed:
        return ()
    steps = ", ".join(f"{step.id} {step.score} of {step.of}" for step in card.steps)
    return (f"score: expected at least {PASS_SCORE} and {PASS_STEP} a step, got {_said(card.score)} ({steps})",)


def _said(value: object) -> str:
    match value:
        case None:
            return "not judged"
        case bool():
            return str(value).lower()
        case [low, high]:
            return f"{low} to {high}"
        case _:
            return str(value)
