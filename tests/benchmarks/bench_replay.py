"""How fast, how small and how equal replays are: whole processes, start and model load counted."""

import json
import os
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import soundfile

from simulator.cores import use_one_thread
from simulator.replaying.jobs import in_order
from simulator.replaying.sources import n_bytes_at
from tests.benchmarks.figures import Figure, show, tell
from tests.benchmarks.machine import seconds_of_children

ROOT = Path(__file__).parent.parent.parent
FIXTURES = ROOT / "audio_fixtures"
REHEARSE = [sys.executable, "-m", "simulator"]
CAPTION_MARK = b":"
"""Every caption carries its time as minutes and seconds; nothing before the first caption does."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """One command, from its start to its end."""

    wall: float
    """Seconds that it took."""

    cpu: float
    """Seconds of processor time, those of its processes added up."""

    output: bytes
    """What it wrote to standard output."""


def run(*arguments: str) -> Run:
    """Run one command."""
    begun, used = time.perf_counter(), seconds_of_children()
    done = subprocess.run([*REHEARSE, *arguments], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, check=False, cwd=ROOT)
    return Run(wall=time.perf_counter() - begun, cpu=seconds_of_children() - used, output=done.stdout)


def replay_all(*arguments: str) -> Run:
    """Replay every fixture."""
    tell(f"replaying every fixture {' '.join(arguments)}")
    return run("replay", str(FIXTURES), "--json", *arguments)


def cards(output: bytes) -> list[dict[str, Any]]:
    """Read one scorecard a line."""
    return [json.loads(line) for line in output.splitlines()]


def ears() -> Callable[[Path], int]:
    """Load the recogniser."""
    use_one_thread()
    from simulator.listening.engines import open_recognizer

    recognizer = open_recognizer("moonshine")

    def recognise(folder: Path) -> int:
        """Hear what a recording's journal says was heard; count the stretches."""
        from simulator.audio.folder import read_recording
        from simulator.events import SpeechEnded
        from simulator.listening.segments import PAD

        recording = read_recording(folder)
        heard = [event for event in recording.events if isinstance(event, SpeechEnded)]
        for event in heard:
            recognizer.recognize(recording.near[max(event.start - PAD, 0) : event.end + PAD])
        return len(heard)

    return recognise


def recognising_alone(kept: Path) -> tuple[float, float]:
    """Seconds, and seconds of processor time, in which two fresh processes recognise what the replays recognised."""
    tell("recognising the same speech alone")
    folders = sorted(path for path in kept.iterdir() if path.is_dir())
    begun, used = time.perf_counter(), seconds_of_children()
    sum(in_order(ears, folders, jobs=2, weigh=n_bytes_at))
    return time.perf_counter() - begun, seconds_of_children() - used


def seconds_to_first_caption(**environment: str) -> float:
    """Seconds from starting a replay to its first caption."""
    fixture = FIXTURES / "rejected-asks-for-feedback"
    begun = time.perf_counter()
    with subprocess.Popen(
        [*REHEARSE, "replay", str(fixture)], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, cwd=ROOT,
        env=os.environ | {"PYTHONUNBUFFERED": "1"} | environment,
    ) as process:  # fmt: skip
        assert process.stdout is not None
        while CAPTION_MARK not in process.stdout.readline():
            pass
        taken = time.perf_counter() - begun
        process.kill()
    return taken


def peak_megabytes(*arguments: str) -> float:
    """Peak memory of one process that runs a command."""
    code = (
        "import resource, sys; from simulator.cli import run; run(sys.argv[1:]);"
        "print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss, file=sys.stderr)"
    )
    done = subprocess.run([sys.executable, "-c", code, *arguments], capture_output=True, text=True, check=False, cwd=ROOT)
    return int(done.stderr.splitlines()[-1]) / (1024 if sys.platform == "linux" else 1024**2)


