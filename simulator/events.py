"""Everything that can happen in a call, as data: the journal is a list of these, in the order decided.

Times are sample indexes of the caller's clock. `at`, `start`, `end` say when a thing happened;
`decided_at` says when it was known, so that latency is data.
"""

from dataclasses import dataclass
from typing import TypeAlias

from simulator.inputs import LineRendered, NearEndLost, RepeatAsked
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
class PartSpoken:
    """The caller fell silent within a stretch, perhaps only for breath; what this part says is wanted now."""

    segment: int
    """Which stretch it belongs to; its `SpeechEnded` is still to come, or a later part."""

    start: int
    """First sample of the part: of the stretch, or where an earlier part ended."""

    end: int
    """One past its last sample of speech."""

    decided_at: int
    """Sample at which the silence was long enough."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PartTranscribed:
    """A recogniser's result for a part of a stretch, as it entered the call while it still mattered."""

    part: PartSpoken
    """What was recognised."""

    text: str
    """What was heard; empty when nothing was."""

    arrived_at: int
    """Sample at which the result entered the call."""


@dataclass(frozen=True, slots=True, kw_only=True)
class LineDrafted:
    """The recruiter knows what to say next, should the caller be done; the sound of it is wanted.

    It is said only if a `LineStarted` of the same number follows: the caller may go on, and change it.
    """

    line: int
    """Which draft of this call, counted from 0."""

    purpose: str
    """What the line is for: `answer`, `probe`, `announcement`, `reply`, `prompt`, `goodbye`, `hello`, `repeat`."""

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
class HungUp:
    """The call is over."""

    at: int
    """The call's length in samples."""

    by: str
    """`caller`, `recruiter` or `line` (lost or interrupted)."""


Event: TypeAlias = (
    FactsDrawn | SpeechStarted | SpeechEnded | Transcribed | PartSpoken | PartTranscribed | LineDrafted | LineRendered
    | LineStarted | SentenceStarted | SentenceEnded | PauseStarted | PauseEnded | VerdictAnnounced | LineEnded | LineStopped
    | TurnEnded | StayedSilent | RepeatAsked | PhaseChanged | NearEndLost | HungUp
)  # fmt: skip
