"""The program `rehearse`: its commands, and the exit status that each error has."""

import errno
import io
import os
import sys
from typing import Annotated, cast

import typer

from simulator import __version__
from simulator.commands import fixtures, history, history_keeping, personas
from simulator.commands.acts import acts
from simulator.commands.call import call
from simulator.commands.doctor import doctor
from simulator.commands.keep import keep
from simulator.commands.prepare import prepare
from simulator.commands.replay import replay
from simulator.commands.retry import retry
from simulator.commands.score import score
from simulator.commands.shared import complain
from simulator.cores import use_one_thread
from simulator.errors import InputError, RehearsalError, refusal
from simulator.lines.quiet import keep_own_stderr

INTERRUPTED = 130
"""Exit status after Ctrl-C, as shells have it: 128 and the signal's number."""

UsageError: type[Exception] = typer.BadParameter.__bases__[0]
"""What Typer raises for a wrong command line; where the class lives differs from release to release."""

# Help drawn by Rich would take 0.2 s of the 0.3 s that `--help` may take.
app = typer.Typer(rich_markup_mode=None, pretty_exceptions_enable=False, add_completion=False, invoke_without_command=True)
for command in (call, retry, prepare, doctor, replay, score, acts, keep):
    app.command()(command)
app.add_typer(personas.app, name="personas", help="List the recruiters; check, hear or begin one.")
app.add_typer(fixtures.app, name="fixtures", help="Make a recorded caller, from a text or by saying it.")
history.app.add_typer(history_keeping.app)
app.add_typer(history.app, name="history", help="Past calls: list, compare, trend, what to practise, export, delete.")


def main() -> None:
    """Run the program and end the process with its exit status."""
    keep_own_stderr()
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
        return complain(str(error), error.exit_code)
    except UsageError as error:
        return complain(f"{_usage(error)}; see: rehearse --help", InputError.exit_code)
    except (typer.Abort, KeyboardInterrupt):  # some releases of Typer make this of Ctrl-C, others the status
        status = INTERRUPTED
    except OSError as error:
        if not _reader_is_gone(error):
            return complain(refusal(error), InputError.exit_code)
        # Whoever read us has enough; what is still buffered must not fail once more on the way out.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 1
    if status == INTERRUPTED:
        return complain("interrupted", INTERRUPTED)
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


def _reader_is_gone(error: OSError) -> bool:
    # Windows has no name of its own for this; what it says of a bad file name comes with the name.
    on_windows = sys.platform == "win32" and error.errno == errno.EINVAL and error.filename is None
    return on_windows or isinstance(error, BrokenPipeError)


def _usage(error: Exception) -> str:
    return cast("typer.BadParameter", error).format_message().rstrip(".")
