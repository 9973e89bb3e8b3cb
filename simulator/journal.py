"""Writes events as lines of a journal and reads them back."""

import json
from dataclasses import asdict
from typing import Any, get_args

import msgspec

from simulator.events import Event

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
