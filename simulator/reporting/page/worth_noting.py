"""What the recruiter said that a caller should have written down: days, deadlines, papers, promises."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from simulator.reporting.page.card import Card
from simulator.reporting.page.transcript import Piece

MOST = 8
"""A list to look at, not a transcript."""

_KEYS = re.compile(
    r"\b(?:mon|tues|wednes|thurs|fri|satur|sun)day\b"
    r"|\b(?:january|february|march|april|june|july|august|september|october|november|december)\b"
    r"|\b(?:tomorrow|tonight|next (?:week|month|quarter|year)|this (?:week|month))\b"
    r"|\b(?:two|three|four|five|six|seven|eight|nine|ten|twelve|\d+) (?:days?|weeks?|months?|years?)\b"
    r"|\bfor a year\b|\bat (?:nine|ten|eight|\d{1,2})(?: o'clock)?\b"
    r"|\b(?:contract|photo id|paperwork|drug test|onboarding|start date|salary|training day|website|direct number)\b"
    r"|\b(?:results?|numbers?|examples?|experience)\b|\bapply again\b|\bcall (?:you|again)\b|\be-?mail(?:ing)?\b",
    re.IGNORECASE,
)
_SENTENCE = re.compile(r"[^.!?]+[.!?]*\s*")


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """A sentence worth noting."""

    text: str
    """What the recruiter said."""

    start: float
    """First moment, in seconds."""

    end: float
    """Last moment, in seconds."""

    keys: tuple[str, ...]
    """Lower-case words of it; notes that hold one of them have it."""


def worth_noting(card: Card, said: Sequence[Piece], *, decided: float | None) -> tuple[Item, ...]:
    """Pick the recruiter's sentences that hold something to act on, from the verdict on.

    Args:
        card: The turns, for a call whose sentences have no times of their own.
        said: The recruiter's sentences with their times, when known.
        decided: When the verdict was out, in seconds; the whole call counts when None.
    """
    known = said or [
        piece for turn in card.turns if turn.speaker == "recruiter" for piece in _parted(turn.text, turn.start, turn.end)
    ]
    since = 0.0 if decided is None else decided
    found: list[Item] = []
    for piece in known:
        keys = tuple(dict.fromkeys(key.lower() for key in _KEYS.findall(piece.text)))
        new = all(piece.text.strip() != item.text for item in found)
        if keys and piece.start >= since and new:
            found.append(Item(text=piece.text.strip(), start=piece.start, end=piece.end, keys=keys))
    return tuple(found[:MOST])


def _parted(text: str, start: float, end: float) -> list[Piece]:
    """Cut a turn into sentences and share its time among them by their length."""
    per_character = (end - start) / max(len(text), 1)
    return [
        Piece(text=found[0], start=start + found.start() * per_character, end=start + found.end() * per_character)
        for found in _SENTENCE.finditer(text)
    ]
