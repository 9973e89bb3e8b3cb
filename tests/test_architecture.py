"""The rooms of the house import only from the rooms before them; what else the core must not know, the linter holds."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

PACKAGE = Path(__file__).parent.parent / "simulator"

NOUNS = (
    "errors", "events", "inputs", "journal", "brief", "persona", "verdict", "tables", "private", "desk_settings", "finding",
    "recruiter_line",
)  # fmt: skip
"""Modules that know nothing but each other."""

MAY_IMPORT = {
    "audio": NOUNS,
    "listening": (*NOUNS, "audio"),
    "speaking": (*NOUNS, "audio"),
    "call": (*NOUNS, "audio", "listening", "speaking"),
    "lines": (*NOUNS, "audio", "listening", "speaking", "call"),
    "telephone": (*NOUNS, "audio"),
    "scoring": (*NOUNS, "audio", "listening"),
    "reporting": (*NOUNS, "audio", "listening", "scoring"),
} | dict.fromkeys(NOUNS, NOUNS)
"""What each room may import besides itself; rooms that are not here put the others together, and may import all."""


def imported(file: Path) -> Iterator[str]:
    """Name the rooms and modules of ours that a file imports, wherever in the file."""
    for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
        names = [alias.name for alias in node.names] if isinstance(node, ast.Import) else []
        if isinstance(node, ast.ImportFrom) and node.module:
            names = [f"simulator.{alias.name}" for alias in node.names] if node.module == "simulator" else [node.module]
        yield from (parts[1] for name in names if (parts := name.split("."))[0] == "simulator" and len(parts) > 1)


@pytest.mark.parametrize("room", MAY_IMPORT)
def test_a_room_imports_only_from_the_rooms_before_it(room: str) -> None:
    """Arrows point one way, in functions too: ears know nothing of the call, and a score nothing of how it was made."""
    files = sorted((PACKAGE / room).rglob("*.py")) or [PACKAGE / f"{room}.py"]
    allowed = {room, "__version__", *MAY_IMPORT[room]}
    strays = {f"{file.relative_to(PACKAGE)}: {name}" for file in files for name in imported(file) if name not in allowed}
    assert not strays
