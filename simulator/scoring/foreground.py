"""Tells the caller's own voice from what is far off: a television, people at other tables, what a recogniser made of nothing."""

from collections.abc import Sequence

from simulator.audio.clock import Samples
from simulator.audio.levels import rms_dbfs
from simulator.scoring.stretch import Stretch

FAINTEST_DBFS = -60.0
"""Words over sound quieter than this were invented: a whisper into a poor microphone lies near -50."""

FAR_OFF_DB = 18.0
"""How much quieter than the caller's usual voice somebody else is. People mumble 10 dB below their own voice, and turn
their head away for some more; a television across the room lay 22 to 32 dB below a caller and was heard word for word."""

_LOUD_SHARE = 0.25
"""Share of the speech that is at least as loud as the usual voice: a long quiet background does not become the measure."""


def own_voice(stretches: Sequence[Stretch], near: Samples) -> list[Stretch]:
    """Leave out stretches that are too quiet to be the caller's.

    Args:
        stretches: Speech on the caller's channel.
        near: That channel, shape `(n,)`, full scale +/-1.

    Returns:
        The rest, in order.
    """
    levels = [rms_dbfs(near[stretch.start : stretch.end]) for stretch in stretches]
    faintest = max(FAINTEST_DBFS, _usual(stretches, levels) - FAR_OFF_DB)
    return [stretch for stretch, level in zip(stretches, levels, strict=True) if level > faintest]


def _usual(stretches: Sequence[Stretch], levels: list[float]) -> float:
    """Measure how loud the caller speaks; silent when they do not."""
    words = sorted(((level, s.end - s.start) for s, level in zip(stretches, levels, strict=True) if s.text), reverse=True)
    left = _LOUD_SHARE * sum(length for _, length in words)
    for level, length in words:
        left -= length
        if left <= 0:
            return level
    return FAINTEST_DBFS
