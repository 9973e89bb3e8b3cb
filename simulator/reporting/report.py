"""Shows outcomes as they come in, and sums them up as an exit status."""

import json
import sys
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from rich.console import Console, RenderableType

from simulator.reporting.junit import Case, check_writable, write_junit
from simulator.reporting.outcome import Outcome
from simulator.reporting.plain import plain
from simulator.reporting.terminal import open_console, progress, show, tick
from simulator.scoring.scorecard import Scorecard

UNMET = 1
"""Exit status when an expectation or threshold was not met."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """How outcomes are shown."""

    suite: str
    """Name of the command, and of its suite in JUnit."""

    failures: Callable[[Scorecard], tuple[str, ...]]
    """Says what a card lacks."""

    draw: Callable[[Scorecard], RenderableType]
    """Draws a card for people."""

    console: Console
    """Where it is drawn."""

    as_json: bool = False
    """Whether cards are printed as JSON instead."""

    junit: Path | None = None
    """Where to leave a JUnit report."""

    def __post_init__(self) -> None:
        """Make sure, before any work is done, that the report can be left."""
        if self.junit is not None:
            check_writable(self.junit)

    def on(self, outcomes: Iterable[Outcome], *, n_items: int) -> int:
        """Show outcomes as they come in.

        Args:
            outcomes: One an item, in order.
            n_items: How many will come.

        Returns:
            The exit status: that of the worst error, else 1 when something was not met, else 0.
        """
        cases: list[Case] = []
        status = 0
        with progress(open_console(sys.stderr), self.suite, n_items) as bar:
            for outcome in outcomes:
                case = self._case(outcome)
                self._print(outcome)
                tick(bar)
                cases.append(case)
                status = max(status, outcome.exit_code, UNMET if case.failures else 0)
        if self.junit is not None:
            write_junit(self.junit, self.suite, cases)
        if not self.as_json and n_items > 1:
            self.console.print(_sum(cases))
        return status

    def _case(self, outcome: Outcome) -> Case:
        return Case(
            name=outcome.source, seconds=outcome.seconds, error=outcome.error, error_type=outcome.error_type,
            failures=self.failures(outcome.card) if outcome.card else (),
        )  # fmt: skip

    def _print(self, outcome: Outcome) -> None:
        if outcome.card is None:
            complain(outcome.error)
        elif self.as_json:
            print_json(outcome.card.as_json())
        else:
            show(self.console, self.draw(outcome.card))


def complain(message: str) -> None:
    """Say on standard error, in one line, what is wrong."""
    sys.stderr.write(f"rehearse: {plain(message)}\n")
    sys.stderr.flush()


def print_json(value: Mapping[str, Any]) -> None:
    """Print one object on one line of standard output; whoever reads it has it at once."""
    sys.stdout.write(json.dumps(value, ensure_ascii=False) + "\n")
    sys.stdout.flush()


def _sum(cases: list[Case]) -> str:
    n_broken = sum(bool(case.error) for case in cases)
    n_unmet = sum(bool(case.failures) for case in cases)
    words = [f"{len(cases) - n_broken - n_unmet} of {len(cases)} as they should be"]
    words += [f"{n_unmet} not"] if n_unmet else []
    words += [f"{n_broken} could not be run"] if n_broken else []
    return ", ".join(words)
