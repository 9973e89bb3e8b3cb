"""How soon the report is there, how large it is, how fast the history lists and draws, and that kept calls score the same."""

import json
import resource
import sqlite3
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import numpy as np

from simulator.audio.clock import SAMPLE_RATE
from simulator.audio.folder import read_recording
from simulator.audio.recording import Recording
from simulator.audio.writing import write_recording, write_scorecard
from simulator.reporting.history.past import Choice, NewCall
from simulator.reporting.history.store import History
from tests.benchmarks.figures import Figure, show
from tests.reports import card

ROOT = Path(__file__).parent.parent.parent
REHEARSE = [sys.executable, "-m", "simulator"]
N_CALLS = 10_000
N_WRITERS = 30

WRITER = """
import sys
from simulator.reporting.history.store import History
from tests.histories import new_call
history = History(sys.argv[1])
print(*[history.enter(new_call(f"{sys.argv[2]}-{i}")) for i in range(5)])
"""
"""A program of its own that enters five calls."""


def children_cpu(command: list[str]) -> float:
    """Seconds of processor time that a command takes; wall-clock time says little on a busy machine."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run(command, stdout=subprocess.DEVNULL, check=True, cwd=ROOT)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def cpu(work: Callable[[], object]) -> float:
    """Seconds of processor time that some work in this process takes."""
    begun = time.process_time()
    work()
    return time.process_time() - begun


def kept_calls(folder: Path) -> tuple[list[str], list[str]]:
    """Replay every fixture, keep each call as a fixture, replay those; return both series of findings."""
    calls, fixtures = folder / "calls", folder / "fixtures"
    first = _cards([*REHEARSE, "replay", "audio_fixtures", "--jobs", "2", "--json", "--keep", str(calls)])
    for call in sorted(calls.iterdir()):
        command = [*REHEARSE, "keep", str(call), call.name, "--in", str(fixtures), "--unchecked"]
        subprocess.run(command, stdout=subprocess.DEVNULL, check=True, cwd=ROOT)
    second = _cards([*REHEARSE, "replay", str(fixtures), "--jobs", "2", "--json"])
    return [_findings(one) for one in first], [_findings(one) for one in second]


def _cards(command: list[str]) -> list[dict[str, Any]]:
    ran = subprocess.run(command, stdout=subprocess.PIPE, check=False, cwd=ROOT)
    return sorted((json.loads(line) for line in ran.stdout.splitlines()), key=lambda one: str(one["source"]))


def _findings(one: dict[str, Any]) -> str:
    checks = {f"{s['id']}.{c['id']}": c["passed"] for s in one["steps"] for c in s["checks"]}
    return json.dumps([one["source"], one["score"], checks])


def three_minutes(calls: Path) -> Recording:
    """Put kept calls behind one another, sound and journal of the last, until three minutes are over."""
    parts = [read_recording(call) for call in sorted(calls.iterdir())[:4]]
    n_samples = 180 * SAMPLE_RATE
    near, far = (np.resize(np.concatenate([getattr(p, side) for p in parts]), n_samples) for side in ("near", "far"))
    last = parts[-1]
    return Recording(
        source="three-minutes", brief=last.brief, persona=last.persona, verdict=last.verdict, seed=last.seed, near=near, far=far,
        events=last.events[:-1],
    )  # fmt: skip


def report_figures(calls: Path, folder: Path) -> list[Figure]:
    """Measure what happens between hanging up and reading."""
    from simulator.listening.act_reader import LateActReader
    from simulator.reporting.page.page import write_report
    from simulator.scoring.judge import score

    whole, acts = three_minutes(calls), LateActReader()
    acts.read("Hello, this is Ada.")  # a call has read many turns by its end
    write_recording(folder / "call", whole, versions={})
    told: list[dict[str, Any]] = []
    page: list[Path] = []

    def reports() -> None:
        told.append(score(whole, acts=acts).as_json())
        write_scorecard(folder / "call", told[0])
        page.append(write_report(told[0], whole, folder / "call", brief=None))

    return [
        Figure(what="score and report of three minutes, seconds of CPU", value=cpu(reports), at_most=2.0, unit="s"),
        Figure(what="size of that report", value=page[0].stat().st_size / 1e6, at_most=5.0, unit="MB"),
    ]


def _multiply(file: Path) -> None:
    """Make `N_CALLS` of the one call in a history, two hours apart."""
    connection = sqlite3.connect(file)
    numbers = f"WITH RECURSIVE n(i) AS (SELECT 2 UNION ALL SELECT i + 1 FROM n WHERE i < {N_CALLS})"  # noqa: S608 a number of ours
    for table, key in (("calls", "id"), ("cards", "call_id"), ("steps", "call_id"), ("checks", "call_id")):
        names = [row[1] for row in connection.execute(f"PRAGMA table_info({table})")]
        changed = {key: "i", "score": "i % 26" if table == "steps" else "40 + i % 60"}
        changed["made_at"] = "strftime('%Y-%m-%d %H:%M:%f000', '2024-01-01', '+' || (2 * i) || ' hours')"
        values = ", ".join(changed.get(name, f'"{name}"') for name in names)
        columns = ", ".join(f'"{name}"' for name in names)
        connection.execute(f"INSERT INTO {table} ({columns}) {numbers} SELECT {values} FROM {table}, n WHERE {key} = 1")  # noqa: S608 our own names
    connection.commit()
    connection.close()


def history_figures(folder: Path) -> list[Figure]:
    """Measure a history of ten thousand calls, and thirty writers of one."""
    file = folder / "history.sqlite3"
    history = History(str(file))
    history.enter(NewCall(learner="ada", made_at=datetime(2024, 1, 1, tzinfo=UTC), card=card()))
    _multiply(file)
    here = ["--database", str(file), "--learner", "ada"]
    shared = folder / "shared.sqlite3"
    writers = [
        subprocess.Popen([sys.executable, "-c", WRITER, str(shared), str(i)], stdout=subprocess.PIPE, text=True, cwd=ROOT)
        for i in range(N_WRITERS)
    ]
    safe = {number for writer in writers for number in writer.communicate()[0].split()}
    lost = 5 * N_WRITERS - min(len(safe), History(str(shared)).count(Choice()))
    return [
        Figure(
            what="list of 10,000 calls, seconds of CPU", unit="s", at_most=0.3,
            value=children_cpu([*REHEARSE, "history", "list", *here]),
        ),
        Figure(
            what="page of 10,000 calls, seconds of CPU", at_most=1.0, unit="s",
            value=children_cpu([*REHEARSE, "history", "page", "--out", str(folder / "history.html"), *here]),
        ),
        Figure(what="calls lost by thirty writers", value=lost, at_most=0, unit=""),
    ]  # fmt: skip


def main() -> bool:
    """Measure everything; whether every goal was met."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        first, second = kept_calls(folder)
        changed = sum(a != b for a, b in zip(first, second, strict=True))
        figures = [Figure(what=f"kept calls of {len(first)} that are scored otherwise", value=changed, at_most=0, unit="")]
        return show([*figures, *report_figures(folder / "calls", folder), *history_figures(folder)])


if __name__ == "__main__":
    sys.exit(not main())
