"""Scores recordings of calls."""

import sys
from functools import partial

from simulator.commands import shared
from simulator.options import (
    DEFAULT_RECOGNIZER,
    BriefFile,
    Jobs,
    JsonFlag,
    JunitFile,
    KeepFolder,
    NetworkFlag,
    RecognizerSpec,
    RecordingPaths,
    VerdictOption,
)


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
) -> int:
    """Score recordings of calls, made here or anywhere.

    The exit status is 1 when a call did not pass.
    """
    from simulator.audio.sheet import read_brief
    from simulator.jobs import in_order
    from simulator.reporting.outcome import below_threshold
    from simulator.reporting.report import Report
    from simulator.reporting.terminal import open_console, scorecard
    from simulator.rescore import ScoreSettings, must_listen, prepare
    from simulator.sources import keep_in, n_bytes_at

    settings = ScoreSettings(
        room=shared.open_room(recognizer, allow_network=allow_network),
        brief=read_brief(brief) if brief else None, verdict=verdict,
        keep=keep_in(keep, paths), listens=must_listen(paths),
    )  # fmt: skip
    report = Report(
        suite="score", failures=below_threshold, draw=scorecard, console=open_console(sys.stdout), as_json=as_json, junit=junit,
    )  # fmt: skip
    outcomes = in_order(partial(prepare, settings), paths, jobs=shared.job_count(jobs), weigh=n_bytes_at)
    return report.on(outcomes, n_items=len(paths))
