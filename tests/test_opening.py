"""What a live call needs is opened as the desk and the call ask for."""

from pathlib import Path

import numpy as np
import pytest

from simulator.audio.clock import HOP_LENGTH, SAMPLE_RATE, Samples
from simulator.audio.hop import SILENCE, Hop
from simulator.brief import Brief
from simulator.casting import Casting
from simulator.desk_settings import DeskSettings
from simulator.events import HungUp
from simulator.lines.desk import DROWNED, DROWNS
from simulator.lines.devices import Devices
from simulator.persona import load_persona
from simulator.practice import opening
from simulator.practice.live_settings import LiveSettings
from simulator.telephone.carrier import LineSettings, TelephoneLine
from simulator.verdict import Verdict
from tests.paper import PaperRoom
from tests.scripted import PERSONAS
from tests.test_desk import Loopback, Pairs

DEVICES = Devices(microphone="mic", loudspeaker="box", sample_rate=SAMPLE_RATE, n_channels=(1, 1), numbers=(0, 1))


class Stream(Loopback):
    """A device that opens, and hears its own loudspeaker."""

    def __init__(self, _devices: Devices) -> None:
        super().__init__()

    def start(self) -> None:
        """Begin."""

    def close(self) -> None:
        """End."""


class Screen:
    """Remembers what the person was told."""

    def __init__(self) -> None:
        self.told: list[str] = []

    def tell(self, line: str) -> None:
        """Remember."""
        self.told.append(line)


@pytest.mark.parametrize(("known", "told"), [(False, [DROWNS]), (True, [])])
def test_a_drowned_person_is_told_on_the_screen_unless_they_know(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, *, known: bool, told: list[str]
) -> None:
    """What the doctor found was said before the call; what turns out in the call is said then."""
    casting = Casting(persona=load_persona(PERSONAS / "dana-whitfield.toml"), verdict=Verdict.HIRED, seed=1)
    settings = LiveSettings(
        brief=Brief(), casting=casting, room=PaperRoom(), folder=tmp_path, devices=DEVICES,
        desk=DeskSettings(half_duplex=known), redraw=False,
    )  # fmt: skip
    monkeypatch.setattr(opening, "DuplexStream", Stream)
    monkeypatch.setattr(opening, "_canceller", lambda _desk: Pairs(half_duplex=True))
    screen = Screen()
    with opening.open_desk(settings, screen) as desk:  # type: ignore[arg-type] # all of a screen that it needs
        for _ in range(DROWNED // HOP_LENGTH + 1):
            desk.exchange(SILENCE)
    assert screen.told == told


class Listener:
    """A desk at which somebody hears what is played."""

    def __init__(self) -> None:
        self.heard: list[Samples] = []

    def exchange(self, far: Samples) -> Hop:
        """Hear a hop, and say nothing."""
        self.heard.append(far)
        return Hop(near=SILENCE, microphone=SILENCE)


@pytest.mark.parametrize(("by", "sounds"), [("recruiter", True), ("caller", False), ("line", False)])
def test_a_dead_line_is_heard_when_the_recruiter_hung_up(by: str, sounds: bool) -> None:  # noqa: FBT001 a row of the table
    """Who hung up themselves hears nothing more; either way the last word is heard to its end."""
    listener = Listener()
    line = TelephoneLine(LineSettings(seed=1, band=False))
    opening.hear_out(listener, line, [HungUp(at=0, by=by)])  # type: ignore[arg-type] # all of a desk that it needs
    assert len(listener.heard) * HOP_LENGTH >= opening.LAST_SOUND
    assert bool(np.concatenate(listener.heard).any()) is sounds
