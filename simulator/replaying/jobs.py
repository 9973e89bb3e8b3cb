"""Spreads work over processes that each prepare once; results come in the order of the items."""

import signal
import sys
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


def alike(_item: object) -> float:
    """Say that all items are equally much work."""
    return 1.0


def in_order(
    prepare: Prepare[Item, Result], items: Sequence[Item], *, jobs: int, weigh: Callable[[Item], float] = alike
) -> Iterator[Result]:
    """Work on items in up to `jobs` processes.

    Args:
        prepare: Called once in each process.
        items: What is worked on; sent to the processes.
        jobs: Most processes at a time; with 1, or one item, all is done in this process.
        weigh: Guesses how much work an item is, in any unit, at least 0. It changes when an item is begun, so that
            no process is left alone with a long one in the end; never what comes of it.

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
    crew = _Crew(prepare, Queue(items, [weigh(item) for item in items]), n_workers=min(jobs, len(items)))
    try:
        yield from crew.results()
    finally:
        crew.dismiss()


class Queue(Generic[Item]):
    """Items in the order in which they are begun: theirs, until the heaviest would end last if it waited longer."""

    def __init__(self, items: Sequence[Item], weights: Sequence[float]) -> None:
        """Line the items up; `weights` says how much work each of them is."""
        self._items = items
        self._weights = weights
        self._waiting = list(range(len(items)))

    def __len__(self) -> int:
        """Count the items that nobody has begun."""
        return len(self._waiting)

    def next(self, *, n_workers: int) -> tuple[int, Item]:
        """Hand out the item to begin now, and its index; there must be one.

        An item as heavy as `n_workers`'s share of what is left goes first: begun later, it would be at work alone.
        """
        heaviest = max(self._waiting, key=self._weights.__getitem__)
        share = sum(self._weights[index] for index in self._waiting) / n_workers
        index = heaviest if self._weights[heaviest] >= share else self._waiting[0]
        self._waiting.remove(index)
        return index, self._items[index]


class _Crew(Generic[Item, Result]):
    def __init__(self, prepare: Prepare[Item, Result], queue: Queue[Item], *, n_workers: int) -> None:
        self._queue = queue
        self._n_items = len(queue)
        self._n_workers = n_workers
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
        if self._queue:
            connection.send(self._queue.next(n_workers=self._n_workers))


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
