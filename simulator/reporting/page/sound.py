"""The call's sound as it goes into the page: two channels, caller left, recruiter right.

FLAC when it is small enough: every browser plays it (Safari plays Opus in Ogg only from 18.4 on), and three
minutes are packed in 0.2 s, where Opus took 6 s of processor time. A call too long or too noisy for that
first loses its lowest bits, then becomes Opus.
"""

import io
from dataclasses import dataclass

import numpy as np
import soundfile
from numpy.typing import NDArray

from simulator.audio.clock import SAMPLE_RATE, Samples

MOST_BYTES = 3_500_000
"""Size of the sound: as base64 a third more, and the page is to stay under 5 MB."""

MOST_FLAC_SECONDS = 900.0
"""Length from which FLAC is not tried: a quarter of an hour never fits, and trying costs a second."""

DROPPED_BITS = (0, 2, 4, 6)
"""Low bits set to zero, tried in turn. Without four of 16 the added noise lies at -77 dBFS, below any room's; without
six at -65 dBFS, and only a call whose own noise is far louder than that needs it."""

BIT_RATE = 24_000
"""Opus, bits a second and channel: speech at this bandwidth is transparent from here on (RFC 6716, section 2.1.1)."""

LEAST_BIT_RATE = 8_000
"""Opus, bits a second and channel below which words suffer; a call that long makes a larger page."""

_BLOCK_LENGTH = SAMPLE_RATE
# libsndfile maps its compression level 0..1 onto 256..6 kbit/s a channel of Opus (src/ogg_opus.c).
_HIGHEST_BIT_RATE, _BIT_RATE_SPAN = 256_000, 250_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Sound:
    """A file of sound."""

    mime: str
    """What browsers call its format."""

    data: bytes
    """The file."""


def pack(near: Samples, far: Samples, *, most_bytes: int = MOST_BYTES) -> Sound:
    """Make one small file of both channels.

    Args:
        near: The caller, shape `(n,)`.
        far: The recruiter, shape `(n,)`.
        most_bytes: Size to stay below, as far as words stay clear.

    Returns:
        FLAC or Ogg Opus, `n` samples long; a call without a sample becomes 20 ms of silence.
    """
    pcm = np.stack([near, far], axis=1) if len(near) else np.zeros((SAMPLE_RATE // 50, 2), dtype=np.float32)
    whole = np.clip(np.rint(pcm * 32768.0), -32768, 32767).astype(np.int16)
    if len(whole) <= MOST_FLAC_SECONDS * SAMPLE_RATE:
        for n_bits in DROPPED_BITS:
            data = _encoded(_rounded(whole, n_bits), format_="FLAC", subtype="PCM_16", level=0.5)
            if len(data) <= most_bytes:
                return Sound(mime="audio/flac", data=data)
    level = (_HIGHEST_BIT_RATE - _bit_rate(len(whole), most_bytes)) / _BIT_RATE_SPAN
    return Sound(mime='audio/ogg; codecs="opus"', data=_encoded(whole, format_="OGG", subtype="OPUS", level=level))


def _rounded(whole: NDArray[np.int16], n_bits: int) -> NDArray[np.int16]:
    half = (1 << n_bits) >> 1
    return ((np.minimum(whole, 32767 - half) + half) >> n_bits << n_bits).astype(np.int16)


def _encoded(whole: NDArray[np.int16], *, format_: str, subtype: str, level: float) -> bytes:
    packed = io.BytesIO()
    with soundfile.SoundFile(packed, "w", SAMPLE_RATE, 2, format=format_, subtype=subtype, compression_level=level) as file:
        # In blocks: libsndfile puts a whole Ogg write on its stack and dies of a long one.
        for start in range(0, len(whole), _BLOCK_LENGTH):
            file.write(whole[start : start + _BLOCK_LENGTH])
    return packed.getvalue()


def _bit_rate(n_samples: int, most_bytes: int) -> int:
    per_channel = int(most_bytes * 8 * SAMPLE_RATE / n_samples / 2)
    return max(LEAST_BIT_RATE, min(BIT_RATE, per_channel))
