"""Live calls through PortAudio and a sound server of our own: start, load, losses, unplugging, and how soon answers come.

`python -m tests.benchmarks.bench_desk --minutes 30` looks for lost blocks as long as a long call lasts.
Figures are only true on a machine with nothing else to do; the load is printed beside them.
"""

import argparse
import json
import os
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from simulator.audio.clock import SAMPLE_RATE
from simulator.audio.folder import read_recording
from simulator.audio.levels import rms_dbfs
from simulator.events import LineStarted, TurnEnded
from simulator.inputs import NearEndLost
from tests.benchmarks.figures import Figure, show
from tests.desk.caller import RAW
from tests.desk.live import BRIEF, CALL, ROOT, caller, gaps_s, read_report, script, until
from tests.desk.pulse import Pulse, missing_tools, private_pulse

RING_DBFS = -50.0
"""Level from which the loudspeaker counts as ringing."""

ECHO_DB = "-10dB"
"""Level of the loudspeaker in the microphone, as played, in the call with an open loudspeaker."""

ECHO_MS = "60"
"""Its delay."""

STREAM = """
import json, sys, time
from simulator.audio.hop import SILENCE
from simulator.lines.desk import Desk
from simulator.lines.devices import DeviceWishes, choose_devices
from simulator.lines.stream import DuplexStream
from simulator.listening.echo import EchoCanceller

stream = DuplexStream(choose_devices(DeviceWishes())).start()
desk = Desk(stream, EchoCanceller())
for _ in range(60):
    desk.exchange(SILENCE)
begun, n_late, lost = time.monotonic(), stream.spool.n_late, 0
while time.monotonic() - begun < 60 * float(sys.argv[1]):
    lost += desk.exchange(SILENCE).n_lost is not None
print(json.dumps([lost, stream.n_dropped, stream.spool.n_late - n_late, stream.slowest_callback_s]))
stream.close()
"""


@dataclass(frozen=True)
class Called:
    """What one whole call showed."""

    gaps_s: list[float]
    """Seconds from each of the caller's last sounds to the recruiter's first, as the caller hears it."""

    waits_s: list[float]
    """The part of each that the call itself took: from the end of speech to the decision that the turn is over."""

    voices_s: list[float]
    """The part of each from that decision to the first sample of the answer."""

    cpu_share: float
    """Share of one core that the program took, from its start to its end."""

    n_lost: int
    """Blocks that the journal says were lost."""

    checks: dict[str, bool | None]
    """Outcome of each check."""


def whole_call(pulse: Pulse, folder: Path) -> Called:
    """Make a call beside a caller."""
    folder.mkdir()
    (folder / "brief.toml").write_text(BRIEF)
    with caller(pulse, script(), folder) as report:
        begun = time.monotonic()
        command = [sys.executable, "-m", "simulator", "call", "--brief", str(folder / "brief.toml"), *CALL]
        with subprocess.Popen(
            [*command, "--keep", str(folder / "kept"), "--json"], cwd=ROOT, env=pulse.environment,
            stdout=subprocess.PIPE, stderr=subprocess.DEVNULL,
        ) as process:  # fmt: skip
            assert process.stdout is not None
            card = json.loads(process.stdout.read())
            _, _, used = os.wait4(process.pid, 0)
            process.returncode = 0
        taken = time.monotonic() - begun
    (kept,) = (folder / "kept").iterdir()
    events = read_recording(kept).events
    lost = [event for event in events if isinstance(event, NearEndLost)]
    turns = [event for event in events if isinstance(event, TurnEnded)]
    starts = [next(e.at for e in events if isinstance(e, LineStarted) and e.at >= turn.decided_at) for turn in turns]
    waits = [(turn.decided_at - turn.end) / SAMPLE_RATE for turn in turns]
    voices = [(start - turn.decided_at) / SAMPLE_RATE for start, turn in zip(starts, turns, strict=True)]
    checks = {f"{step['id']}.{check['id']}": check["passed"] for step in card["steps"] for check in step["checks"]}
    return Called(gaps_s(read_report(report)), waits, voices, (used.ru_utime + used.ru_stime) / taken, len(lost), checks)


def seconds_to_ring(pulse: Pulse, folder: Path) -> tuple[float, float]:
    """Measure from starting the program to the first sound of its ring: seconds, and those that the processor worked for it."""
    (folder / "brief.toml").write_text(BRIEF)
    with (
        caller(pulse, [], folder),
        subprocess.Popen(["parec", "--device=loudspeaker.monitor", *RAW], env=pulse.environment, stdout=subprocess.PIPE) as ears,
    ):
        assert ears.stdout is not None
        ears.stdout.read(16_000)
        begun = time.monotonic()
        command = [sys.executable, "-m", "simulator", "call", "--brief", str(folder / "brief.toml"), *CALL]
        with subprocess.Popen(
            [*command, "--keep", str(folder / "ring")], cwd=ROOT, env=pulse.environment, stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        ) as process:  # fmt: skip
            while rms_dbfs(np.frombuffer(ears.stdout.read(640), dtype="<i2").astype(np.float32) / np.float32(32768)) < RING_DBFS:
                if process.poll() is not None:
                    message = f"the program ended with {process.returncode} before it rang"
                    raise RuntimeError(message)
            taken = time.monotonic() - begun
            worked = processor_seconds(process.pid)
            process.kill()
        ears.kill()
    return taken, worked


