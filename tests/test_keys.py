"""Keys are read one by one, unseen, and the terminal is left as it was."""

import os
import sys
from collections.abc import Iterator

import pytest

from simulator.lines.keys import NoKeys, PosixKeys, open_keys

posix = pytest.mark.skipif(sys.platform == "win32", reason="Windows has a console, not a terminal")


@pytest.fixture
def typist(monkeypatch: pytest.MonkeyPatch) -> Iterator[int]:
    """A terminal as standard input; what is written to the descriptor is typed."""
    if sys.platform == "win32":
        return
    ours, theirs = os.openpty()
    with os.fdopen(theirs) as terminal:
        monkeypatch.setattr(sys, "stdin", terminal)
        yield ours
    os.close(ours)


@posix
def test_keys_come_without_a_line_and_without_echo(typist: int) -> None:
    """What is typed is there at once, in order, and nothing of it is shown."""
    with open_keys() as keys:
        assert keys.poll() == ""
        os.write(typist, b"pq")
        assert keys.poll() == "pq"
        assert keys.poll() == ""
    os.write(typist, b"x\n")
    assert os.read(typist, 10).startswith(b"x")


@posix
@pytest.mark.parametrize("sent", [b"\x1b[C", b"\x1bOQ", b"\x1b[1;5C", b"\x1b[15~", b"\x1bq", b"\x1b"])
def test_keys_without_a_character_are_none(typist: int, sent: bytes) -> None:
    """An arrow is no C and the second function key no Q, though their codes end so: nothing is switched and nobody hung up."""
    with open_keys() as keys:
        os.write(typist, b"p" + sent)
        assert keys.poll() == "p"


@posix
def test_the_terminal_is_put_back(typist: int) -> None:
    """After the call, however it ended, lines and echo are as before."""
    import termios

    before = termios.tcgetattr(typist)
    during = []

    def talk() -> None:
        with PosixKeys():
            during.append(termios.tcgetattr(typist))
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        talk()
    assert during != [before]
    assert termios.tcgetattr(typist) == before


def test_without_a_terminal_nothing_is_typed(monkeypatch: pytest.MonkeyPatch) -> None:
    """A pipe is no keyboard."""
    with open(os.devnull) as nothing:  # noqa: PTH123 a file that is no terminal
        monkeypatch.setattr(sys, "stdin", nothing)
        with open_keys() as keys:
            assert isinstance(keys, NoKeys)
            assert keys.poll() == ""
