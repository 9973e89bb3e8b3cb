"""The recruiter lowers their voice, hesitates, stops or goes on, by what is known of a sound."""

import pytest

from simulator.audio.clock import to_samples
from simulator.call.yielding import Overheard, Stance, stance


def heard(
    voiced: float, quiet: float = 0.0, *, collides: bool = False, goes_on: bool = False, listens: bool | None = None
) -> Overheard:
    """A sound, in seconds."""
    return Overheard(
        n_voiced=to_samples(voiced), n_quiet=to_samples(quiet), collides=collides, goes_on=goes_on, only_listens=listens,
    )  # fmt: skip


@pytest.mark.parametrize(
    ("sound", "expected"),
    [
        (heard(0.1), Stance.SPEAK),
        (heard(0.15), Stance.SOFTEN),
        (heard(0.33), Stance.HUSH),
        (heard(0.9), Stance.HUSH),
        (heard(1.2), Stance.STOP),
        (heard(0.33, 0.2), Stance.SPEAK),
        (heard(0.6, 0.3), Stance.HUSH),
        (heard(0.6, 0.3, listens=True), Stance.SPEAK),
        (heard(0.6, 0.3, listens=False), Stance.STOP),
        (heard(0.6, 1.3), Stance.SPEAK),
        (heard(0.25, collides=True), Stance.STOP),
        (heard(0.06, goes_on=True), Stance.HUSH),
        (heard(0.3, 0.2, goes_on=True), Stance.SPEAK),
    ],
)
def test_a_sound_is_given_way_to_as_far_as_it_asks(sound: Overheard, expected: Stance) -> None:
    """Short sounds cost nothing, long ones and words that claim the floor get it, and doubt is silence."""
    assert stance(sound) is expected
