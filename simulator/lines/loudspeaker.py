"""Plays sound aloud, outside a call."""

from simulator.audio.clock import SAMPLE_RATE, Samples
from simulator.errors import DeviceError


def play(samples: Samples) -> None:
    """Play samples and wait for their end.

    Raises:
        DeviceError: If there is no loudspeaker, or it failed.
    """
    try:
        import sounddevice

        sounddevice.play(samples, SAMPLE_RATE, blocking=True)
    except Exception as error:
        message = f"nothing to play on ({error}): plug in a loudspeaker, or use --save FILE"
        raise DeviceError(message) from error
