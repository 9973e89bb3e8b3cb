"""Devices that know only one sample rate."""

import json
import subprocess
import sys
import time

import pytest

from tests.desk.live import ROOT
from tests.desk.pulse import Pulse

pytestmark = pytest.mark.pulse


@pytest.mark.usefixtures("silent_caller")
def test_every_usual_rate_gives_the_same_room(pulse: Pulse) -> None:
    """At 16, 48 and 44.1 kHz sound comes back as loud as it was played; the delay may differ as latencies do."""
    pulse.control("load-module", "module-loopback", "source=loudspeaker.monitor", "sink=cable", "latency_msec=40")
    time.sleep(1)
    found = [measured(pulse, rate) for rate in (16_000, 48_000, 44_100)]
    assert all(abs(measures["level_db"]) < 1 for measures in found), found
    delays = [measures["delay"] for measures in found]
    assert max(delays) - min(delays) < 0.5 * 16_000, found
    assert all(measures["n_dropped"] == 0 for measures in found), found


def measured(pulse: Pulse, rate: int) -> dict[str, float]:
    """Measure in a process that has the server's environment from its first breath."""
    command = [sys.executable, "-m", "tests.desk.measure", str(rate)]
    done = subprocess.run(command, cwd=ROOT, env=pulse.environment, capture_output=True, text=True, check=True)
    found: dict[str, float] = json.loads(done.stdout)
    return found
