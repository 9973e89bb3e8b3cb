"""Compares what a caller wrote down with what the recruiter told: caught, missed, or wrong."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import StrEnum

from simulator.events import Event, FactsDrawn, SentenceEnded, SentenceStarted
from simulator.listening.times import find_clock_times

DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")

ENOUGH = 0.5
"""Share of a fact's own words that a note has to hold: people write "ID + bank" for "your photo ID and your bank details"."""

LIKE = 0.75
"""Likeness of two spellings of one word, 0 to 1: names are written by ear."""

_ORDINALS = (
    "first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth", "eleventh", "twelfth",
    "thirteenth", "fourteenth", "fifteenth", "sixteenth", "seventeenth", "eighteenth", "nineteenth", "twentieth",
)  # fmt: skip
_NEAR = {
    "start_day": r"\b(start|begin|first|come in)", "contract_day": r"\b(contract|sign|paper)", "start_time": r".",
    "hear_by": r"\b(hear|decid|call|ring|answer)", "second_day": r"\b(interview|chat|talk|come|meet)",
    "preparation_day": r"\b(train|course|test|induction|medical|check|drill|brief)",
}  # fmt: skip
_NO_MONTHS = ("mark", "marks", "market", "decide", "decided", "decision", "novel", "junior", "separate")
_LITTLE = re.compile(
    r"an?|the|and|or|of|to|in|on|at|for|by|from|with|your?|our|my|some|any|who|will|has|have|is|be|that|this|it|they|were|was"
)


class Catch(StrEnum):
    """What became of a fact."""

    CAUGHT = "caught"
    MISSED = "missed"
    WRONG = "wrong"


@dataclass(frozen=True, slots=True, kw_only=True)
class FactNote:
    """One fact that the recruiter told, and what the notes have of it."""

    name: str
    """Which fact, in words: "start day"."""

    told: str
    """How it was said."""

    catch: Catch
    """What became of it."""

    wrote: str = ""
    """The line that has it wrong."""


def told_facts(events: Sequence[Event]) -> dict[str, str]:
    """List the facts that were heard to their end, by name, in the order of the journal."""
    facts: dict[str, str] = next((event.facts for event in events if isinstance(event, FactsDrawn)), {})
    heard, current = "", ""
    for event in events:
        if isinstance(event, SentenceStarted):
            current = event.text
        elif isinstance(event, SentenceEnded):
            heard += f" {current}"
    return {name: said for name, said in facts.items() if _holds(heard, said)}


def compare_notes(notes: str, events: Sequence[Event]) -> tuple[FactNote, ...]:
    """Compare notes with a call.

    Args:
        notes: What was written down, a thing a line or in any other shape.
        events: The call's journal.

    Returns:
        One finding for each fact that was told; none when the recruiter told nothing.
    """
    lines = [line.strip() for line in re.split(r"[\n;]+", notes) if line.strip()]
    return tuple(_compare(name, said, lines) for name, said in told_facts(events).items())


def _compare(name: str, said: str, lines: list[str]) -> FactNote:
    read = _times if name.endswith("_time") else _dates if name.endswith("_day") or name == "hear_by" else None
    catch, wrote = _by_words(said, lines) if read is None else _by_value(name, read(f"at {said}"), lines, read)
    return FactNote(name=name.replace("_", " "), told=said, catch=catch, wrote=wrote)


def _by_value(name: str, wanted: set[str], lines: list[str], read: Callable[[str], set[str]]) -> tuple[Catch, str]:
    mentions = [(line, found) for line in lines if (found := read(line))]
    if any(_agree(found, wanted) for _, found in mentions):
        return Catch.CAUGHT, ""
    about = [line for line, _ in mentions if re.search(_NEAR.get(name, r"(?!)"), line, re.IGNORECASE)]
    return (Catch.WRONG, about[0]) if about else (Catch.MISSED, "")


def _by_words(said: str, lines: list[str]) -> tuple[Catch, str]:
    wanted = [word for word in re.findall(r"[\w']+", said.lower()) if not _LITTLE.fullmatch(word)]
    written = re.findall(r"[\w']+", " ".join(lines).lower())
    held = sum(any(_alike(word, other) for other in written) for word in wanted)
    return (Catch.CAUGHT, "") if wanted and held >= ENOUGH * len(wanted) else (Catch.MISSED, "")


def _alike(word: str, other: str) -> bool:
    return (word[:4] == other[:4] and len(other) > 1) or SequenceMatcher(None, word, other).ratio() >= LIKE


def _agree(found: set[str], wanted: set[str]) -> bool:
    """Tell whether a mention is of the same day: what both name is the same, and something is."""
    kinds = {item.split(":")[0] for item in found & wanted}
    both = {item.split(":")[0] for item in found} & {item.split(":")[0] for item in wanted}
    return bool(kinds) and kinds == both


def _dates(text: str) -> set[str]:
    words = re.findall(r"[a-z]+|\d+", text.lower())
    found = {f"weekday:{word[:3]}" for word in words if word[:3] in DAYS and (len(word) == 3 or word.endswith("day"))}  # noqa: PLR2004 "Mon"
    found |= {f"month:{word[:3]}" for word in words if word[:3] in MONTHS and word not in _NO_MONTHS}
    found |= {
        f"number:{int(word)}" for word in re.findall(r"\b(\d{1,2})(?:st|nd|rd|th)?\b(?![:.]\d|\s*[ap]m|\s*o.clock)", text.lower())
    }
    ranks = re.findall(r"\b(?:(twenty|thirty)[- ])?(" + "|".join(_ORDINALS) + r"|thirtieth)\b", text.lower())
    for tens, rank in ranks:
        number = 30 if rank == "thirtieth" else _ORDINALS.index(rank) + 1
        found.add(f"number:{number + {'twenty': 20, 'thirty': 30, '': 0}[tens]}")
    return found if any(item.startswith(("weekday", "number")) for item in found) else set()


def _times(text: str) -> set[str]:
    plain = re.sub(r"\b(\d{1,2})[.h](\d{2})\b", r"\1:\2", text)
    return {f"time:{moment.said}" for moment in find_clock_times(plain)} | {
        f"time:{moment.said}" for moment in find_clock_times(f"at {plain}")
    }


def _holds(heard: str, said: str) -> bool:
    return said.lower() in heard.lower()
