"""The commands of `rehearse`: each parses, calls one function, and prints."""

import io
import os
import sys
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, cast

import typer

from simulator import __version__
from simulator.cores import usable_cores, use_one_thread
from simulator.errors import InputError, RehearsalError
from simulator.options import (
    MOST_JOBS,
    USUAL_SPEED,
    BriefFile,
    CallFolder,
    FastFlag,
    FixtureOption,
    FixturePaths,
    Jobs,
    JsonFlag,
    JunitFile,
    KeepFolder,
    NetworkFlag,
    PersonaFolder,
    PersonaOption,
    RecognizerSpec,
    RecordingPaths,
    SeedOption,
    SpeedOption,
    VerdictOption,
)
from simulator.reporting.plain import plain

if TYPE_CHECKING:
    from simulator.engines import EngineRoom

DEFAULT_RECOGNIZER = "moonshine"
"""The engine whose model comes with its package."""

INTERRUPTED = 130
"""Exit status after Ctrl-C, as shells have it: 128 and the signal's number."""

UsageError: type[Exception] = typer.BadParameter.__bases__[0]
"""What Typer raises for a wrong command line; where the class lives differs from release to release."""

# Help drawn by Rich would take 0.2 s of the 0.3 s that `--help` may take.
app = typer.Typer(rich_markup_mode=None, pretty_exceptions_enable=False, add_completion=False, invoke_without_command=True)
personas_app = typer.Typer(rich_markup_mode=None, invoke_without_command=True)
app.add_typer(personas_app, name="personas", help="List the recruiters, or check a file of one.")


def main() -> None:
    """Run the program and end the process with its exit status."""
    sys.exit(run(sys.argv[1:]))


def run(arguments: list[str]) -> int:
    """Run one command.

    Args:
        arguments: What stands behind the program's name.

    Returns:
        The exit status (formats, "Commands").
    """
    use_one_thread()
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="replace")
    try:
        status = app(arguments, prog_name="rehearse", standalone_mode=False)
    except RehearsalError as error:
        return _complain(str(error), error.exit_code)
    except UsageError as error:
        return _complain(f"{_usage(error)}; see: rehearse --help", InputError.exit_code)
    except (typer.Abort, KeyboardInterrupt):  # some releases of Typer make this of Ctrl-C, others the status
        status = INTERRUPTED
    except BrokenPipeError:
        # Whoever read us has enough; what is still buffered must not fail once more on the way out.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 1
    except OSError as error:
        return _complain(f"{error.filename or 'a file'}: {error.strerror or error}", InputError.exit_code)
    if status == INTERRUPTED:
        return _complain("interrupted", INTERRUPTED)
    return status if isinstance(status, int) else 0


@app.callback()
def rehearse(
    context: typer.Context, *, version: Annotated[bool, typer.Option("--version", help="Print the version.")] = False
) -> None:
    """Practise the follow-up call after a job interview, aloud, on your own machine."""
    if version:
        typer.echo(f"rehearse {__version__}")
    elif context.invoked_subcommand is None:
        typer.echo(context.get_help())


@app.command()
def call(
    *,
    persona: PersonaOption = None,
    verdict: VerdictOption = None,
    seed: SeedOption = None,
    fixture: FixtureOption = None,
    speed: SpeedOption = None,
    fast: FastFlag = None,
    keep: CallFolder = None,
    as_json: JsonFlag = False,
    persona_dir: PersonaFolder = None,
    recognizer: RecognizerSpec = DEFAULT_RECOGNIZER,
    allow_network: NetworkFlag = False,
) -> None:
    """Make a practice call.

    Where there is no microphone, a recorded caller rings.
    """
    from datetime import datetime

    from simulator.casting import Wishes, draw_seed
    from simulator.practice import PracticeSettings, practise, recording_folder
    from simulator.reporting.report import print_json
    from simulator.reporting.terminal import open_console

    usual = USUAL_SPEED if sys.stdout.isatty() else None
    wishes = Wishes(seed=draw_seed() if seed is None else seed, persona=persona, verdict=verdict, fixture=fixture)
    settings = PracticeSettings(
        wishes=wishes, personas=_personas(persona_dir), room=_room(recognizer, allow_network=allow_network),
        folder=recording_folder(keep, now=datetime.now().astimezone()),
        speed={True: None, False: 1.0, None: speed or usual}[fast],
    )  # fmt: skip
    card = practise(settings, open_console(sys.stderr if as_json else sys.stdout))
    if as_json:
        print_json(card.as_json())


