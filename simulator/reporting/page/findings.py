"""The four steps and their checks as the page shows them."""

from dataclasses import dataclass

from simulator.brief import Brief
from simulator.reporting.page.card import Card, Check, Quote, Step
from simulator.reporting.page.lesson import split_advice
from simulator.reporting.page.wording import CHECKS, STEPS, title_of
from simulator.scoring.points import STEP_POINTS

LONGEST_QUOTE = 240
"""Characters of a quote beside a check; the transcript has the rest."""

MOST_QUOTES = 4
"""Quotes beside one check; more would bury the next one."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """A check."""

    key: str
    """`step.check`."""

    title: str
    """What it is about."""

    state: str
    """`passed`, `missed` or `unjudged`."""

    passed: bool | None
    """The same as the scorecard has it."""

    why: str
    """Why it passed, why not, or why it could not be judged."""

    change: str
    """The smallest change that would have passed it; empty unless missed."""

    line: str
    """What that could sound like; may be empty."""

    quotes: tuple[Quote, ...]
    """What counted for or against it."""

    n_more: int
    """Quotes that are not shown."""


@dataclass(frozen=True, slots=True, kw_only=True)
class StepFindings:
    """A step."""

    id: str
    """Its name in files."""

    title: str
    """Its name for people."""

    meaning: str
    """What it asks for."""

    score: int
    """Points reached."""

    of: int
    """Points that could be judged."""

    share: float
    """How much of it was reached, from 0 to 1; 0 when nothing could be judged."""

    arc: tuple[float, float]
    """Its quarter of the ring: how much of the 25 points could be judged, and how much was reached; from 0 to 1."""

    checks: tuple[Finding, ...]
    """Its checks in order."""


def findings(card: Card, brief: Brief | None) -> tuple[StepFindings, ...]:
    """Put a scorecard's steps into words."""
    return tuple(_step(step, brief) for step in card.steps)


def _step(step: Step, brief: Brief | None) -> StepFindings:
    title, meaning = STEPS.get(step.id, (step.id.capitalize(), ""))
    return StepFindings(
        id=step.id, title=title, meaning=meaning, score=step.score, of=step.of,
        share=step.score / step.of if step.of else 0.0,
        arc=(min(step.of / STEP_POINTS, 1.0), min(step.score / STEP_POINTS, 1.0)),
        checks=tuple(_finding(step.id, check, brief) for check in step.checks),
    )  # fmt: skip


def _finding(step_id: str, check: Check, brief: Brief | None) -> Finding:
    what, line = split_advice(check, brief)
    missed = check.passed is False
    return Finding(
        key=f"{step_id}.{check.id}", title=title_of(CHECKS, check.id), state=_STATES[check.passed], passed=check.passed,
        why=_why(check), change=what if missed else "", line=line if missed else "",
        quotes=tuple(_short(quote) for quote in check.evidence[:MOST_QUOTES]), n_more=max(len(check.evidence) - MOST_QUOTES, 0),
    )  # fmt: skip


_STATES = {True: "passed", False: "missed", None: "unjudged"}


def _why(check: Check) -> str:
    words = CHECKS.get(check.id)
    if check.passed is None:
        return check.advice or "It could not be judged."
    if words is None:
        return "It was met." if check.passed else "It was not met."
    return words.passed if check.passed else words.missed


def _short(quote: Quote) -> Quote:
    if len(quote.text) <= LONGEST_QUOTE:
        return quote
    return Quote(start=quote.start, end=quote.end, text=f"{quote.text[:LONGEST_QUOTE].rstrip()}…")
