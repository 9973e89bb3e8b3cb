"""Threads that do slow work beside a call, one thing after the other, so that the call never waits for it."""

import itertools
import queue
import threading
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field
from typing import Any, Generic, TypeVar

from simulator.errors import RehearsalError

T = TypeVar("T")

MOST_WAITING = 1024
"""Pieces of work that may wait; a call asks for a few at a time, and for some hundred lines ahead."""

_AT_ONCE, _SOON, _LATER, _AHEAD = range(4)
"""Order in which what waits is done."""


@dataclass(order=True, slots=True)
class _Task:
    urgency: int
    number: int
    tag: Any = field(compare=False)
    work: Callable[[], Any] | None = field(compare=False)


@dataclass(frozen=True, slots=True)
class Done(Generic[T]):
    """A piece of work that is done."""

    tag: T
    """What it was asked for with."""

    result: Any
    """What came of it."""


class Worker(Generic[T]):
    """One thread; ask it for work, and collect what is done without ever waiting."""

    def __init__(self, name: str) -> None:
        """Start the thread.

        Args:
            name: What debuggers call it.
        """
        self._tasks: queue.PriorityQueue[_Task] = queue.PriorityQueue(MOST_WAITING)
        self._done: queue.SimpleQueue[Done[T] | BaseException] = queue.SimpleQueue()
        self._numbers = itertools.count()
        self._closed = False
        # A daemon: an engine that hangs must not keep the program from ending.
        self._thread = threading.Thread(target=self._run, name=name, daemon=True)
        self._thread.start()

    def ask(self, tag: T, work: Callable[[], Any], *, soon: bool = True) -> None:
        """Have work done: before everything that can wait if it is wanted `soon`, else before what is only prepared."""
        self._put(_SOON if soon else _LATER, tag, work)

    def prepare(self, work: Callable[[], Any]) -> None:
        """Have work done when there is nothing better to do; nothing comes of it but what it leaves behind."""
        self._put(_AHEAD, None, work)

    def collect(self, *, wait_s: float = 0.0) -> list[Done[T]]:
        """Return what was asked for and is done, in the order in which it was done.

        Args:
            wait_s: Seconds to wait for something to be done, when nothing is.

        Raises:
            Exception: What the work raised.
        """
        found: list[Done[T]] = []
        while True:
            try:
                done = self._done.get(timeout=wait_s) if wait_s and not found else self._done.get_nowait()
            except queue.Empty:
                return found
            if isinstance(done, BaseException):
                raise done
            found.append(done)

    def join(self) -> None:
        """Wait until nothing is left to do."""
        self._tasks.join()

    def close(self) -> None:
        """Let the thread end after what it is doing now; what still waits is not done."""
        self._closed = True
        self._put(_AT_ONCE, None, None)

    def _put(self, urgency: int, tag: Any, work: Callable[[], Any] | None) -> None:  # noqa: ANN401 None for no tag
        self._tasks.put_nowait(_Task(urgency, next(self._numbers), tag, work))

    def _run(self) -> None:
        while not self._closed:
            task = self._tasks.get()
            if task.work is None:
                return
            try:
                result = task.work()
            # Whatever went wrong is raised where the work was asked for, and is said there.
            except BaseException as error:  # noqa: BLE001 passed on whole
                self._done.put(error)
            else:
                if task.urgency != _AHEAD:
                    self._done.put(Done(task.tag, result))
            self._tasks.task_done()


def within(seconds: float, work: Callable[[], None]) -> bool:
    """Do work that may hang or fail, on a thread that is left alone when it does.

    Returns:
        Whether it was done in time.
    """
    done = threading.Event()

    def run() -> None:
        with suppress(RehearsalError):
            work()
            done.set()
        ended.set()

    ended = threading.Event()
    threading.Thread(target=run, daemon=True).start()
    ended.wait(seconds)
    return done.is_set()
