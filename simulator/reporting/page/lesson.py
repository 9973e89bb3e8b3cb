"""What went best, and the one thing to do next time."""

import re
from collections import Counter
from dataclasses import dataclass

from simulator.brief import Brief
from simulator.reporting.page.card import Card, Check, Quote
from simulator.reporting.page.wording import BY_DIFFICULTY, CHECKS, title_of
from simulator.scoring.points import shares

MANY = 3
"""Checks left open for the same reason that make it the one thing to mend: a step's worth of them."""

_WITH_EXAMPLE = re.compile(r'^(?P<what>.+?):?\s*"(?P<line>.+)"\s*$', re.DOTALL)


@dataclass(frozen=True, slots=True, kw_only=True)
class Best:
    """What went best."""

    sentence: str
    """In one sentence."""

    quote: Quote | None
    """The words that show it; None when it shows in silence."""


@dataclass(frozen=True, slots=True, kw_only=True)
class NextTime:
    """The one thing to do next time."""

    check: str
    """`step.check` that it would have passed; empty when nothing was missed."""

    title: str
    """What it is about."""

    what: str
    """What to do."""

    line: str
    """What that could sound like; empty when there is nothing to say."""

    quote: Quote | None
    """What was said instead; None when nothing was."""

    points: int
    """Points of 100 that it costs; 0 when nothing was missed."""


def best(card: Card) -> Best | None:
    """Pick the hardest check that passed; None when none did."""
    passed = {check.id: check for step in card.steps for check in step.checks if check.passed}
    hardest = next((passed[check_id] for check_id in BY_DIFFICULTY if check_id in passed), None)
    if hardest is None:
        return None
    return Best(sentence=CHECKS[hardest.id].praise, quote=hardest.evidence[0] if hardest.evidence else None)


def next_time(card: Card, brief: Brief | None) -> NextTime:
    """Pick the miss that costs most points, the first in call order among equals.

    Args:
        card: What was found.
        brief: Who called about what, for an example line where the advice has none.
    """
    missed = [
        (points, step.id, check)
        for step in card.steps
        for points, check in zip(shares(len(step.checks)), step.checks, strict=True)
        if check.passed is False
    ]
    if not missed:
        return _nothing_missed(card)
    points, step_id, check = max(missed, key=lambda found: found[0])  # max keeps the first of equals
    what, line = split_advice(check, brief)
    return NextTime(
        check=f"{step_id}.{check.id}", title=title_of(CHECKS, check.id), what=what, line=line,
        quote=check.evidence[0] if check.evidence else None, points=points,
    )  # fmt: skip


def split_advice(check: Check, brief: Brief | None) -> tuple[str, str]:
    """Part advice into what to do and what it could sound like; the line is empty when there is none."""
    advice = check.advice or ""
    found = _WITH_EXAMPLE.match(advice)
    if found:
        return f"{found['what'].rstrip(' :.')}.", found["line"]
    return advice, _example(check, brief or Brief()) if check.passed is False else ""


def _example(check: Check, brief: Brief) -> str:
    """Give an example line for advice that is about what was wrong, or about keeping still."""
    lines = {
        "name": f"Hello, this is {brief.name} speaking." if brief.name else "",
        "role": f"I interviewed with you for the {brief.role} position." if brief.role else "",
        "interview_when": f"We met on {_day(brief)}." if brief.interviewed else "",
        "no_interruption": "Sorry, please go on.",
        "held_silence": "Thank you for looking that up.",
        "let_them_talk": "Thank you. What would you advise me to do?",
    }
    return lines.get(check.id, "")


def _day(brief: Brief) -> str:
    met = brief.interviewed
    return f"{met:%A}, {met:%B} {met.day}" if met else ""


def _nothing_missed(card: Card) -> NextTime:
    reasons = Counter(check.advice for step in card.steps for check in step.checks if check.passed is None)
    why, n_open = next(iter(reasons.most_common(1)), (None, 0))
    if why and (card.score is None or n_open >= MANY):
        title = "Be heard" if card.score is None else "Make all of it count"
        return NextTime(check="", title=title, what=why, line="", quote=None, points=0)
    what = "Nothing was missed. Make it harder: the same call with another verdict, or a recruiter who is less warm."
    return NextTime(check="", title="Raise the bar", what=what, line="", quote=None, points=0)
