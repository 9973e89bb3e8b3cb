"""Reads the hand-written training text: utterances whose clauses carry their acts in square brackets.

`[greeting,name] Hi, it's Priya here. [] Sorry about the noise. [purpose] I'm ringing about Friday.`
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from simulator.listening.acts import Act

FOLDER = Path(__file__).parent / "acts"
"""Where the text lies; `heard/` below it holds what a recogniser made of some of it."""

HEARD_ROUNDS = 2
"""Rounds in which all that was heard is met once. Breadth teaches more than repetition does."""

_TAG = re.compile(r"\[([a-z_, ]*)\]\s*")


@dataclass(frozen=True, slots=True)
class Clause:
    """The smallest stretch of talk that was labelled."""

    words: tuple[str, ...]
    """Its words with their punctuation."""

    acts: frozenset[Act]
    """What it does; empty when nothing."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Utterance:
    """One line."""

    source: str
    """Name of its file without the ending."""

    clauses: tuple[Clause, ...]
    """Its clauses in order; at least one."""

    heard: bool = False
    """Whether a recogniser wrote it down."""

    @property
    def text(self) -> str:
        """All its words."""
        return " ".join(word for clause in self.clauses for word in clause.words)

    @property
    def acts(self) -> frozenset[Act]:
        """What it does as a whole; a backchannel only when no clause is anything else."""
        return acts_of(self.clauses)


def acts_of(clauses: tuple[Clause, ...]) -> frozenset[Act]:
    """Join what clauses do; a backchannel counts only when every clause is one and nothing else."""
    found = frozenset[Act]().union(*(clause.acts for clause in clauses))
    only = all(clause.acts == {Act.BACKCHANNEL} for clause in clauses)
    return found if only else found - {Act.BACKCHANNEL}


def read_text(folder: Path = FOLDER, pattern: str = "**/*.txt") -> list[Utterance]:
    """Read the files below `folder` whose paths match `pattern`, in the order of their names.

    Raises:
        ValueError: If a line does not begin with a tag, has an empty clause or an unknown act; says where.
    """
    found = []
    for path in sorted(folder.glob(pattern)):
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1):
            if line.strip() and not line.startswith("#"):
                try:
                    found.append(Utterance(source=path.stem, clauses=parse(line), heard=path.parent != folder))
                except ValueError as error:
                    message = f"{path}:{number}: {error}"
                    raise ValueError(message) from error
    return found


def dealt(text: Sequence[Utterance], round_number: int) -> list[Utterance]:
    """Give all that was written and the share of what was heard that is met in a round: there is more than time to read it."""
    return [one for number, one in enumerate(text) if not one.heard or number % HEARD_ROUNDS == round_number % HEARD_ROUNDS]


def parse(line: str) -> tuple[Clause, ...]:
    """Read one line.

    Raises:
        ValueError: If it is not as described above.
    """
    before, *parts = _TAG.split(line.strip())
    if before or not parts:
        message = f"expected a line that begins with acts in brackets, got {line!r}"
        raise ValueError(message)
    clauses = []
    for tags, words in zip(parts[::2], parts[1::2], strict=True):
        if not words.strip():
            message = f"expected words after [{tags}], got none"
            raise ValueError(message)
        clauses.append(Clause(tuple(words.split()), frozenset(Act(tag.strip()) for tag in tags.split(",") if tag.strip())))
    return tuple(clauses)
