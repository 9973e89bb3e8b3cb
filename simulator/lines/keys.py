"""Single keys from the terminal, without waiting and without showing them."""

import os
import re
import sys
from types import TracebackType
from typing import Protocol, Self

_ESCAPED = re.compile(r"\x1b(\[[0-?]*[ -/]*[@-~]?|O.?|.?)", re.DOTALL)
"""What a terminal sends for keys without a character (ECMA-48): "right" is `ESC [ C`, and no C; F2 is `ESC O Q`."""

_SPECIAL = ("\0", "\xe0")
"""What the console of Windows sends before the code of such a key: "page down" is `\\xe0 Q`, and no Q."""


class Keyboard(Protocol):
    """Where keys come from; use it in a `with`, which puts the terminal back."""

    def __enter__(self) -> Self:
        """Begin."""
        ...

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        """Put everything back."""
        ...

    def poll(self) -> str:
        """Return the characters typed since the last time, often none."""
        ...


class NoKeys:
    """A terminal that is none: nothing is ever typed."""

    def __enter__(self) -> Self:
        """Do nothing."""
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        """Do nothing."""

    def poll(self) -> str:
        """Return nothing."""
        return ""


class PosixKeys:
    """The terminal of a Unix, put into a state in which keys come one by one."""

    def __init__(self) -> None:
        """Change nothing yet."""
        self._descriptor = sys.stdin.fileno()

    def __enter__(self) -> Self:
        """Stop the terminal from collecting lines and from showing what is typed; Ctrl-C still interrupts."""
        import termios
        import tty

        self._before = termios.tcgetattr(self._descriptor)
        tty.setcbreak(self._descriptor, termios.TCSADRAIN)
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        """Put the terminal back."""
        import termios

        termios.tcsetattr(self._descriptor, termios.TCSADRAIN, self._before)

    def poll(self) -> str:
        """Return the characters typed since the last time."""
        import select

        typed = b""
        while select.select([self._descriptor], [], [], 0)[0]:
            more = os.read(self._descriptor, 64)
            if not more:  # the terminal was closed
                break
            typed += more
        return _ESCAPED.sub("", typed.decode(errors="ignore"))


class WindowsKeys:
    """The console of Windows."""

    def __enter__(self) -> Self:
        """Change nothing: its keys come one by one anyway."""
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        """Change nothing."""

    def poll(self) -> str:
        """Return the characters typed since the last time."""
        if sys.platform != "win32":
            return ""
        import msvcrt

        typed = ""
        while msvcrt.kbhit():
            key = msvcrt.getwch()
            if key in _SPECIAL and msvcrt.kbhit():  # alone the second is the letter à
                msvcrt.getwch()
            else:
                typed += key
        return typed


def open_keys() -> Keyboard:
    """Open the keyboard; nothing is ever typed where standard input is no terminal."""
    if sys.stdin is None or not sys.stdin.isatty():
        return NoKeys()
    return WindowsKeys() if sys.platform == "win32" else PosixKeys()
