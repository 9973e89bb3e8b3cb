"""A call in one screen of a terminal: what was found, what went best, the one thing to do next time, the score."""

from collections.abc import Iterator

from rich.console import Group, RenderableType
from rich.table import Table
from rich.text import Text

from simulator.audio.clock import to_seconds
from simulator.reporting.page.card import read_card
from simulator.reporting.page.lesson import best, next_time
from simulator.reporting.plain import clock, plain
from simulator.scoring.check import Check, Step
from simulator.scoring.conversation import Evidence
from simulator.scoring.scorecard import Scorecard

MARKS = {True: ("✓", "green"), False: ("✗", "red"), None: ("—", "yellow")}
"""How a finding is marked, by shape and by colour."""

STEP_WIDTH, CHECK_WIDTH = 13, 16
"""Columns that the names of steps and checks need."""

Row = tuple[Text, Text, Text]
"""A mark, a check's name, and what there is to say."""


def scorecard(card: Scorecard) -> RenderableType:
    """Show the four steps side by side with their checks, a line each, and what to make of it.

    A check that passed has one quote; a missed one has its advice in full. With everything met this is 22 lines,
    so that it stands whole on a terminal of 24.
    """
    table = Table.grid(padding=(0, 1, 0, 0), expand=True)
    table.add_column(width=STEP_WIDTH, no_wrap=True)
    table.add_column(width=1, no_wrap=True)
    table.add_column(width=CHECK_WIDTH, no_wrap=True)
    table.add_column(ratio=1, overflow="ellipsis")
    told: set[str] = set()
    for step in card.steps:
        names = iter([Text(step.id.capitalize(), style="bold"), _points(step)])
        rows = _rows(step, told)
        for row in rows:
            table.add_row(next(names, Text()), *row)
        for name in names:  # a step of one row still has its points below its name
            table.add_row(name, Text(), Text(), Text())
    return Group(_title(card), Text(), table, Text(), _lesson(card), _summary(card))


def _title(card: Scorecard) -> Text:
    verdict = card.verdict and f"verdict {card.verdict}"
    facts = [card.source, verdict, card.persona, None if card.seed is None else f"seed {card.seed}"]
    return Text(" · ".join(plain(fact) for fact in facts if fact), style="dim")


def _points(step: Step) -> Text:
    return Text(f"{step.score} of {step.of}" if step.of else "not judged", style="dim")


def _rows(step: Step, told: set[str]) -> list[Row]:
    """Lay out a step; why checks were left open is said in full where it stands for the first time, and is `told` then."""
    reasons = {check.advice or "" for check in step.checks if check.passed is None}
    if not step.of and len(reasons) == 1:  # one reason for the whole step is said once
        return [_row(None, "every check", _reason(reasons.pop(), told))]
    return [
        _row(c.passed, c.id.replace("_", " "), _reason(c.advice or "", told) if c.passed is None else _said(c))
        for c in step.checks
    ]


def _reason(reason: str, told: set[str]) -> Text:
    again = reason in told
    told.add(reason)
    return Text("as above" if again else plain(reason), style="dim")


def _row(passed: bool | None, name: str, said: Text) -> Row:  # noqa: FBT001 a finding has three values
    mark, colour = MARKS[passed]
    return Text(mark, style=colour), Text(name), said


def _said(check: Check) -> Text:
    quote = _quote(check.evidence)
    if not check.advice:
        quote.no_wrap, quote.overflow = True, "ellipsis"
        return quote
    advice = Text(plain(check.advice), style="bold")
    return Text("\n").join([quote, advice] if quote else [advice])


def _quote(evidence: tuple[Evidence, ...]) -> Text:
    if not evidence:
        return Text()
    words = f"“{plain(evidence[0].text)}”" if evidence[0].text else "(a sound without words)"
    more = f" and {len(evidence) - 1} more" if len(evidence) > 1 else ""
    return Text.assemble((f"{clock(to_seconds(evidence[0].start))} ", "dim"), words, (more, "dim"))


def _lesson(card: Scorecard) -> RenderableType:
    table = Table.grid(padding=(0, 1, 0, 0), expand=True)
    table.add_column(width=STEP_WIDTH, no_wrap=True)
    table.add_column(ratio=1)
    for name, words in _lessons(card):
        table.add_row(Text(name, style="bold"), words)
    return table


def _lessons(card: Scorecard) -> Iterator[tuple[str, Text]]:
    told = read_card(card.as_json())
    went_well, next_call = best(told), next_time(told, None)
    if went_well is not None:
        yield "Went best", Text(plain(went_well.sentence))
    example = f" “{plain(next_call.line)}”" if next_call.line else ""
    yield "Next time", Text.assemble(plain(next_call.what), (example, "italic"))


def _summary(card: Scorecard) -> Text:
    if card.score is None:
        return Text("Not scored: no step of this call could be judged.", style="bold yellow")
    word, colour = ("passed", "green") if card.passed else ("not passed yet", "red")
    return Text.assemble(
        "Score ", (f"{card.score} of 100", "bold"), ", ", (word, f"bold {colour}"), _left_open(card), _pace(card)
    )


def _left_open(card: Scorecard) -> str:
    checks = [check for step in card.steps for check in step.checks]
    n_open = sum(check.passed is None for check in checks)
    return f", {n_open} of {len(checks)} checks left open" if n_open else ""


def _pace(card: Scorecard) -> str:
    share = card.timing.talk_share
    return "" if share is None else f"; you spoke {round(100 * share)} % of the time"
