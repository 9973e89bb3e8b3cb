"""Tells whether there is a microphone and a loudspeaker, and what to do where there is none."""

import sys

INSTALL = {
    "linux": "install PortAudio (sudo apt install libportaudio2), plug in a headset, and try again",
    "darwin": "plug in a headset, allow the terminal to use the microphone in the system's settings, and try again",
    "win32": "plug in a headset, allow apps to use the microphone in the system's settings, and try again",
}
"""How to get a device, by platform."""


def missing_device() -> str:
    """Look for a microphone and a loudspeaker.

    Returns:
        What is missing and how to get it, in one sentence; empty when both are there.
    """
    try:
        import sounddevice

        for kind, name in (("input", "microphone"), ("output", "loudspeaker")):
            try:
                sounddevice.query_devices(kind=kind)
            except (sounddevice.PortAudioError, ValueError):
                return f"There is no usable {name}: {_advice()}."
    except (ImportError, OSError) as error:
        return f"Audio devices cannot be used ({error}): {_advice()}."
    return ""


def _advice() -> str:
    return INSTALL.get(sys.platform, INSTALL["linux"])