def long_call(path: Path, *, minutes: int) -> Path:
    """Write a two-channel recording made of fixtures' clips, one every twenty seconds, with tones for a recruiter."""
    clips = [soundfile.read(clip, dtype="float32")[0] for clip in sorted(FIXTURES.glob("*/1-*.flac"))[:6]]
    call = np.zeros((minutes * 60 * 16_000, 2), dtype=np.float32)
    for i, start in enumerate(range(0, len(call) - 20 * 16_000, 20 * 16_000)):
        clip = clips[i % len(clips)][: 10 * 16_000]
        call[start : start + len(clip), 0] = clip
        call[start + 12 * 16_000 : start + 17 * 16_000, 1] = np.roll(clips[0], i)[: 5 * 16_000]
    soundfile.write(path, call, 16_000, subtype="PCM_16")
    return path


def replays() -> list[Figure]:
    """Measure how fast, how right and how equal replays are."""
    with tempfile.TemporaryDirectory() as folder:
        kept = Path(folder) / "kept"
        replay_all("--jobs", "2", "--keep", str(kept))  # lines are rendered once, whoever comes first
        first = replay_all("--jobs", "2")
        alone, alone_cpu = recognising_alone(kept)
    others = [replay_all("--jobs", jobs) for jobs in ("1", "3")]
    found = cards(first.output)
    called = sum(card["duration"] for card in found)
    expectations = [(card["source"], e) for card in found for e in card["expectations"]]
    unmet = [(source, e) for source, e in expectations if not e["met"]]
    for source, e in unmet:
        print(f"      {source}: {e['what']} expected {e['expected']}, got {e['got']}")
    differing = sum(first.output != other.output for other in others)
    return [
        Figure(what="seconds of call a second, replay --jobs 2", value=called / first.wall, unit="", at_least=40),
        Figure(what="seconds of call a second of processor", value=called / first.cpu, unit=""),
        Figure(what="the same against recognising its speech alone", value=first.wall / alone, unit="times", at_most=1.5),
        Figure(what="the same in seconds of processor", value=first.cpu / alone_cpu, unit="times"),
        Figure(what="expectations met", value=1 - len(unmet) / len(expectations), unit="", at_least=1),
        Figure(what="runs that differ by a byte, of 3 (--jobs 2, 1, 3)", value=differing, unit="", at_most=0),
    ]


def memory() -> list[Figure]:
    """Measure how much memory scoring takes, and that it does not grow with the call but by its samples."""
    with tempfile.TemporaryDirectory() as folder:
        tell("scoring ten minutes, then an hour")
        ten = peak_megabytes("score", str(long_call(Path(folder) / "ten.flac", minutes=10)))
        hour = peak_megabytes("score", str(long_call(Path(folder) / "hour.flac", minutes=60)))
    samples = 50 * 60 * 16_000 * 4 * 2 / 1024**2
    return [
        Figure(what="peak memory, scoring ten minutes", value=ten, unit="MB", at_most=700),
        Figure(what="peak memory, scoring an hour", value=hour, unit="MB"),
        Figure(what="peak memory, scoring an hour, less the added samples", value=hour - samples, unit="MB", at_most=ten * 1.1),
    ]


def beginnings() -> list[Figure]:
    """Measure how long one waits for something to be seen."""
    tell("starting")
    with tempfile.TemporaryDirectory() as empty:
        cold = seconds_to_first_caption(XDG_CACHE_HOME=empty)
    return [
        Figure(what="rehearse --help", value=min(run("--help").wall for _ in range(5)), unit="s", at_most=0.3),
        Figure(what="rehearse replay to the first caption", value=seconds_to_first_caption(), unit="s", at_most=2.5),
        Figure(what="the same when no line was ever spoken", value=cold, unit="s", at_most=2.5),
    ]


def main() -> bool:
    """Measure everything; tell whether all goals are met."""
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    met = [show(part()) for part in (replays, memory, beginnings)]
    return all(met)


if __name__ == "__main__":
    sys.exit(not main())
