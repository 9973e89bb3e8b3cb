"""Nobody is answered into a slamming door, and nobody waits for a noise that does not end."""

import numpy as np
import pytest

from simulator.audio.clock import HOP_LENGTH, Samples
from simulator.listening.disturbance import Disturbance

LEVELS = {"#": 0.1, ".": 0.001, "d": 0.2, "b": 0.02, "f": 0.004}
"""Voice, room, door, babble, something faint."""


def over_after(drawing: str) -> bool:
    """Tell whether one may speak after a drawing, one mark a hop."""
    disturbance = Disturbance()
    voiced_until = 0
    for n, mark in enumerate(drawing, start=1):
        frame: Samples = np.full(HOP_LENGTH, LEVELS[mark], np.float32)
        voiced_until = n * HOP_LENGTH if mark == "#" else voiced_until
        disturbance.feed(frame, end=n * HOP_LENGTH, voiced_until=voiced_until)
    return disturbance.over(len(drawing) * HOP_LENGTH)


@pytest.mark.parametrize(
    ("drawing", "over"),
    [
        (20 * "#" + 12 * ".", True),
        (20 * "#" + 10 * "." + "dd", False),
        (20 * "#" + 10 * "." + "dd" + 9 * ".", False),
        (20 * "#" + 10 * "." + "dd" + 10 * ".", True),
        (20 * "#" + 10 * "." + 40 * "d", True),
        (20 * "#" + 10 * "." + "ff", True),
        (20 * "#" + "dddddd", True),
        (20 * "b" + 20 * "#" + 30 * "b", True),
        (20 * "." + 10 * "d", True),
    ],
    ids=["silence", "a door", "just after it", "once it is over", "a noise that goes on", "a faint sound",
         "the end of a word", "a full room", "before anybody has spoken"],
)  # fmt: skip
def test_only_what_is_sudden_and_loud_is_waited_for(drawing: str, over: bool) -> None:  # noqa: FBT001 - a table
    """A sound counts from the moment it stands out of the room until a third of a second after it."""
    assert over_after(drawing) is over
