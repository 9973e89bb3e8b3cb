"""Slow work is done beside the call, in order of urgency, and what went wrong is told where it was asked for."""

import threading
from functools import partial

import pytest

from simulator.errors import EngineError
from simulator.lines.workers import Done, Worker, within


def fail() -> None:
    """Break, as an engine does."""
    message = "no voice"
    raise EngineError(message)


def hang(until: threading.Event) -> None:
    """Do nothing for a long time."""
    until.wait()


def test_what_was_asked_for_comes_before_what_was_prepared() -> None:
    """Work for later waits until nothing is wanted now, and its result is nobody's."""
    worker: Worker[str] = Worker("test")
    gate, order = threading.Event(), []
    worker.ask("gate", gate.wait)
    worker.prepare(lambda: order.append("ahead"))
    worker.ask("a", lambda: order.append("a"))
    worker.ask("b", lambda: order.append("b"))
    worker.ask("c", lambda: order.append("c"))
    gate.set()
    done: list[Done[str]] = []
    while len(done) < 4:
        done += worker.collect(wait_s=5)
    worker.close()
    assert [item.tag for item in done] == ["gate", "a", "b", "c"]
    assert order[:3] == ["a", "b", "c"]


def test_nothing_done_is_not_waited_for() -> None:
    """Collecting from an idle worker returns at once, with nothing."""
    worker: Worker[str] = Worker("test")
    assert worker.collect() == []
    worker.close()


@pytest.mark.parametrize("ahead", [True, False])
def test_a_failure_is_raised_where_work_is_collected(*, ahead: bool) -> None:
    """What the work raised is raised, and the worker goes on."""
    worker: Worker[str] = Worker("test")
    if ahead:
        worker.prepare(fail)
    else:
        worker.ask("x", fail)
    with pytest.raises(EngineError, match="no voice"):
        worker.collect(wait_s=5)
    worker.ask("y", lambda: 3)
    assert [(done.tag, done.result) for done in worker.collect(wait_s=5)] == [("y", 3)]
    worker.close()


def test_work_that_hangs_or_fails_is_left_alone() -> None:
    """Only what was done in time counts as done."""
    forever = threading.Event()
    assert within(5, lambda: None)
    assert not within(5, fail)
    assert not within(0.01, partial(hang, forever))
    forever.set()
