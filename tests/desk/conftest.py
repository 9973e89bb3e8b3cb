"""One private sound server for every test with devices."""

import signal
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.desk.live import BRIEF, caller
from tests.desk.pulse import Pulse, missing_tools, private_pulse


@pytest.fixture(autouse=True)
def heeds_interrupts() -> Iterator[None]:
    """Lets what is started heed Ctrl-C, though a shell that runs this in the background has it ignored."""
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    yield
    signal.signal(signal.SIGINT, before)


@pytest.fixture
def pulse() -> Iterator[Pulse]:
    """A sound server of our own, or a skip that says what to install."""
    if missing_tools():
        pytest.skip(f"{', '.join(missing_tools())} missing: apt-get install pulseaudio pulseaudio-utils libasound2-plugins")
    with private_pulse() as server:
        yield server


@pytest.fixture
def brief(tmp_path: Path) -> Path:
    """What the caller knows."""
    path = tmp_path / "brief.toml"
    path.write_text(BRIEF)
    return path


@pytest.fixture
def silent_caller(pulse: Pulse, tmp_path: Path) -> Iterator[None]:
    """Somebody who holds the line and says nothing."""
    with caller(pulse, [], tmp_path):
        yield
