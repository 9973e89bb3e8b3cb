"""Sound is heard at its own moment or not at all."""

import numpy as np
import pytest

from simulator.lines.spool import Spool


def taken(spool: Spool, at: int, n: int) -> list[float]:
    """What the device gets for `n` samples from `at` on."""
    out = np.full(n, 9.0, dtype=np.float32)
    spool.take(out, at)
    return [float(sample) for sample in out]


def test_what_was_put_in_comes_out_at_its_index() -> None:
    """Samples come out where they were written, silence where nothing was."""
    spool = Spool(8)
    spool.put(np.array([1, 2, 3], dtype=np.float32))
    assert taken(spool, 0, 2) == [1, 2]
    assert taken(spool, 2, 3) == [3, 0, 0]


def test_what_comes_too_late_is_left_out() -> None:
    """A sample whose moment is over is counted and not heard; the next one is heard on time."""
    spool = Spool(8)
    assert taken(spool, 0, 2) == [0, 0]
    spool.put(np.array([1, 2, 3], dtype=np.float32))
    assert spool.n_late == 2
    assert taken(spool, 2, 2) == [3, 0]


@pytest.mark.parametrize("block", [1, 3, 5])
def test_the_ring_goes_round(block: int) -> None:
    """However often the ring goes round, and whatever the blocks, everything comes out once and in order."""
    spool, heard, wanted = Spool(7), [], list(range(40))
    spool.put(np.array(wanted[:2], dtype=np.float32))
    for at in range(0, 40, block):
        n = min(block, 40 - at)
        spool.put(np.array(wanted[at + 2 : at + 2 + n], dtype=np.float32))
        heard += taken(spool, at, n)
    assert heard == wanted
    assert spool.n_late == 0
