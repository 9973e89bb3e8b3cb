"""Work is spread over processes and comes back in order, and what goes wrong in one of them is said."""

import os
from collections.abc import Callable
from functools import partial
from pathlib import Path

import pytest

from simulator.errors import ConfigError, EngineError
from simulator.replaying.jobs import Queue, in_order


def squares() -> Callable[[int], int]:
    """Prepare work that takes longer for early items."""
    return square


def square(number: int) -> int:
    """Square a number."""
    if number < 0:
        message = "expected a number of at least 0"
        raise ConfigError(message)
    if number == 13:
        os._exit(7)
    return number * number


def exhausted() -> Callable[[int], int]:
    """Prepare work with a mistake in it."""
    return lambda _number: next(iter(()))


def nothing() -> Callable[[int], int]:
    """Fail to prepare."""
    message = "no engine"
    raise EngineError(message)


def whereabouts(folder: Path) -> Callable[[int], int]:
    """Prepare work that leaves a mark and tells in which process it runs."""
    return partial(_mark, folder)


def _mark(folder: Path, number: int) -> int:
    (folder / str(number)).touch()
    return os.getpid()


@pytest.mark.parametrize("jobs", [1, 2, 5])
def test_results_come_in_the_order_of_the_items(jobs: int) -> None:
    """However many processes work, the order is that of the items."""
    assert list(in_order(squares, [3, 1, 2, 0], jobs=jobs)) == [9, 1, 4, 0]


@pytest.mark.parametrize(
    ("weights", "begun"),
    [
        ([1, 1, 1, 1], [0, 1, 2, 3]),
        ([1, 1, 1, 9], [3, 0, 1, 2]),
        ([3, 1, 1, 1, 1, 1, 4, 1], [0, 1, 2, 6, 3, 4, 5, 7]),
        ([0, 0, 0], [0, 1, 2]),
        ([], []),
    ],
)
def test_items_are_begun_in_order_until_the_heaviest_may_wait_no_longer(weights: list[int], begun: list[int]) -> None:
    """With two processes, an item is put forward once it is half of all that is left, for then it would end last."""
    queue = Queue(weights, weights)
    assert [queue.next(n_workers=2)[0] for _ in weights] == begun


def test_heavy_items_change_no_order_of_results() -> None:
    """Whatever is begun first, results come in the order of the items."""
    assert list(in_order(squares, [3, 1, 2, 0], jobs=2, weigh=float)) == [9, 1, 4, 0]


def test_no_items_start_no_process() -> None:
    """Nothing to do is done at once."""
    assert list(in_order(squares, [], jobs=2)) == []


def test_one_item_stays_in_this_process(tmp_path: Path) -> None:
    """A single item is not worth a process."""
    assert list(in_order(partial(whereabouts, tmp_path), [1], jobs=8)) == [os.getpid()]


def test_several_items_are_worked_on_elsewhere(tmp_path: Path) -> None:
    """With more than one job, no item is worked on in this process."""
    assert os.getpid() not in list(in_order(partial(whereabouts, tmp_path), [1, 2], jobs=2))
    assert sorted(path.name for path in tmp_path.iterdir()) == ["1", "2"]


@pytest.mark.parametrize("jobs", [1, 2])
def test_errors_of_ours_arrive_as_they_are(jobs: int) -> None:
    """An engine that is missing, or an item that is wrong, raises here what it raised there."""
    with pytest.raises(EngineError, match="no engine"):
        list(in_order(nothing, [1, 2], jobs=jobs))
    with pytest.raises(ConfigError, match="at least 0"):
        list(in_order(squares, [1, -1], jobs=jobs))


def test_a_mistake_in_the_work_is_not_taken_for_its_end() -> None:
    """An iterator that runs dry inside the work does not end the work in silence."""
    with pytest.raises(RuntimeError):
        list(in_order(exhausted, [1, 2], jobs=1))


def test_a_process_that_dies_is_said() -> None:
    """A worker that is gone is an error, not an endless wait."""
    with pytest.raises(EngineError, match="ended with status 7"):
        list(in_order(squares, [13, 1, 2], jobs=2))
