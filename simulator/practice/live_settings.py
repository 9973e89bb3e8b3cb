"""How a call with a person at the desk is made."""

from dataclasses import dataclass
from pathlib import Path

from simulator.brief import Brief
from simulator.casting import Casting
from simulator.desk_settings import DeskSettings
from simulator.engines import Room
from simulator.lines.devices import Devices


@dataclass(frozen=True, slots=True, kw_only=True)
class LiveSettings:
    """How a live call is made."""

    brief: Brief
    """What the caller knows."""

    casting: Casting
    """Who answers, and what they will say."""

    room: Room
    """Where the engines come from."""

    folder: Path
    """Where the recording will be."""

    devices: Devices
    """Microphone and loudspeaker."""

    desk: DeskSettings
    """What is known about the room."""

    redraw: bool
    """Whether the screen may draw one line again and again."""
