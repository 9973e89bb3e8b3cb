"""Scores recordings of calls."""

import sys
from functools import partial
from typing import TYPE_CHECKING

from simulator.commands import shared
from simulator.commands.options import (
    DEFAULT_RECOGNIZER,
    BriefFile,
    DatabaseOption,
    HistoryFlag,
    Jobs,
    JsonFlag,
    JunitFile,
    KeepFolder,
    LearnerOption,
    NetworkFlag,
    RecognizerSpec,
    RecordingPaths,
    VerdictOption,
)

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from simulator.reporting.outcome import Outcome


def score(
    paths: RecordingPaths,
    *,
    brief: BriefFile = None,
    verdict: VerdictOption = None,
    as_json: JsonFlag = False,
    junit: JunitFile = None,
    jobs: Jobs = None,
    keep: KeepFolder = None,
    recognizer: RecognizerSpec = DEFAULT_RECOGNIZER,
    allow_network: NetworkFlag = False,
    history: HistoryFlag = False,
    database: DatabaseOption = None,
    learner: LearnerOption = None,
) -> int:
    """Score recordings of calls, made here or anywhere.

    The exit status is 1 when a call did not pass.
    """
    from simulator.audio.sheet import read_brief
    from simulator.replaying.jobs import in_order
    from simulator.replaying.rescore import ScoreSettings, must_listen, prepare
    from simulator.replaying.sources import keep_in, n_bytes_at
    from simulator.reporting.outcome import below_threshold
    from simulator.reporting.report import Report
    from simulator.reporting.terminal import open_console, scorecard

    settings = ScoreSettings(
        room=shared.open_room(recognizer, allow_network=allow_network),
        brief=read_brief(brief) if brief else None, verdict=verdict,
        keep=keep_in(keep, paths), listens=must_listen(paths),
    )  # fmt: skip
    report = Report(
        suite="score", failures=below_threshold, draw=scorecard, console=open_console(sys.stdout), as_json=as_json, junit=junit,
    )  # fmt: skip
    outcomes = in_order(partial(prepare, settings), paths, jobs=shared.job_count(jobs), weigh=n_bytes_at)
    if history:
        outcomes = _entered(outcomes, paths, database=database, learner=learner)
    return report.on(outcomes, n_items=len(paths))


def _entered(
    outcomes: "Iterator[Outcome]", paths: "list[Path]", *, database: str | None, learner: str | None
) -> "Iterator[Outcome]":
    """Enter each score in the history before it is shown."""
    from simulator.reporting.history.entry import add_scored, open_history

    kept = open_history(database)  # what is wrong with it is said before any work is done
    for path, outcome in zip(paths, outcomes, strict=True):
        if outcome.card is not None:
            add_scored(kept, outcome.card.as_json(), path, learner=learner)
        yield outcome
