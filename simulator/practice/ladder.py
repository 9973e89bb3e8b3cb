"""Which levels are open to whom: each opens with a good score on the one below."""

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from simulator.call.levels import LEVELS
from simulator.errors import InputError

OPENS_AT = 75
"""Score on a level that opens the next: a call that passed, with something to spare."""


class Record(Protocol):
    """Remembers the best score on each level."""

    def best(self, level: int) -> int | None:
        """Look up the best score on a level; None when it was never played."""
        ...

    def note(self, level: int, score: int) -> None:
        """Remember a score."""
        ...


@dataclass(frozen=True, slots=True)
class RecordFile:
    """A record in a small JSON file: `{"1": 84, "2": 61}`."""

    path: Path
    """Where; it need not be there yet. A damaged one counts as empty."""

    def best(self, level: int) -> int | None:
        """Look up the best score on a level; None when it was never played."""
        return self._scores().get(str(level))

    def note(self, level: int, score: int) -> None:
        """Remember a score; the file is replaced whole."""
        scores = self._scores()
        scores[str(level)] = max(score, scores.get(str(level), 0))
        self.path.parent.mkdir(parents=True, exist_ok=True)
        part = self.path.with_suffix(".part")
        part.write_text(json.dumps(scores) + "\n", encoding="utf-8")
        part.replace(self.path)

    def _scores(self) -> dict[str, int]:
        try:
            found = json.loads(self.path.read_text(encoding="utf-8"))
        except (OSError, ValueError):
            return {}
        return {k: v for k, v in found.items() if isinstance(v, int)} if isinstance(found, dict) else {}


def check_open(level: int, record: Record) -> None:
    """Make sure that a level may be played.

    Raises:
        InputError: If it has not opened yet; the message says what opens it.
    """
    if level == min(LEVELS) or record.best(level) is not None:
        return
    below = record.best(level - 1)
    if below is None or below < OPENS_AT:
        so_far = "it was not played yet" if below is None else f"the best so far is {below}"
        message = f"--level {level}: it opens with {OPENS_AT} points on level {level - 1} ({so_far})"
        raise InputError(message)


def climbed(level: int, score: int | None, record: Record) -> str:
    """Remember how a level went; say in a sentence what that opens, or what is still wanted."""
    if score is None:
        return "This call counts for no level, as it could not be scored."
    before = record.best(level) or 0
    record.note(level, score)
    if level == max(LEVELS):
        return f"Level {level} of {max(LEVELS)}: your best is {max(score, before)}."
    if score < OPENS_AT and before < OPENS_AT:
        return f"Level {level + 1} opens with {OPENS_AT} points on level {level}; your best is {max(score, before)}."
    word = "is open" if before >= OPENS_AT else "opens"
    return f"Level {level + 1} {word}: {LEVELS[level + 1].title}. Play it with --level {level + 1}."
