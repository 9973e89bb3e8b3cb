"""What is different on Windows and macOS, tried on any system: keys, files in use, broken pipes, power cuts."""

import errno
import sys
from pathlib import Path
from types import ModuleType
from typing import NoReturn

import pytest

from simulator import cli
from simulator.audio.writing import replacing
from simulator.casting import Wishes
from simulator.errors import InputError
from simulator.lines.keys import WindowsKeys
from simulator.practice.recorded import _command
from simulator.private import sync, write_private
from simulator.replaying import sources


@pytest.fixture
def windows(monkeypatch: pytest.MonkeyPatch) -> None:
    """Windows, as far as the program asks."""
    monkeypatch.setattr(sys, "platform", "win32")


def console(typed: str) -> ModuleType:
    """The console of Windows, with keys that were typed."""
    waiting = list(typed)
    module = ModuleType("msvcrt")
    vars(module).update(kbhit=lambda: bool(waiting), getwch=lambda: waiting.pop(0))
    return module


@pytest.mark.usefixtures("windows")
@pytest.mark.parametrize(("typed", "keys"), [("pq", "pq"), ("\xe0Qp", "p"), ("\0;\xe0M", ""), ("p\xe0", "p\xe0"), ("", "")])
def test_keys_without_a_character_are_none(monkeypatch: pytest.MonkeyPatch, typed: str, keys: str) -> None:
    """On Windows "page down" does not hang up and "right" does not mute, though their codes are Q and M."""
    monkeypatch.setitem(sys.modules, "msvcrt", console(typed))
    with WindowsKeys() as keyboard:
        assert keyboard.poll() == keys


@pytest.mark.usefixtures("windows")
@pytest.mark.parametrize(
    ("error", "status"), [(OSError(errno.EINVAL, "Invalid"), 1), (OSError(errno.EINVAL, "Invalid", "a?b"), 2)]
)
def test_a_reader_who_has_enough_is_no_error(
    monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str], error: OSError, status: int
) -> None:
    """A closed pipe has no error of its own on Windows; a bad file name, which has the same number, is still said."""

    def fail(*_arguments: object, **_more: object) -> NoReturn:
        raise error

    monkeypatch.setattr(cli, "app", fail)
    monkeypatch.setattr("os.dup2", lambda *_descriptors: None)
    assert cli.run(["history"]) == status
    assert bool(capfd.readouterr().err) == (status == 2)


@pytest.mark.usefixtures("windows")
def test_commands_are_quoted_as_the_console_wants_them() -> None:
    """The command that repeats a call can be pasted into the console of Windows, where single quotes quote nothing."""
    assert _command(Wishes(seed=1, fixture=Path("my callers"))) == 'rehearse call --fixture "my callers" --seed 1'


def in_use(monkeypatch: pytest.MonkeyPatch, method: str, *, after: int = 0) -> None:
    """Refuse to move files after so many, as Windows does while another program looks into them."""
    real, moved = getattr(Path, method), []

    def move(path: Path, target: Path) -> Path:
        moved.append(path)
        if len(moved) == after + 1:
            raise PermissionError(errno.EACCES, "in use", str(target))
        moved_to: Path = real(path, target)
        return moved_to

    monkeypatch.setattr(Path, method, move)


def test_a_file_in_use_is_left_as_it_is(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Where a file cannot be replaced the old one stays, and nothing is left beside it."""
    write_private(tmp_path / "desk.toml", "old")
    in_use(monkeypatch, "replace")
    with pytest.raises(PermissionError):
        write_private(tmp_path / "desk.toml", "new")
    assert [path.read_text() for path in tmp_path.iterdir()] == ["old"]


def test_a_folder_in_use_is_not_lost(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Where a new recording cannot take the old one's place, the old one is there again."""
    (tmp_path / "call").mkdir()
    (tmp_path / "call" / "old").touch()

    def replace() -> None:
        with replacing(tmp_path / "call") as new:
            new.mkdir()

    in_use(monkeypatch, "rename", after=1)
    with pytest.raises(PermissionError):
        replace()
    assert [path.name for path in tmp_path.rglob("*")] == ["call", "old"]


@pytest.fixture
def synced(monkeypatch: pytest.MonkeyPatch) -> list[object]:
    """macOS, with a note of what was asked of its files."""
    asked: list[object] = []
    fcntl = ModuleType("fcntl")
    vars(fcntl).update(F_FULLFSYNC=51, fcntl=lambda *request: asked.append(request))
    monkeypatch.setattr(sys, "platform", "darwin")
    monkeypatch.setitem(sys.modules, "fcntl", fcntl)
    monkeypatch.setattr("os.fsync", asked.append)
    return asked


def test_macos_is_asked_to_empty_the_cache_of_the_drive(synced: list[object]) -> None:
    """There an ordinary request ends in the drive's cache, which a power cut empties."""
    sync(7)
    assert synced == [(7, 51)]


def test_a_file_system_without_that_gets_the_ordinary_request(synced: list[object], monkeypatch: pytest.MonkeyPatch) -> None:
    """What a network drive refuses is asked for in the usual way."""

    def refuse(*_request: object) -> NoReturn:
        raise OSError(errno.ENOTSUP, "not supported")

    monkeypatch.setattr(sys.modules["fcntl"], "fcntl", refuse)
    sync(7)
    assert synced == [7]


def test_a_place_on_no_drive_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    """A path on a drive that is not there has no parent that is, and is refused like any other."""

    def refuse(*, dir: Path) -> NoReturn:  # noqa: A002 as the library names it
        raise FileNotFoundError(errno.ENOENT, "no such drive", str(dir))

    monkeypatch.setattr(Path, "exists", lambda _path: False)
    monkeypatch.setattr(sources, "TemporaryDirectory", refuse)
    with pytest.raises(InputError, match="expected a folder that can be written: no such drive"):
        sources.check_place(Path("nowhere"), asked_by="--keep")
