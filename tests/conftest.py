"""Commands in this process, with engines made of paper."""

from pathlib import Path

import pytest

from simulator import cli
from simulator.commands import shared
from tests.paper import PaperRoom, Ran, Rehearse


@pytest.fixture(autouse=True)
def history_file(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Keep the tests' calls out of the history of whoever runs them."""
    file = tmp_path_factory.mktemp("history") / "history.sqlite3"
    monkeypatch.setenv("REHEARSE_DATABASE", str(file))
    monkeypatch.setenv("REHEARSE_LEARNER", "ada")
    return file


@pytest.fixture
def room(monkeypatch: pytest.MonkeyPatch) -> PaperRoom:
    """Give commands paper engines and one process."""
    paper = PaperRoom()
    monkeypatch.setattr(shared, "open_room", lambda *_args, **_more: paper)
    monkeypatch.setattr(shared, "usable_cores", lambda: 1)
    return paper


@pytest.fixture
def rehearse(capsys: pytest.CaptureFixture[str], room: PaperRoom) -> Rehearse:  # noqa: ARG001 engines are in place then
    """Run a command in this process."""

    def run(*arguments: object) -> Ran:
        status = cli.run([str(argument) for argument in arguments])
        captured = capsys.readouterr()
        return Ran(status, captured.out, captured.err)

    return run
