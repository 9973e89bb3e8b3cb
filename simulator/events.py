"""Everything that can happen in a call, as data: the journal is a list of these, in the order decided.

Times are sample indexes of the caller's clock. `at`, `start`, `end` say when a thing happened;
`decided_at` says when it was known, so that latency is data.
"""

import json
from dataclasses import asdict, dataclass
from typing import Any, TypeAlias, get_args

import msgspec

from simulator.verdict import Verdict


@dataclass(frozen=True, slots=True, kw_only=True)
class FactsDrawn:
    """What is true in this call besides the verdict, for the recruiter to tell."""

    facts: dict[str, str]
    """How each is said, by its name."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SpeechStarted:
    """The caller began to speak."""

    start: int
    """First sample of speech."""

    decided_at: int
    """Sample at which it was known."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SpeechEnded:
    """A stretch of the caller's speech is over and should be recognised."""

    segment: int
    """Which stretch of this call, counted from 0."""

    start: int
    """First sample of speech."""

    end: int
    """One past the last sample of speech."""

    decided_at: int
    """Sample at which it was known (the hangover later than `end`)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class HeardWord:
    """One recognised word and where it lies."""

    text: str
    """The word as recognised, with its punctuation."""

    start: int
    """First sample of the word."""

    end: int
    """One past its last sample."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Transcribed:
    """A recogniser's result for one stretch of speech, as it entered the call."""

    segment: int
    """Which stretch it belongs to."""

    start: int
    """First sample of that stretch."""

    end: int
    """One past its last sample."""

    text: str
    """What was heard; empty when nothing was."""

    words: tuple[HeardWord, ...]
    """The words with their places."""

    engine: str
    """Engine, model and version that heard it."""

    arrived_at: int
    """Sample at which the result entered the call."""


@dataclass(frozen=True, slots=True, kw_only=True)
class LineDrafted:
    """The recruiter decided what to say next; the sound of it is wanted."""

    line: int
    """Which line of this call, counted from 0."""

    purpose: str
    """What the line is for: `answer`, `probe`, `announcement`, `reply`, `prompt`, `goodbye`, `hello`."""

    sentences: tuple[str, ...]
    """What will be said; an empty string stands for a pause."""

    pauses: tuple[int, ...]
    """Samples of each pause, in order."""

    decided_at: int
    """Sample at which it was decided."""


@dataclass(frozen=True, slots=True, kw_only=True)
class LineStarted:
    """The first sample of a line was played: the floor is the recruiter's."""

    line: int
    """Which line."""

    at: int
    """Sample at which playout began."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SentenceStarted:
    """One sentence of a line began to sound."""

    line: int
    """Which line."""

    text: str
    """The sentence."""

    at: int
    """Its first sample."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SentenceEnded:
    """One sentence of a line was heard to its end."""

    line: int
    """Which line."""

    at: int
    """One past its last sample."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PauseStarted:
    """The recruiter fell silent but keeps the floor."""

    line: int
    """Which line."""

    at: int
    """First silent sample."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PauseEnded:
    """The recruiter goes on after a pause."""

    line: int
    """Which line."""

    at: int
    """One past the last silent sample."""


@dataclass(frozen=True, slots=True, kw_only=True)
class VerdictAnnounced:
    """The sentence that carries the verdict was heard to its end."""

    at: int
    """One past its last sample."""

    verdict: Verdict
    """What was announced."""


@dataclass(frozen=True, slots=True, kw_only=True)
class LineEnded:
    """A line was said to its end: the floor is the caller's."""

    line: int
    """Which line."""

    at: int
    """One past its last sample."""


@dataclass(frozen=True, slots=True, kw_only=True)
class LineStopped:
    """The recruiter fell silent in mid-line because the caller took the floor."""

    line: int
    """Which line."""

    at: int
    """First sample that was not played."""

    onset: int
    """First sample of the caller's speech that stopped it."""

    left: tuple[str, ...]
    """Sentences still to be said, the broken one first."""

    collision: bool
    """Whether the recruiter had started before the caller's turn was over."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TurnEnded:
    """The caller's turn is over: it is the recruiter's to speak."""

    start: int
    """First sample of the turn's speech."""

    end: int
    """One past the last sample of its speech."""

    text: str
    """Everything heard in it."""

    decided_at: int
    """Sample at which the turn was taken to be over."""


@dataclass(frozen=True, slots=True, kw_only=True)
class StayedSilent:
    """The floor was the caller's and nothing was said."""

    decided_at: int
    """Sample at which the recruiter stopped waiting."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PhaseChanged:
    """The conversation moved on."""

    phase: str
    """The new phase's name."""

    at: int
    """Sample at which it changed."""


@dataclass(frozen=True, slots=True, kw_only=True)
class NearEndLost:
    """Samples of the caller did not arrive; silence stands in their place so that the clock stays true."""

    at: int
    """First lost sample."""

    n_samples: int
    """How many."""


@dataclass(frozen=True, slots=True, kw_only=True)
class HungUp:
    """The call is over."""

    at: int
    """The call's length in samples."""

    by: str
    """`caller`, `recruiter` or `line` (lost or interrupted)."""


Event: TypeAlias = (
    FactsDrawn | SpeechStarted | SpeechEnded | Transcribed | LineDrafted | LineStarted | SentenceStarted | SentenceEnded
    | PauseStarted | PauseEnded | VerdictAnnounced | LineEnded | LineStopped | TurnEnded | StayedSilent
    | PhaseChanged | NearEndLost | HungUp
)  # fmt: skip

_BY_NAME: dict[str, type[Any]] = {kind.__name__: kind for kind in get_args(Event)}


def to_json(event: Event) -> str:
    """Write an event as one line of the journal: `{"event": "SpeechStarted", ...}`."""
    return json.dumps({"event": type(event).__name__} | asdict(event), ensure_ascii=False)


def from_json(line: str) -> Event:
    """Read one line of a journal.

    Raises:
        ValueError: If the line is not an event of this schema.
    """
    fields = json.loads(line)
    kind = _BY_NAME.get(fields.pop("event", ""))
    if kind is None:
        message = "not a journal line: no known event"
        raise ValueError(message)
    event: Event = msgspec.convert(fields, kind)
    return event