@app.command()
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
    from simulator.jobs import in_order
    from simulator.practice import captions
    from simulator.replay import ReplaySettings, fixtures_at, keep_in, prepare
    from simulator.reporting.outcome import unmet
    from simulator.reporting.report import Report
    from simulator.reporting.terminal import open_console, outcome_line

    fixtures = fixtures_at(paths)
    console = open_console(sys.stdout)
    settings = ReplaySettings(
        room=_room(recognizer, allow_network=allow_network), personas=_personas(persona_dir), keep=keep_in(keep, fixtures),
        watch=partial(captions, console=console) if len(fixtures) == 1 and not as_json else None,
    )  # fmt: skip
    report = Report(
        suite="replay", failures=unmet, draw=outcome_line, console=console, as_json=as_json, junit=junit,
    )  # fmt: skip
    return report.on(in_order(partial(prepare, settings), fixtures, jobs=_jobs(jobs)), n_items=len(fixtures))


@app.command()
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
    from simulator.replay import keep_in
    from simulator.reporting.outcome import below_threshold
    from simulator.reporting.report import Report
    from simulator.reporting.terminal import open_console, scorecard
    from simulator.rescore import ScoreSettings, prepare

    settings = ScoreSettings(
        room=_room(recognizer, allow_network=allow_network), brief=read_brief(brief) if brief else None, verdict=verdict,
        keep=keep_in(keep, paths), listens=not all(path.is_dir() for path in paths),
    )  # fmt: skip
    report = Report(
        suite="score", failures=below_threshold, draw=scorecard, console=open_console(sys.stdout), as_json=as_json, junit=junit,
    )  # fmt: skip
    return report.on(in_order(partial(prepare, settings), paths, jobs=_jobs(jobs)), n_items=len(paths))


@app.command()
def acts(*, as_json: JsonFlag = False) -> None:
    """Tell what words do, line by line.

    Reads one utterance a line from standard input.
    """
    from simulator.engines import EngineRoom
    from simulator.reporting.report import print_json

    reader = EngineRoom().acts
    for number, line in enumerate(sys.stdin.buffer, start=1):
        text = line.rstrip(b"\r\n").decode("utf-8", errors="replace")
        if "\ufffd" in text:
            typer.echo(f"rehearse: line {number}: expected UTF-8; what could not be read stands as \ufffd", err=True)
        found = list(dict.fromkeys(str(finding.act) for finding in reader.read(text))) if text.strip() else []
        if as_json:
            print_json({"text": text, "acts": found})
        else:
            typer.echo(f"{' '.join(found) or '-'}\t{plain(text)}")


@personas_app.callback()
def personas(context: typer.Context, *, persona_dir: PersonaFolder = None, as_json: JsonFlag = False) -> None:
    """List the recruiters."""
    if context.invoked_subcommand is not None:
        return
    from simulator.data import find_persona, persona_ids
    from simulator.reporting.report import print_json
    from simulator.reporting.terminal import open_console, personas_table, show

    folder = _personas(persona_dir)
    found = [find_persona(persona_id, folder, asked_by=str(folder)) for persona_id in persona_ids(folder)]
    if not as_json:
        show(open_console(sys.stdout), personas_table(found))
        return
    for persona in found:
        weights = {str(verdict): weight for verdict, weight in persona.verdicts.items()}
        print_json({
            "id": persona.id, "name": persona.name, "title": persona.title, "company": persona.company,
            "summary": persona.manner.summary, "verdicts": weights,
        })  # fmt: skip


@personas_app.command()
def check(files: Annotated[list[Path], typer.Argument(metavar="FILE...", help="Persona files.")]) -> int:
    """Check persona files; say what is wrong, file by file."""
    from simulator.persona import load_persona

    status = 0
    for file in files:
        try:
            persona = load_persona(file)
        except InputError as error:
            status = _complain(str(error), error.exit_code)
        else:
            typer.echo(f"{file}: good: {plain(persona.name)}, {plain(persona.title)}")
    return status


def _room(recognizer: str, *, allow_network: bool) -> "EngineRoom":
    from simulator.engines import EngineRoom

    room = EngineRoom(recognizer_spec=recognizer, allow_network=allow_network)
    if allow_network and room.notice:
        typer.echo(f"rehearse: {room.notice}", err=True)
    return room


def _personas(folder: Path | None) -> Path:
    from simulator.data import personas_folder

    return folder or personas_folder()


def _jobs(asked: int | None) -> int:
    return asked or min(usable_cores(), MOST_JOBS)


def _usage(error: Exception) -> str:
    return cast("typer.BadParameter", error).format_message().rstrip(".")


def _complain(message: str, status: int) -> int:
    """Say in one line on standard error what is wrong."""
    typer.echo(f"rehearse: {plain(message)}", err=True)
    return status
