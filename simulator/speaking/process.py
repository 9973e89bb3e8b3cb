"""Keeps the child process in which pyttsx3 speaks: starts it late, bounds its time, starts it anew."""

import json
import subprocess
import sys
import threading
import weakref
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO, Any

from simulator.errors import EngineError

WORKER = Path(__file__).with_name("worker.py")
"""What the child runs; by path and with `-P`, so that it works from a checkout and any folder."""

LINE_LIMIT_S = 20.0
"""Longest wait for one line: a thousandfold of what eSpeak NG needs."""

START_LIMIT_S = 60.0
"""Longest wait for the first reply; on Windows the first start ever generates COM wrappers."""

MISSING = {
    "linux": "type: pip install pyttsx3 espeakng-loader (or: sudo apt install libespeak-ng1)",
    "darwin": "type: pip install --upgrade pyttsx3 pyobjc-framework-Cocoa",
    "win32": "type: pip install --upgrade pyttsx3 pywin32 comtypes",
}
"""What to do, by platform, when the child finds nothing to speak with."""

Reply = dict[str, Any]


class ChildEndedError(EngineError):
    """The child ended without a reply; a fresh one may do better."""


class VoiceProcess:
    """One child process, started by the first request; requests from several threads take turns."""

    def __init__(self, *, line_limit_s: float = LINE_LIMIT_S, worker: Path = WORKER) -> None:
        """Start nothing yet.

        Args:
            line_limit_s: Seconds that one request may take.
            worker: The script that the child runs.
        """
        self._line_limit_s = line_limit_s
        self._worker = worker
        self._lock = threading.Lock()
        self._child: subprocess.Popen[bytes] | None = None
        self._finalizer: weakref.finalize[[subprocess.Popen[bytes]], VoiceProcess] | None = None
        self.driver = ""
        """The pyttsx3 driver that the child speaks through; empty before the first request."""

    @property
    def started(self) -> bool:
        """Whether a child is alive."""
        return self._child is not None and self._child.poll() is None

    def ask(self, request: Reply) -> Reply:
        """Send one request and wait for its reply.

        Raises:
            ChildEndedError: If the child ended.
            EngineError: If there is nothing to speak with, the request failed, or it took too long.
        """
        with self._lock:
            if not self.started:
                self._start()
            reply = self._exchange(request | {"seconds": int(self._line_limit_s) + 1}, self._line_limit_s)
        if "error" in reply:
            message = f"the voice failed: {reply['error']}; see the voices there are with: rehearse personas"
            raise EngineError(message)
        return reply

    def close(self) -> None:
        """End the child, if there is one; the next request starts another."""
        if self._finalizer is not None:
            self._finalizer()
        self._child = None

    def _start(self) -> None:
        self.close()
        command = [sys.executable, "-P", str(self._worker)]
        try:
            self._child = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)
        except OSError as error:
            message = f"the voice's process cannot be started: {error}; see: rehearse doctor"
            raise EngineError(message) from error
        self._finalizer = weakref.finalize(self, _end, self._child)
        reply = self._exchange(None, START_LIMIT_S)
        if "missing" in reply:
            self.close()
            message = f"there is no voice to speak with ({reply['missing']}); {MISSING.get(sys.platform, MISSING['linux'])}"
            raise EngineError(message)
        self.driver = reply["driver"]

    def _exchange(self, request: Reply | None, limit_s: float) -> Reply:
        child = self._child
        if child is None or child.stdin is None or child.stdout is None:
            message = "the voice's process is not running"
            raise ChildEndedError(message)
        with _time_limit(child, limit_s) as late:
            line = _sent_and_answered(child.stdin, child.stdout, request)
        if line.endswith(b"\n"):
            reply: Reply = json.loads(line)
            return reply
        self.close()
        if late.is_set():
            message = f"the voice gave no sound within {limit_s:g} s and was stopped; try again, or see: rehearse doctor"
            raise EngineError(message)
        message = f"the voice's process ended with status {child.returncode}; see: rehearse doctor"
        raise ChildEndedError(message)


def _sent_and_answered(requests: IO[bytes], replies: IO[bytes], request: Reply | None) -> bytes:
    """Return the reply's line, or less than a line when the child ended."""
    try:
        if request is not None:
            requests.write(json.dumps(request).encode() + b"\n")
            requests.flush()
        return replies.readline()
    except OSError:
        return b""


@contextmanager
def _time_limit(child: subprocess.Popen[bytes], limit_s: float) -> Iterator[threading.Event]:
    """End the child when the time is up, which ends the wait for its reply; the event tells that it was."""
    late = threading.Event()

    def expire() -> None:
        late.set()
        child.kill()

    timer = threading.Timer(limit_s, expire)
    timer.daemon = True
    timer.start()
    try:
        yield late
    finally:
        timer.cancel()


def _end(child: subprocess.Popen[bytes]) -> None:
    child.kill()
    for pipe in (child.stdin, child.stdout):
        if pipe is not None:
            pipe.close()
    child.wait()
