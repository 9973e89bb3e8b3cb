"""What a caller holds against findings: written by the page as a file, read back beside the score, never into it."""

import hashlib
import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any, Literal

import msgspec

from simulator.errors import InputError

FORMAT = "rehearsal-disputes"
SCHEMA = 1
"""What such a file says of itself."""

LONGEST_FILE = 1_000_000
"""Bytes; a hundred disputes with a page of text each."""


class Dispute(msgspec.Struct, frozen=True, kw_only=True):
    """One finding that the caller does not accept."""

    check: str
    """`step.check`."""

    finding: bool | None
    """What the machine found."""

    claim: Literal["did", "did-not", "misheard", "other"]
    """What the caller says instead."""

    words: str = ""
    """Why, in the caller's words."""

    at: str
    """When it was written, as ISO 8601 in UTC."""


class Disputes(msgspec.Struct, frozen=True, kw_only=True):
    """All of one call."""

    format: Literal["rehearsal-disputes"]
    """Always `FORMAT`."""

    schema: Literal[1]
    """Always `SCHEMA`."""

    call: str
    """`fingerprint` of the scorecard that they are about."""

    source: str = ""
    """Its name, for people."""

    disputes: tuple[Dispute, ...] = ()
    """In the order of the scorecard."""

    notes: str = ""
    """What the caller wrote down of the call."""


def fingerprint(scorecard_json: Mapping[str, Any]) -> str:
    """Name a scorecard by its content: the same call scored the same has the same name.

    Returns:
        32 hexadecimal digits of the SHA-256 of its JSON, keys sorted, without what a fixture expected of it.
    """
    content = {key: value for key, value in scorecard_json.items() if key != "expectations"}
    text = json.dumps(content, sort_keys=True, separators=(",", ":"), ensure_ascii=True)
    return hashlib.sha256(text.encode()).hexdigest()[:32]


def read_disputes(path: Path) -> Disputes:
    """Read a file that the page's download made.

    Raises:
        InputError: If it is missing, too long, or something else.
    """
    try:
        with path.open("rb") as file:
            return msgspec.json.decode(file.read(LONGEST_FILE), type=Disputes)
    except (OSError, msgspec.DecodeError, UnicodeDecodeError) as error:
        message = f"{path}: expected what the report's download of disagreements wrote: {error}"
        raise InputError(message) from error