def processor_seconds(pid: int) -> float:
    """Read how long the processor has worked for a process that runs."""
    fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def seconds_to_notice(pulse: Pulse, folder: Path) -> float:
    """Measure from pulling the device out to the word that the sound broke off."""
    (folder / "brief.toml").write_text(BRIEF)
    command = [sys.executable, "-u", "-m", "simulator", "call", "--brief", str(folder / "brief.toml"), *CALL]
    with caller(pulse, [], folder), subprocess.Popen(
        [*command, "--keep", str(folder / "lost")], cwd=ROOT, env=pulse.environment, text=True, stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL, stdin=subprocess.DEVNULL,
    ) as process:  # fmt: skip
        until(process, "your turn")
        begun = time.monotonic()
        for module in ("module-remap-source", "module-null-sink"):
            pulse.control("unload-module", module)
        until(process, "broke off")
        return time.monotonic() - begun


def streamed(pulse: Pulse, folder: Path, minutes: float) -> list[float]:
    """Stream for some minutes with the echo canceller running; count what was lost, dropped and late."""
    command = [sys.executable, "-c", STREAM, str(minutes)]
    with caller(pulse, [], folder):
        done = subprocess.run(command, cwd=ROOT, env=pulse.environment, stdout=subprocess.PIPE, text=True, check=True)
    found: list[float] = json.loads(done.stdout)
    return found


def main(minutes: float = 2.0) -> bool:
    """Measure everything; tell whether all goals are met."""
    if missing_tools():
        print(f"SKIPPED: missing {', '.join(missing_tools())}")
        return True
    with tempfile.TemporaryDirectory() as name:
        work = Path(name)
        with private_pulse() as pulse:
            seconds_to_ring(pulse, work)  # the first run renders the lines
            ring, worked = min(seconds_to_ring(pulse, work) for _ in range(3))
            headset = whole_call(pulse, work / "headset")
            lost, dropped, late, slowest = streamed(pulse, work, minutes)
            loop = pulse.control(
                "load-module", "module-loopback", "source=loudspeaker.monitor", "sink=cable", f"latency_msec={ECHO_MS}"
            )
            inputs = pulse.control("list", "short", "sink-inputs").splitlines()
            pulse.control("set-sink-input-volume", inputs[-1].split()[0], ECHO_DB)
            loudspeaker = whole_call(pulse, work / "loudspeaker")
            pulse.control("unload-module", loop)
            notice = seconds_to_notice(pulse, work)
    gaps = [*headset.gaps_s, *loudspeaker.gaps_s]
    differing = sum(headset.checks[check] != loudspeaker.checks[check] for check in headset.checks)
    print(f"load of this machine: {os.getloadavg()[0]:.1f} on {os.cpu_count()} cores")
    for what, called in (("headset", headset), ("loudspeaker", loudspeaker)):
        for name, seconds in (("answers", called.gaps_s), ("waiting", called.waits_s), ("voice", called.voices_s)):
            print(f"      {what}, {name}: {', '.join(f'{s:.2f}' for s in seconds)} s")
    return show([
        Figure(what="start to ring, second run", value=ring, unit="s", at_most=2),
        Figure(what="processor time in it", value=worked, unit="s", at_most=2),
        Figure(what="answer heard after the caller's last sound, median", value=float(np.median(gaps)), unit="s", at_most=0.6),
        Figure(what="the same, 95th percentile", value=float(np.percentile(gaps, 95)), unit="s", at_most=1.2),
        Figure(what="share of one core, whole call", value=max(headset.cpu_share, loudspeaker.cpu_share), unit="", at_most=0.6),
        Figure(what="lost blocks in two calls", value=headset.n_lost + loudspeaker.n_lost, unit="", at_most=0),
        Figure(what=f"lost blocks in {minutes:g} minutes of stream", value=lost, unit="", at_most=0),
        Figure(what="samples dropped in them", value=dropped, unit="", at_most=0),
        Figure(what="samples that came too late for the loudspeaker", value=late, unit="", at_most=0),
        Figure(what="slowest callback", value=1000 * slowest, unit="ms", at_most=32),
        Figure(what="unplugging noticed", value=notice, unit="s", at_most=1),
        Figure(what=f"checks that an echo of {ECHO_DB} changes, of {len(headset.checks)}", value=differing, unit="", at_most=0),
    ])  # fmt: skip


if __name__ == "__main__":
    parser = argparse.ArgumentParser()
    parser.add_argument("--minutes", type=float, default=2.0)
    sys.exit(not main(parser.parse_args().minutes))
