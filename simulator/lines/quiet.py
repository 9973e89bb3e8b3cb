"""Keeps audio libraries from writing onto the screen, and puts what must not wait before what may."""

import os
import sys
from contextlib import suppress

LIBRARIES = 2
"""The descriptor that libraries in C complain to, whatever Python's own standard error is."""

NICENESS = -10
"""Priority asked for the threads that carry sound; sound servers give themselves as much."""

SWITCH_INTERVAL_S = 0.0005
"""Seconds for which one thread may keep the others waiting."""


def keep_own_stderr() -> None:
    """Give Python's standard error a descriptor of its own, so that the libraries' can be silenced alone."""
    if sys.platform == "win32":
        return
    with suppress(OSError):  # it may have been closed before we began
        sys.stderr = os.fdopen(os.dup(LIBRARIES), "w", buffering=1, encoding="utf-8", errors="replace")


def silence_libraries() -> None:
    """Send to nowhere what libraries write straight to the process's standard error, from now on.

    ALSA and PortAudio list there what they tried in vain, and every underrun; we count those ourselves. Nothing is
    silenced where that would be our own voice too.
    """
    with suppress(OSError, AttributeError, ValueError):
        if sys.platform != "win32" and sys.stderr.fileno() != LIBRARIES:
            nowhere = os.open(os.devnull, os.O_WRONLY)
            os.dup2(nowhere, LIBRARIES)
            os.close(nowhere)


def put_sound_first() -> None:
    """Raise the priority of this thread, and of those that it starts, where that is allowed; let no thread hold the others up.

    Each call into a numerical library gives Python's lock away, and a thread that computes keeps it for a whole interval:
    of 5 ms unless told otherwise, which a hop of echo cancelling would wait for twenty times.
    """
    sys.setswitchinterval(SWITCH_INTERVAL_S)
    if sys.platform == "linux":
        with suppress(OSError):
            os.setpriority(os.PRIO_PROCESS, 0, NICENESS)
