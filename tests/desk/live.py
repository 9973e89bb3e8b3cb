"""Starts the program against a private sound server, beside a caller of its own."""

import json
import signal
import subprocess
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import asdict
from pathlib import Path

from simulator.audio.clock import SAMPLE_RATE
from tests.desk.caller import Line, Report
from tests.desk.pulse import Pulse

ROOT = Path(__file__).parent.parent.parent
FIXTURES = ROOT / "audio_fixtures"

BRIEF = (
    'name = "Daniel Kowalski"\nrole = "warehouse supervisor"\ninterviewed = 2026-11-17T14:00:00\ncalling = 2026-11-22T09:00:00\n'
)
CALL = ["--persona", "dana-whitfield", "--verdict", "hired", "--seed", "11"]
"""The caller and the call of the fixture `hired-asks-what-is-next`."""


def script() -> list[Line]:
    """Say what the fixture says; the recruiter's pauses last up to 3.2 s, so the second line waits longer than one."""
    clips = sorted((FIXTURES / "hired-asks-what-is-next").glob("*.flac"))
    return [Line(audio=str(clip), seconds=seconds) for clip, seconds in zip(clips, (1.0, 3.6, 1.2), strict=True)]


def program(pulse: Pulse, *arguments: object) -> "subprocess.Popen[str]":
    """Start the program; its output is read line by line."""
    return subprocess.Popen(
        [sys.executable, "-u", "-m", "simulator", *map(str, arguments)], cwd=ROOT, env=pulse.environment, text=True,
        stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.PIPE,
    )  # fmt: skip


@contextmanager
def caller(pulse: Pulse, lines: Sequence[Line], folder: Path) -> Iterator[Path]:
    """Start the caller and wait until they listen; their report is there afterwards."""
    (folder / "script.json").write_text(json.dumps([asdict(line) for line in lines]))
    command = [sys.executable, "-m", "tests.desk.caller", str(folder / "script.json"), str(folder / "report.json")]
    with subprocess.Popen(command, cwd=ROOT, env=pulse.environment, stdout=subprocess.PIPE) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == b"ready\n"
        try:
            yield folder / "report.json"
        finally:
            process.send_signal(signal.SIGINT)
            process.wait()


def read_report(path: Path) -> Report:
    """Read what a caller heard and said."""
    found = json.loads(path.read_text())
    pairs = {name: [(start, end) for start, end in found[name]] for name in ("voice", "said")}
    return Report(**pairs, n_heard=found["n_heard"])


def gaps_s(report: Report) -> list[float]:
    """Measure the seconds from each of the caller's last sounds to the recruiter's next one, as heard by the caller."""
    starts = [start for start, _ in report.voice]
    following = [min((start for start in starts if start >= end), default=None) for _, end in report.said]
    return [(start - end) / SAMPLE_RATE for (_, end), start in zip(report.said, following, strict=True) if start is not None]


def until(process: "subprocess.Popen[str]", words: str) -> str:
    """Read the program's output up to a line with these words."""
    assert process.stdout is not None
    for line in process.stdout:
        if words in line:
            return line
    message = f"never said {words!r}: {process.stderr.read() if process.stderr else ''}"
    raise AssertionError(message)
