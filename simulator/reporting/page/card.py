"""A scorecard as its file has it (formats, `schema` 1), read with types; what a later version adds is passed over."""

from collections.abc import Mapping
from typing import Any

import msgspec

from simulator.errors import InputError

SCHEMA = 1
"""The format that this page knows."""


class Quote(msgspec.Struct, frozen=True, kw_only=True):
    """Words and when they were said."""

    start: float
    """First moment, in seconds of the call."""

    end: float
    """Last moment, in seconds."""

    text: str
    """The words as heard; empty when none were made out."""


class Check(msgspec.Struct, frozen=True, kw_only=True):
    """One finding."""

    id: str
    """Its name in the step."""

    passed: bool | None
    """Whether it was met; None when it could not be judged."""

    advice: str | None = None
    """The smallest change, or why it could not be judged."""

    evidence: tuple[Quote, ...] = ()
    """What counted for or against it."""


class Step(msgspec.Struct, frozen=True, kw_only=True):
    """One of the four steps."""

    id: str
    """Its name."""

    score: int
    """Points reached."""

    of: int
    """Points that could be judged."""

    checks: tuple[Check, ...]
    """Its findings in order."""


class Turn(msgspec.Struct, frozen=True, kw_only=True):
    """One side's stretch of talk."""

    speaker: str
    """`caller` or `recruiter`."""

    start: float
    """First moment, in seconds."""

    end: float
    """Last moment, in seconds."""

    text: str
    """What was said."""

    pauses: tuple[tuple[float, float], ...] = ()
    """Silences inside a recruiter's turn, in seconds."""


class Overlap(Quote, frozen=True, kw_only=True):
    """A stretch where both spoke, or the caller spoke into a pause."""

    kind: str
    """`interruption`, `backchannel`, `pause` or `collision`."""


class Timing(msgspec.Struct, frozen=True, kw_only=True):
    """How the floor changed hands."""

    response_gaps: tuple[float, ...] = ()
    """Seconds that the recruiter took to answer, one a reply."""

    talk_share: float | None = None
    """The caller's share of all speech, from 0 to 1."""


class Delivery(msgspec.Struct, frozen=True, kw_only=True):
    """How the caller spoke."""

    words_per_minute: int | None = None
    """Words a minute of the caller's own speech."""

    fillers: int = 0
    """How many "um" and "er" were heard."""

    longest_turn: float = 0.0
    """In seconds."""


class Card(msgspec.Struct, frozen=True, kw_only=True):
    """The whole scorecard."""

    schema: int
    """Number of the format."""

    source: str
    """Name of the fixture, folder or file."""

    persona: str | None = None
    """Id of who answered."""

    verdict: str | None = None
    """What was announced."""

    score: int | None = None
    """Points of 100; None when nothing could be judged."""

    passed: bool = False
    """Whether the call counts as passed."""

    duration: float
    """Length of the call in seconds."""

    steps: tuple[Step, ...]
    """The four steps."""

    turns: tuple[Turn, ...] = ()
    """Who said what, in order."""

    interruptions: tuple[Overlap, ...] = ()
    """Where both spoke."""

    timing: Timing = Timing()
    """How the floor changed hands."""

    delivery: Delivery = Delivery()
    """How the caller spoke."""


def read_card(scorecard_json: Mapping[str, Any]) -> Card:
    """Read a scorecard.

    Raises:
        InputError: If it is of another format, or a key is missing or wrong.
    """
    if scorecard_json.get("schema") != SCHEMA:
        message = f"scorecard: expected schema {SCHEMA}, got {scorecard_json.get('schema')!r}; score the recording again"
        raise InputError(message)
    try:
        return msgspec.convert(dict(scorecard_json), Card)
    except msgspec.ValidationError as error:
        message = f"scorecard: {error}; score the recording again"
        raise InputError(message) from error
