"""Who said what, in pieces as small as their times are known: the caller's words, the recruiter's sentences."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from simulator.audio.clock import to_seconds
from simulator.events import (
    Event,
    HeardWord,
    LineEnded,
    LineStopped,
    SentenceEnded,
    SentenceStarted,
    Transcribed,
    VerdictAnnounced,
)
from simulator.reporting.page.card import Card, Overlap, Turn

ROUNDING = 0.002
"""Seconds by which times of the card and of the journal may differ: both are rounded to milliseconds."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """A word, a sentence, or a pause."""

    text: str
    """What was said, with the space after it; empty for a pause."""

    start: float
    """First moment, in seconds."""

    end: float
    """Last moment, in seconds."""

    @property
    def is_pause(self) -> bool:
        """Whether nothing was said."""
        return not self.text


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """A turn on the page."""

    speaker: str
    """`caller` or `recruiter`."""

    start: float
    """First moment, in seconds."""

    end: float
    """Last moment, in seconds."""

    pieces: tuple[Piece, ...]
    """What was said, in order."""

    overlaps: tuple[Overlap, ...]
    """Where in it the caller spoke while the floor was not theirs."""

    verdict: str
    """`before` when it is the first after the verdict, `after` when the verdict came last, else empty."""


def verdict_at(events: Sequence[Event]) -> float | None:
    """Tell when the verdict was out, in seconds; None when it never was."""
    return next((to_seconds(event.at) for event in events if isinstance(event, VerdictAnnounced)), None)


def sentences(events: Sequence[Event]) -> list[Piece]:
    """List the recruiter's sentences with their times, in order; one that was broken off ends where it was."""
    found: list[Piece] = []
    open_: SentenceStarted | None = None
    for event in events:
        match event:
            case SentenceStarted():
                open_ = event
            case SentenceEnded() | LineStopped() | LineEnded() if open_ is not None:
                found.append(Piece(text=f"{open_.text} ", start=to_seconds(open_.at), end=to_seconds(max(event.at, open_.at))))
                open_ = None
            case _:
                pass
    return found


def transcript(card: Card, events: Sequence[Event]) -> tuple[Line, ...]:
    """Lay the call out turn by turn; a caller's turn that goes on after the recruiter's stands in two parts."""
    heard = sorted((event for event in events if isinstance(event, Transcribed) and event.text), key=lambda event: event.start)
    said = sentences(events)
    lines: list[Line] = []
    for turn in card.turns:
        if turn.speaker == "recruiter":
            lines.append(_line(turn.speaker, _recruiter(turn, said), (), turn.start, turn.end))
        else:
            over = [found for found in card.interruptions if _within(found, turn)]
            lines += [_part(turn, pieces, over) for pieces in _parted(_caller(turn, heard), card.turns)]
    return _with_verdict(sorted(lines, key=lambda line: line.start), verdict_at(events))


def _line(speaker: str, pieces: tuple[Piece, ...], overlaps: tuple[Overlap, ...], start: float, end: float) -> Line:
    return Line(speaker=speaker, start=start, end=end, pieces=pieces, overlaps=overlaps, verdict="")


def _part(turn: Turn, pieces: tuple[Piece, ...], over: Sequence[Overlap]) -> Line:
    start, end = pieces[0].start, pieces[-1].end
    inside = tuple(found for found in over if found.start <= end and start <= found.end)
    return _line(turn.speaker, pieces, inside, start, end)


def _parted(pieces: tuple[Piece, ...], turns: Sequence[Turn]) -> list[tuple[Piece, ...]]:
    """Cut a caller's pieces where a turn of the recruiter ended between two of them."""
    ends = [turn.end for turn in turns if turn.speaker == "recruiter"]
    parts: list[tuple[Piece, ...]] = []
    for piece in pieces:
        if parts and not any(parts[-1][-1].end <= end <= piece.start for end in ends):
            parts[-1] = (*parts[-1], piece)
        else:
            parts.append((piece,))
    return parts


def _with_verdict(lines: Sequence[Line], decided: float | None) -> tuple[Line, ...]:
    """Mark the line beside which the verdict stands."""
    if decided is None or not lines:
        return tuple(lines)
    first = next((i for i, line in enumerate(lines) if line.start >= decided - ROUNDING), None)
    at, side = (len(lines) - 1, "after") if first is None else (first, "before")
    return (*lines[:at], replace(lines[at], verdict=side), *lines[at + 1 :])


def _within(found: Overlap | Piece, turn: Turn) -> bool:
    return turn.start - ROUNDING <= found.start and found.end <= turn.end + ROUNDING


def _recruiter(turn: Turn, said: Sequence[Piece]) -> tuple[Piece, ...]:
    spoken = [piece for piece in said if _within(piece, turn)]
    if "".join(piece.text for piece in spoken).strip() != turn.text.strip():
        spoken = [_whole(turn)]
    pauses = [Piece(text="", start=start, end=end) for start, end in turn.pauses]
    return tuple(sorted([*spoken, *pauses], key=lambda piece: piece.start))


def _caller(turn: Turn, heard: Sequence[Transcribed]) -> tuple[Piece, ...]:
    words = [word for event in heard if _heard_in(event, turn) for word in event.words or (_as_word(event),)]
    starts: list[int] = []
    at = 0
    for word in words:
        begin = turn.text.find(word.text, at)
        if begin < 0:
            return (_whole(turn),)
        starts.append(begin)
        at = begin + len(word.text)
    if not starts:
        return (_whole(turn),)
    cuts = [0, *starts[1:], len(turn.text)]
    return tuple(
        Piece(text=turn.text[a:b], start=to_seconds(word.start), end=to_seconds(word.end))
        for (a, b), word in zip(pairwise(cuts), words, strict=True)
    )


def _heard_in(event: Transcribed, turn: Turn) -> bool:
    return turn.start - ROUNDING <= to_seconds(event.start) and to_seconds(event.end) <= turn.end + ROUNDING


def _as_word(event: Transcribed) -> HeardWord:
    return HeardWord(text=event.text, start=event.start, end=event.end)


def _whole(turn: Turn) -> Piece:
    return Piece(text=turn.text or "…", start=turn.start, end=turn.end)
