"""The call's sound as it goes into the page: Opus in Ogg, caller left, recruiter right.

Opus because three minutes of two voices take 1 MB (FLAC: 4 MB and more); Ogg because libsndfile writes it
and Chromium, Firefox and Safari from 18.4 on play it. Older Safari wants Opus in CAF, which libsndfile
cannot write: there the page says so and is read without sound.
"""

import io

import numpy as np
import soundfile

from simulator.audio.clock import SAMPLE_RATE, Samples

BIT_RATE = 24_000
"""Bits a second and channel: speech at 16 kHz is transparent to most listeners from here on (RFC 6716, section 2.1.1)."""

LEAST_BIT_RATE = 8_000
"""Bits a second and channel below which words suffer; a call so long that it needs less makes a larger page."""

MOST_BYTES = 3_500_000
"""Size of the sound: as base64 a third more, and the page is to stay under 5 MB."""

MIME = 'audio/ogg; codecs="opus"'
"""What browsers call it."""

_BLOCK_LENGTH = SAMPLE_RATE
# libsndfile maps its compression level 0..1 onto 256..6 kbit/s a channel (src/ogg_opus.c).
_MOST_LEVEL_RATE, _LEVEL_SPAN = 256_000, 250_000


def encode(near: Samples, far: Samples) -> bytes:
    """Pack both channels.

    Args:
        near: The caller, shape `(n,)`.
        far: The recruiter, shape `(n,)`.

    Returns:
        An Ogg file of two channels; a call without a sample becomes one of silence, 20 ms long.
    """
    level = (_MOST_LEVEL_RATE - _bit_rate(len(near))) / _LEVEL_SPAN
    pcm = np.stack([near, far], axis=1) if len(near) else np.zeros((SAMPLE_RATE // 50, 2), dtype=np.float32)
    packed = io.BytesIO()
    with soundfile.SoundFile(
        packed, "w", SAMPLE_RATE, 2, format="OGG", subtype="OPUS", compression_level=level
    ) as file:
        # In blocks: libsndfile puts a whole Ogg write on its stack and dies of a long one.
        for start in range(0, len(pcm), _BLOCK_LENGTH):
            file.write(pcm[start : start + _BLOCK_LENGTH])
    return packed.getvalue()


def _bit_rate(n_samples: int) -> int:
    seconds = max(n_samples / SAMPLE_RATE, 1.0)
    return max(LEAST_BIT_RATE, min(BIT_RATE, int(MOST_BYTES * 8 / seconds / 2)))
