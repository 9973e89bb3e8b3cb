"""Keeps audio libraries from writing onto the screen, and puts what must not wait before what may."""

import ctypes
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress

NICENESS = -10
"""Priority asked for the threads that carry sound; sound servers give themselves as much."""

_ALSA_HANDLER = ctypes.CFUNCTYPE(None, ctypes.c_char_p, ctypes.c_int, ctypes.c_char_p, ctypes.c_int, ctypes.c_char_p)
_say_nothing = _ALSA_HANDLER(lambda *_complaint: None)
"""Takes ALSA's complaints about underruns, which we count ourselves; held here, since ALSA keeps only its address."""


@contextmanager
def quiet() -> Iterator[None]:
    """Send to nowhere what libraries write straight to the process's standard error; keep it short.

    PortAudio and ALSA list there what they tried in vain, however well it ends.
    """
    if sys.platform == "win32":
        yield
        return
    before, nowhere = os.dup(2), os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, 2)
    try:
        yield
    finally:
        os.dup2(before, 2)
        os.close(before)
        os.close(nowhere)


def silence_alsa() -> None:
    """Let ALSA complain to nobody from now on; does nothing where there is no ALSA."""
    with suppress(OSError, AttributeError):
        ctypes.CDLL("libasound.so.2").snd_lib_error_set_handler(_say_nothing)


def put_sound_first() -> None:
    """Raise the priority of this thread, and of those that it starts, where that is allowed."""
    if sys.platform == "linux":
        with suppress(OSError):
            os.setpriority(os.PRIO_PROCESS, 0, NICENESS)
