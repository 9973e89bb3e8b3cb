"""Spreads work over processes that each prepare once; results come in the order of the items."""

import signal
import sys
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from multiprocessing import get_context
from multiprocessing.connection import Connection, wait
from typing import TYPE_CHECKING, Any, Generic, TypeVar

from simulator.errors import EngineError, RehearsalError

if TYPE_CHECKING:
    from multiprocessing.process import BaseProcess

Item = TypeVar("Item")
Result = TypeVar("Result")

Prepare = Callable[[], Callable[[Item], Result]]
"""Loads what the work needs and returns the work; a function of a module, so that it can be sent."""

STOP_LIMIT_S = 3.0
"""Longest wait for a worker to tidy up before it is killed."""


def in_order(prepare: Prepare[Item, Result], items: Sequence[Item], *, jobs: int) -> Iterator[Result]:
    """Work on items in up to `jobs` processes.

    Args:
        prepare: Called once in each process.
        items: What is worked on; sent to the processes.
        jobs: Most processes at a time; with 1, or one item, all is done in this process.

    Yields:
        One result an item, in the order of the items.

    Raises:
        RehearsalError: What `prepare` or the work raised.
        EngineError: If a process ended early.
    """
    if min(jobs, len(items)) <= 1:
        work = prepare()
        for item in items:  # not map(), which takes a StopIteration of the work for its own end
            yield work(item)
        return
    crew = _Crew(prepare, items, n_workers=min(jobs, len(items)))
    try:
        yield from crew.results()
    finally:
        crew.dismiss()


class _Crew(Generic[Item, Result]):
    def __init__(self, prepare: Prepare[Item, Result], items: Sequence[Item], *, n_workers: int) -> None:
        self._waiting = deque(enumerate(items))
        self._n_items = len(items)
        self._workers: dict[Connection, BaseProcess] = {}
        with _deaf_to_interrupts():
            for _ in range(n_workers):
                # Spawned, not forked: engines hold threads, and a fork would leave their locks behind.
                ours, theirs = get_context("spawn").Pipe()
                process = get_context("spawn").Process(target=_serve, args=(theirs, prepare), daemon=True)
                process.start()
                theirs.close()
                self._workers[ours] = process
                self._hand_out(ours)

    def results(self) -> Iterator[Result]:
        done: dict[int, Result] = {}
        for at in range(self._n_items):
            while at not in done:
                for ready in wait(list(self._workers)):
                    index, result = self._receive(ready)
                    done[index] = result
            yield done.pop(at)

    def dismiss(self) -> None:
        for process in self._workers.values():
            process.terminate()
        for connection, process in self._workers.items():
            process.join(STOP_LIMIT_S)
            process.kill()
            connection.close()

    def _receive(self, ready: Any) -> tuple[int, Result]:  # noqa: ANN401 wait() is typed for every kind of handle
        try:
            index, result = ready.recv()
        except EOFError:
            process = self._workers[ready]
            process.join(STOP_LIMIT_S)
            message = f"a worker process ended with status {process.exitcode}; try again with --jobs 1"
            raise EngineError(message) from None
        if isinstance(result, RehearsalError):
            raise result
        self._hand_out(ready)
        return index, result

    def _hand_out(self, connection: Connection) -> None:
        if self._waiting:
            connection.send(self._waiting.popleft())


@contextmanager
def _deaf_to_interrupts() -> Iterator[None]:
    """Start processes that a terminal's Ctrl-C does not reach, from their first instruction on: the parent decides."""
    before = signal.signal(signal.SIGINT, signal.SIG_IGN)
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before)


def _serve(connection: Connection, prepare: Prepare[Any, Any]) -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # not inherited on Windows
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(1))  # as an exception, so that files are tidied up
    try:
        work = prepare()
        while True:
            index, item = connection.recv()
            connection.send((index, work(item)))
    except EOFError:
        return
    except RehearsalError as error:
        connection.send((0, error))
