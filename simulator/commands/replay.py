"""Replays recorded callers and compares the scores."""

import sys
from functools import partial

from simulator.commands import shared
from simulator.commands.options import (
    DEFAULT_RECOGNIZER,
    FixturePaths,
    Jobs,
    JsonFlag,
    JunitFile,
    KeepFolder,
    NetworkFlag,
    PersonaFolder,
    RecognizerSpec,
)


def replay(
    paths: FixturePaths,
    *,
    as_json: JsonFlag = False,
    junit: JunitFile = None,
    jobs: Jobs = None,
    keep: KeepFolder = None,
    persona_dir: PersonaFolder = None,
    recognizer: RecognizerSpec = DEFAULT_RECOGNIZER,
    allow_network: NetworkFlag = False,
) -> int:
    """Replay recorded callers and compare the scores.

    Each fixture runs through the whole program, faster than real time, and is held against what it expects.
    """
    from simulator.practice.recorded import captions
    from simulator.replaying.jobs import in_order
    from simulator.replaying.replay import ReplaySettings, fixtures_at, prepare
    from simulator.replaying.sources import keep_in, n_bytes_at
    from simulator.reporting.outcome import unmet
    from simulator.reporting.report import Report
    from simulator.reporting.terminal import open_console, outcome_line

    fixtures = fixtures_at(paths)
    console = open_console(sys.stdout)
    settings = ReplaySettings(
        room=shared.open_room(recognizer, allow_network=allow_network), personas=shared.persona_folder(persona_dir),
        keep=keep_in(keep, fixtures),
        watch=partial(captions, console=console) if len(fixtures) == 1 and not as_json else None,
    )  # fmt: skip
    report = Report(
        suite="replay", failures=unmet, draw=outcome_line, console=console, as_json=as_json, junit=junit,
    )  # fmt: skip
    outcomes = in_order(partial(prepare, settings), fixtures, jobs=shared.job_count(jobs), weigh=n_bytes_at)
    return report.on(outcomes, n_items=len(fixtures))
