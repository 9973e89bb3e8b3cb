"""How fast, how small and how equal replays are: whole processes, start and model load counted."""

import json
import os
import resource
import subprocess
import sys
import tempfile
import time
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from pathlib import Path
from typing import Any

import numpy as np
import soundfile

from simulator.cores import use_one_thread
from tests.benchmarks.figures import Figure, show

ROOT = Path(__file__).parent.parent.parent
FIXTURES = ROOT / "audio_fixtures"
REHEARSE = [sys.executable, "-m", "simulator"]
CAPTION_MARK = b":"
"""Every caption carries its time as minutes and seconds; nothing before the first caption does."""


def run(*arguments: str) -> tuple[float, bytes]:
    """Run one command; return its seconds and standard output."""
    begun = time.perf_counter()
    done = subprocess.run([*REHEARSE, *arguments], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, check=False, cwd=ROOT)
    return time.perf_counter() - begun, done.stdout


def cards(output: bytes) -> list[dict[str, Any]]:
    """Read one scorecard a line."""
    return [json.loads(line) for line in output.splitlines()]


def recognise(folders: list[Path]) -> int:
    """Load the recogniser and hear what the recordings' journals say was heard; count the stretches."""
    use_one_thread()
    from simulator.audio.folder import read_recording
    from simulator.events import SpeechEnded
    from simulator.listening.engines import open_recognizer
    from simulator.listening.segments import PAD

    recognizer = open_recognizer("moonshine")
    stretches = 0
    for folder in folders:
        recording = read_recording(folder)
        for event in recording.events:
            if isinstance(event, SpeechEnded):
                recognizer.recognize(recording.near[max(event.start - PAD, 0) : event.end + PAD])
                stretches += 1
    return stretches


def recognising_alone(kept: Path) -> float:
    """Seconds that two fresh processes need to recognise what the replays recognised."""
    folders = sorted(path for path in kept.iterdir() if path.is_dir())
    begun = time.perf_counter()
    with ProcessPoolExecutor(2, mp_context=get_context("spawn")) as pool:
        sum(pool.map(recognise, [folders[::2], folders[1::2]]))
    return time.perf_counter() - begun


def seconds_to_first_caption() -> float:
    """Seconds from starting a replay to its first caption."""
    fixture = FIXTURES / "rejected-asks-for-feedback"
    begun = time.perf_counter()
    with subprocess.Popen(
        [*REHEARSE, "replay", str(fixture)], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, cwd=ROOT,
        env=os.environ | {"PYTHONUNBUFFERED": "1"},
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


def main() -> bool:
    """Measure everything; tell whether all goals are met."""
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    with tempfile.TemporaryDirectory() as folder:
        work = Path(folder)
        run("replay", str(FIXTURES), "--json", "--jobs", "2")  # lines are rendered once, whoever comes first
        seconds, first = run("replay", str(FIXTURES), "--json", "--jobs", "2")
        run("replay", str(FIXTURES), "--json", "--jobs", "2", "--keep", str(work / "kept"))
        alone = recognising_alone(work / "kept")
        _, single = run("replay", str(FIXTURES), "--json", "--jobs", "1")
        _, third = run("replay", str(FIXTURES), "--json", "--jobs", "3")
        found = cards(first)
        called = sum(card["duration"] for card in found)
        expectations = [(card["source"], e) for card in found for e in card["expectations"]]
        unmet = [(source, e) for source, e in expectations if not e["met"]]
        ten = peak_megabytes("score", str(long_call(work / "ten.flac", minutes=10)))
        hour = peak_megabytes("score", str(long_call(work / "hour.flac", minutes=60)))
        samples = 50 * 60 * 16_000 * 4 * 2 / 1024**2
    for source, e in unmet:
        print(f"      {source}: {e['what']} expected {e['expected']}, got {e['got']}")
    differing = (first != single) + (first != third)
    return show([
        Figure(what="seconds of call a second, replay --jobs 2", value=called / seconds, unit="", at_least=40),
        Figure(what="the same against recognising its speech alone", value=seconds / alone, unit="times", at_most=1.5),
        Figure(what="expectations met", value=1 - len(unmet) / len(expectations), unit="", at_least=1),
        Figure(what="runs that differ by a byte, of 3 (--jobs 2, 1, 3)", value=differing, unit="", at_most=0),
        Figure(what="peak memory, scoring ten minutes", value=ten, unit="MB", at_most=700),
        Figure(what="peak memory, scoring an hour, less the added samples", value=hour - samples, unit="MB", at_most=ten * 1.1),
        Figure(what="rehearse --help", value=min(run("--help")[0] for _ in range(5)), unit="s", at_most=0.3),
        Figure(what="rehearse replay to the first caption", value=seconds_to_first_caption(), unit="s", at_most=2.5),
    ])  # fmt: skip


if __name__ == "__main__":
    sys.exit(not main())
