"""What the doctor found, for people and for programs."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict
from typing import Any

import msgspec
from rich.box import SIMPLE_HEAD
from rich.console import RenderableType
from rich.table import Table
from rich.text import Text

from simulator.desk_settings import DeskSettings
from simulator.finding import Finding, essentials_missing
from simulator.reporting.plain import plain


def findings_table(findings: Sequence[Finding]) -> RenderableType:
    """Show each finding with its advice; what a call cannot do without is marked by a cross."""
    table = Table(box=SIMPLE_HEAD, show_header=False, padding=(0, 1, 0, 0), pad_edge=False, expand=True)
    table.add_column(width=2, no_wrap=True)
    table.add_column(width=12, no_wrap=True)
    table.add_column(ratio=1, overflow="fold")
    for finding in findings:
        table.add_row(_mark(finding), Text(finding.id, style="bold"), _said(finding))
    return table


def as_json(findings: Sequence[Finding], settings: DeskSettings) -> Mapping[str, Any]:
    """Put everything into one object."""
    return {
        "ready": not essentials_missing(findings),
        "findings": [asdict(finding) for finding in findings],
        "settings": msgspec.to_builtins(settings),
    }


def _mark(finding: Finding) -> Text:
    if finding.passed:
        return Text("✓", "green")
    return Text("✗", "red") if finding.essential else Text("!", "yellow")


def _said(finding: Finding) -> Text:
    lines = [Text(plain(finding.said))]
    if finding.advice:
        lines.append(Text(plain(finding.advice), style="bold"))
    return Text("\n").join(lines)
