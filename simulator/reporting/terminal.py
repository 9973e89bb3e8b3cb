"""Tables for people: who will answer, the scorecard with its evidence, a line for each fixture."""

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from typing import TextIO

from rich.box import ROUNDED, SIMPLE_HEAD
from rich.console import Console, Group, RenderableType
from rich.panel import Panel
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn
from rich.table import Table
from rich.text import Text

from simulator.persona import Persona
from simulator.reporting.outcome import unmet
from simulator.reporting.plain import plain
from simulator.reporting.story import scorecard
from simulator.scoring.scorecard import Scorecard

NARROWEST = 60
WIDEST = 110
"""Columns between which a scorecard reads well."""

__all__ = ["open_console", "outcome_line", "persona_card", "personas_table", "progress", "scorecard", "show", "tick"]


def open_console(file: TextIO) -> Console:
    """Open a console: colour and the window's width in a terminal, plain text of 80 columns elsewhere."""
    console = Console(file=file, highlight=False, markup=False, emoji=False)
    console.width = max(NARROWEST, min(console.width, WIDEST)) if console.is_terminal else 80
    return console


def show(console: Console, drawing: RenderableType) -> None:
    """Print a drawing; outside a terminal without the spaces that fill up its lines."""
    if console.is_terminal:
        console.print(drawing)
        return
    with console.capture() as drawn:
        console.print(drawing)
    console.file.write("".join(line.rstrip() + "\n" for line in drawn.get().splitlines()))


def persona_card(persona: Persona, *, lines: Sequence[str]) -> RenderableType:
    """Introduce who will answer.

    Args:
        persona: The recruiter.
        lines: What else there is to know before the call, one thing a line.
    """
    head = Text.assemble((plain(persona.name), "bold"), f", {plain(persona.title)}, {plain(persona.company)}")
    rest = [Text(plain(line), style="dim") for line in lines]
    return Panel(Group(head, Text(plain(persona.manner.summary)), *rest), box=ROUNDED, padding=(0, 1))


def personas_table(personas: Iterable[Persona]) -> RenderableType:
    """List the recruiters."""
    table = Table(box=SIMPLE_HEAD, pad_edge=False, expand=True)
    table.add_column("id", no_wrap=True, style="bold")
    table.add_column("who", ratio=1)
    table.add_column("manner", ratio=2)
    for persona in personas:
        who = Text(f"{plain(persona.name)}, {plain(persona.title)}, {plain(persona.company)}")
        table.add_row(plain(persona.id), who, Text(plain(persona.manner.summary)))
    return table


def outcome_line(card: Scorecard) -> RenderableType:
    """Say in a line how one fixture came off; what differed stands below it."""
    missed = unmet(card)
    mark = Text("✗", "red") if missed else Text("✓", "green")
    score = "—" if card.score is None else str(card.score)
    n_wanted = len(card.expectations)
    met = f"{n_wanted - len(missed)} of {n_wanted} met" if n_wanted else "nothing expected"
    head = Text.assemble(
        mark, f" {score:>3}  ", (f"{plain(card.source):<36} ", "bold"), f"{card.verdict or 'no verdict':<11}{met}"
    )
    return Group(head, *(Text(f"       {plain(line)}", style="red") for line in missed))


@contextmanager
def progress(console: Console, what: str, n_items: int) -> Iterator[Progress | None]:
    """Show how far the work is while it goes on; only in a terminal, and gone when it is done.

    Yields:
        The bar to be advanced through `tick`; None where there is no terminal.
    """
    if not console.is_terminal:
        yield None
        return
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
    with Progress(*columns, console=console, transient=True) as bar:
        bar.add_task(what, total=n_items)
        yield bar


def tick(bar: Progress | None) -> None:
    """Count one item as done."""
    if bar is not None:
        bar.advance(bar.task_ids[0])
