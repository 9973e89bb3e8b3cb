"""Who said what, in pieces as small as their times are known: the caller's words, the recruiter's sentences."""

from collections.abc import Sequence
from dataclasses import dataclass
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

    verdict_inside: bool
    """Whether the verdict fell in it."""


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
    """Lay the call out turn by turn."""
    heard = sorted((event for event in events if isinstance(event, Transcribed) and event.text), key=lambda event: event.start)
    said = sentences(events)
    decided = verdict_at(events)
    return tuple(
        Line(
            speaker=turn.speaker, start=turn.start, end=turn.end,
            pieces=_recruiter(turn, said) if turn.speaker == "recruiter" else _caller(turn, heard),
            overlaps=() if turn.speaker == "recruiter" else tuple(o for o in card.interruptions if _within(o, turn)),
            verdict_inside=turn.speaker == "recruiter" and decided is not None and turn.start < decided <= turn.end + ROUNDING,
        )
        for turn in card.turns
    )  # fmt: skip


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
