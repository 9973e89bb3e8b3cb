"""Recorded callers as tests: `pytest --rehearse audio_fixtures`; and the pytest fixture `rehearsal` for one's own.

Loaded by every pytest run where this package is installed, so it imports nothing until it is asked to do something.
"""

import warnings
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Iterable

    from simulator.fixtures.remembering import Remembered
    from simulator.replaying.replay import ReplaySettings
    from simulator.scoring.scorecard import Scorecard

FIXTURE_FILE = "fixture.toml"
"""What makes a folder a recorded caller."""

_SETTINGS = pytest.StashKey["ReplaySettings"]()
_DIFFERING = pytest.StashKey[list[str]]()


def pytest_addoption(parser: pytest.Parser) -> None:
    """Add two options."""
    group = parser.getgroup("rehearse", "recorded callers (follow-up call simulator)")
    group.addoption("--rehearse", action="store_true", help="collect recorded callers: each fixture.toml is a test")
    words = "listen again where heard.json remembers, and say what differs"
    try:
        group.addoption("--rehearse-fresh", "--fresh", action="store_true", help=words)
    except ValueError:  # another plugin has the short name
        group.addoption("--rehearse-fresh", action="store_true", help=words)


def pytest_collect_file(file_path: Path, parent: pytest.Collector) -> "pytest.File | None":
    """Collect a recorded caller, when that was asked for."""
    if file_path.name != FIXTURE_FILE or not parent.config.getoption("rehearse"):
        return None
    file: pytest.File = RecordedCallerFile.from_parent(parent, path=file_path)
    return file


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter, config: pytest.Config) -> None:
    """Say what was heard otherwise than before."""
    differing = config.stash.get(_DIFFERING, [])
    if differing:
        terminalreporter.section("heard differently")
        for line in differing:
            terminalreporter.line(line)


class RecordedCallerFile(pytest.File):
    """A `fixture.toml`."""

    def collect(self) -> "Iterable[pytest.Item]":
        """Make one test of it, named after its folder."""
        yield RecordedCaller.from_parent(self, name=self.path.parent.name)


class ChangedError(Exception):
    """A recorded caller is scored otherwise than it expects; the message says how, a line for each thing."""


class RecordedCaller(pytest.Item):
    """A call that is made, scored, and compared with what the fixture expects."""

    def runtest(self) -> None:
        """Replay it."""
        told = _replay(self.config, self.path.parent)
        changes = changed(told.card)
        if changes:
            raise ChangedError("\n".join(changes))

    def repr_failure(self, excinfo: pytest.ExceptionInfo[BaseException], style: str | None = None) -> object:  # type: ignore[override] # pytest's own type names only its terminal's
        """Show what changed, without a traceback of ours."""
        from simulator.errors import RehearsalError

        if isinstance(excinfo.value, ChangedError | RehearsalError):
            return f"{self.name}:\n" + "\n".join(f"  {line}" for line in str(excinfo.value).splitlines())
        return super().repr_failure(excinfo, style)  # type: ignore[arg-type] # as above

    def reportinfo(self) -> tuple[Path, None, str]:
        """Say which caller this is."""
        return self.path, None, f"caller {self.name}"


def changed(card: "Scorecard") -> list[str]:
    """Say what a fixture expected and what came instead, with what counted against it."""
    return [_change(card, unmet.what, unmet.expected, unmet.got) for unmet in card.expectations if not unmet.met]


def _change(card: "Scorecard", what: str, expected: object, got: object) -> str:
    from simulator.audio.clock import to_seconds

    check = card.check(what)
    if check is None:
        before = " to ".join(map(str, expected)) if isinstance(expected, list | tuple) else str(expected)
        return f"{what} was {before}, now {'not judged' if got is None else got}"
    words: dict[object, str] = {True: "passed", False: "failed", None: "not judged"}
    before, now = words.get(expected, str(expected)), words[check.passed]
    quotes = ", ".join(f"{to_seconds(e.start):.1f}-{to_seconds(e.end):.1f} '{e.text}'" for e in check.evidence)
    reason = quotes or check.advice or "nothing was found for it"
    return f"{what} was {before}, now {now}: {reason}"


class Rehearsal:
    """Makes calls in one's own tests."""

    def __init__(self, config: pytest.Config) -> None:
        """Open nothing yet."""
        self._config = config

    def replay(self, fixture: "str | Path") -> "Scorecard":
        """Let a recorded caller ring.

        Args:
            fixture: Its folder.

        Returns:
            The score: `card.score`, `card.check("silence.no_interruption").passed`, `card.as_json()`.

        Raises:
            RehearsalError: If something is wrong or missing.
        """
        return _replay(self._config, Path(fixture)).card

    def score(self, recording: "str | Path") -> "Scorecard":
        """Score a two-channel recording, or the folder that a call left.

        Raises:
            RehearsalError: If something is wrong or missing.
        """
        from simulator.replaying.rescore import ScoreSettings, rescore

        return rescore(Path(recording), settings=ScoreSettings(room=_settings(self._config).room))


@pytest.fixture(scope="session")
def rehearsal(pytestconfig: pytest.Config) -> Rehearsal:
    """Make and score calls: `card = rehearsal.replay("audio_fixtures/rejected-asks-for-feedback")`."""
    return Rehearsal(pytestconfig)


def _replay(config: pytest.Config, folder: Path) -> "Remembered":
    from simulator.data import fixture_path
    from simulator.fixtures.remembering import replay_remembered

    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)  # of the libraries below us, which nobody here can heed
        told = replay_remembered(fixture_path(folder), settings=_settings(config), fresh=bool(config.getoption("rehearse_fresh")))
    if told.differing:
        config.stash.setdefault(_DIFFERING, []).extend(f"{folder.name}: {line}" for line in told.differing)
    return told


def _settings(config: pytest.Config) -> "ReplaySettings":
    """Open the engines once a run."""
    if _SETTINGS not in config.stash:
        from simulator import engines
        from simulator.data import personas_folder
        from simulator.replaying.replay import ReplaySettings

        config.stash[_SETTINGS] = ReplaySettings(room=engines.EngineRoom(), personas=personas_folder())
    return config.stash[_SETTINGS]
