"""`call.toml`: what a recording says of its call, as text and back."""

from dataclasses import fields
from pathlib import Path
from typing import Any

import msgspec

from simulator.brief import Brief
from simulator.errors import ConfigError
from simulator.tables import convert, read_toml, toml_lines
from simulator.verdict import Verdict


class Sheet(msgspec.Struct, frozen=True, kw_only=True):
    """The head of a recording; keys that a later version adds are passed over."""

    persona: str | None = None
    """Id of who answered."""

    verdict: Verdict | None = None
    """What was to be announced."""

    seed: int | None = None
    """Seed of everything drawn."""

    level: int | None = None
    """How hard the call was made; None for the persona as written."""

    surprise: str | None = None
    """What came between the caller and the verdict."""

    gate_dbfs: float | None = None
    """Level below which a voice was not taken for the caller's; None when every voice was."""

    fixture: str | None = None
    """The recorded caller who rang, by name or by path; None when a person did."""

    versions: dict[str, str] = msgspec.field(default_factory=dict)
    """Versions of what made the call, by name."""

    brief: Brief | None = None
    """What the caller was meant to know."""


def sheet_text(sheet: Sheet) -> str:
    """Write a sheet as TOML."""
    lines = toml_lines(
        {"persona": sheet.persona, "verdict": sheet.verdict, "seed": sheet.seed}
        | {"level": sheet.level, "surprise": sheet.surprise, "gate_dbfs": sheet.gate_dbfs, "fixture": sheet.fixture}
    )
    if sheet.brief is not None:
        lines += ["", "[brief]", *_brief_lines(sheet.brief)]
    return "\n".join([*lines, "", "[versions]", *toml_lines(sheet.versions), ""])


def read_sheet(path: Path) -> Sheet:
    """Read a sheet.

    Raises:
        ConfigError: If it is missing or wrong; the message names file, key and what was expected.
    """
    table = read_toml(path)
    if isinstance(table.get("brief"), dict):
        _check_keys(path, table["brief"])
    return convert(path, table, Sheet)


def read_brief(path: Path) -> Brief:
    """Read a brief: a file with the keys of a fixture's `[brief]`, or one that has such a table.

    Raises:
        ConfigError: If it is missing or wrong; the message names file, key and what was expected.
    """
    table = read_toml(path)
    inner = table.get("brief", table)
    brief: dict[str, Any] = inner if isinstance(inner, dict) else table
    _check_keys(path, brief)
    return convert(path, brief, Brief)


def brief_text(brief: Brief) -> str:
    """Write a brief as TOML, as `read_brief` reads it."""
    return "\n".join([*_brief_lines(brief), ""])


def _brief_lines(brief: Brief) -> list[str]:
    known = {field.name: getattr(brief, field.name) for field in fields(Brief)}
    return toml_lines({key: value for key, value in known.items() if value})


def _check_keys(path: Path, brief: dict[str, Any]) -> None:
    known = [field.name for field in fields(Brief)]
    unknown = [key for key in brief if key not in known]
    if unknown:
        message = f"{path}: brief: expected the keys {', '.join(known)}, got {unknown[0]!r}"
        raise ConfigError(message)
