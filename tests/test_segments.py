"""Segments open and close on exact hops, drawn here one hop a character."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from simulator.audio.clock import HOP_LENGTH, Samples
from simulator.errors import InputError
from simulator.listening.segments import (
    Blip,
    Segmentation,
    SegmentClosed,
    Segmenter,
    SegmentEvent,
    SegmentOpened,
    speech_segments,
)

RULES = Segmentation(open_hops=2, close_hops=3, min_hops=3)

SCORES = {"#": 0.9, "+": 0.4, ".": 0.1}
"""Speech, a score between the two thresholds, silence."""


def events(drawing: str, rules: Segmentation = RULES) -> list[SegmentEvent]:
    """Feed a drawing and finish."""
    segmenter = Segmenter(rules)
    fed = [event for hop, mark in enumerate(drawing) for event in segmenter.feed(hop, SCORES[mark])]
    return fed + segmenter.finish()


def opened(at: int, decided_at: int) -> SegmentOpened:
    """Name an opening by hops."""
    return SegmentOpened(at=at * HOP_LENGTH, decided_at=decided_at * HOP_LENGTH)


def closed(start: int, end: int, decided_at: int) -> SegmentClosed:
    """Name a closing by hops."""
    return SegmentClosed(start=start * HOP_LENGTH, end=end * HOP_LENGTH, decided_at=decided_at * HOP_LENGTH)


def blip(start: int, end: int, decided_at: int) -> Blip:
    """Name a blip by hops."""
    return Blip(start=start * HOP_LENGTH, end=end * HOP_LENGTH, decided_at=decided_at * HOP_LENGTH)


@pytest.mark.parametrize(
    ("drawing", "expected"),
    [
        ("", []),
        (".........", []),
        ("..####...", [opened(2, 4), closed(2, 6, 9)]),
        ("..####", [opened(2, 4), closed(2, 6, 6)]),  # the stream ends inside the speech
        ("..####..", [opened(2, 4), closed(2, 6, 8)]),  # and inside the hangover
        ("..####..##...", [opened(2, 4), closed(2, 10, 13)]),  # a gap shorter than the hangover
        ("..####...##+...", [opened(2, 4), closed(2, 6, 9), opened(9, 11), closed(9, 12, 15)]),
        ("#.#.#.#.#", []),  # never two in a row
        ("..++++...", []),  # between the thresholds nothing opens
        ("..##++...", [opened(2, 4), closed(2, 6, 9)]),  # but it keeps open what is
        ("..##....", [opened(2, 4), blip(2, 4, 7)]),  # two voiced hops are no speech
        ("..##.+....", [opened(2, 4), closed(2, 6, 9)]),  # voiced hops count wherever they lie
        (".##.", [opened(1, 3), blip(1, 3, 4)]),
        ("###", [opened(0, 2), closed(0, 3, 3)]),
    ],
)
def test_drawn_speech(drawing: str, expected: list[SegmentEvent]) -> None:
    """What is drawn opens at its first hop, ends after its last, and is decided when the rules say."""
    assert events(drawing) == expected


def test_one_hop_rules_follow_every_score() -> None:
    """With one hop to open, to close and as a minimum, segments are the runs of speech themselves."""
    rules = Segmentation(open_hops=1, close_hops=1, min_hops=1)
    assert events(".#.##", rules) == [opened(1, 2), closed(1, 2, 3), opened(3, 4), closed(3, 5, 5)]


def test_voiced_until_follows_the_speech() -> None:
    """The end of the speech so far is known at every hop, before the segment closes."""
    segmenter = Segmenter(RULES)
    ends = []
    for hop, mark in enumerate("..####..."):
        segmenter.feed(hop, SCORES[mark])
        ends.append(segmenter.voiced_until // HOP_LENGTH)
    assert ends == [0, 0, 0, 4, 5, 6, 6, 6, 6]


@pytest.mark.parametrize("threshold", ["open_score", "close_score"])
@given(above=st.booleans())
def test_thresholds_are_inclusive(threshold: str, above: bool) -> None:  # noqa: FBT001 (drawn, not passed)
    """A score equal to a threshold is speech; the next smaller number is not."""
    rules = Segmentation(open_hops=1, close_hops=1, min_hops=1)
    edge = getattr(rules, threshold)
    score = edge if above else float(np.nextafter(edge, 0))
    segmenter = Segmenter(rules)
    if threshold == "close_score":
        segmenter.feed(0, 1.0)
    hop = int(threshold == "close_score")
    segmenter.feed(hop, score)
    assert (segmenter.voiced_until == (hop + 1) * HOP_LENGTH) is above


@given(drawing=st.text(alphabet="#+.", max_size=60))
def test_segments_are_disjoint_and_decided_in_order(drawing: str) -> None:
    """Whatever is drawn: openings and closings alternate, segments never overlap, and none is decided before it ends."""
    found = events(drawing)
    assert [isinstance(event, SegmentOpened) for event in found] == [i % 2 == 0 for i in range(len(found))]
    free_from = 0
    for first, last in zip(found[::2], found[1::2], strict=True):
        assert isinstance(first, SegmentOpened)
        assert not isinstance(last, SegmentOpened)
        assert free_from <= first.at == last.start < last.end <= last.decided_at
        free_from = last.end


@pytest.mark.parametrize(
    "wrong", [{"open_hops": 0}, {"close_hops": 0}, {"min_hops": 0}, {"close_score": 0.6}, {"open_score": 1.5}]
)
def test_absurd_rules_are_refused(wrong: dict[str, float]) -> None:
    """Rules that could never open or close a segment are refused."""
    with pytest.raises(InputError, match="expected"):
        Segmentation(**wrong)  # type: ignore[arg-type]  # the point is what does not fit


class Drawn:
    """A detector that scores what is drawn."""

    def __init__(self, drawing: str) -> None:
        self._drawing = drawing
        self.reset()

    def score(self, frame: Samples) -> float:
        """Score the next mark."""
        assert frame.shape == (HOP_LENGTH,)
        return SCORES[next(self._marks)]

    def reset(self) -> None:
        """Begin the drawing again."""
        self._marks = iter(self._drawing)


@pytest.mark.parametrize("missing", [0, 1, HOP_LENGTH - 1])
def test_whole_recordings_give_the_segments_of_a_stream(missing: int) -> None:
    """A recording's segments are the stream's, without blips; the last partial hop counts but ends with the samples."""
    drawing = "..####...##....###"
    samples = np.zeros(len(drawing) * HOP_LENGTH - missing, dtype=np.float32)
    detector = Drawn(drawing)
    detector.score(samples[:HOP_LENGTH])  # something earlier, which has to be forgotten
    segments = speech_segments(samples, detector, RULES)
    assert segments == [(2 * HOP_LENGTH, 6 * HOP_LENGTH), (15 * HOP_LENGTH, 18 * HOP_LENGTH - missing)]


def test_no_samples_have_no_segments() -> None:
    """An empty recording has no segments."""
    assert speech_segments(np.zeros(0, dtype=np.float32), Drawn("")) == []
