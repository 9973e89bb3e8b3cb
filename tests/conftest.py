"""Commands in this process, with engines made of paper."""

from pathlib import Path
from types import ModuleType

import pytest
from hypothesis import settings

from simulator import cli
from simulator.commands import shared
from simulator.errors import DeviceError
from simulator.lines import devices
from tests.paper import PaperRoom, Ran, Rehearse

# How long an example takes says nothing of the product on a machine that does other work too.
settings.register_profile("rehearse", deadline=None, print_blob=True)
settings.load_profile("rehearse")


def no_portaudio() -> ModuleType:
    """Stand in for a machine without audio: no test makes a sound."""
    message = "PortAudio is missing."
    raise DeviceError(message)


@pytest.fixture(autouse=True)
def own_folders(monkeypatch: pytest.MonkeyPatch, tmp_path_factory: pytest.TempPathFactory) -> None:
    """Keep every test away from the settings of whoever runs it."""
    monkeypatch.setenv("REHEARSE_CONFIG", str(tmp_path_factory.getbasetemp() / "config"))


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
    monkeypatch.setattr(devices, "load_portaudio", no_portaudio)
    return paper


@pytest.fixture
def rehearse(capsys: pytest.CaptureFixture[str], room: PaperRoom) -> Rehearse:  # noqa: ARG001 engines are in place then
    """Run a command in this process."""

    def run(*arguments: object) -> Ran:
        status = cli.run([str(argument) for argument in arguments])
        captured = capsys.readouterr()
        return Ran(status, captured.out, captured.err)

    return run
