"""Tells whether there is a microphone and a loudspeaker, and what to do where there is none."""

import sys

PLUG_IN = {
    "linux": "plug in a headset (in a container or over ssh there is none) and try again",
    "darwin": "plug in a headset, allow the terminal to use the microphone in the system's settings, and try again",
    "win32": "plug in a headset, allow apps to use the microphone in the system's settings, and try again",
}
"""How to get a device, by platform."""

INSTALL = {"linux": "type: sudo apt-get install libportaudio2 (Fedora: sudo dnf install portaudio)"}
"""How to get PortAudio where the package does not bring it, by platform."""


def missing_device() -> str:
    """Look for a microphone and a loudspeaker.

    Returns:
        What is missing and how to get it, in one sentence; empty when both are there.
    """
    try:
        import sounddevice
    except (ImportError, OSError):
        return f"PortAudio is missing, so there is no live audio; {_for_platform(INSTALL, 'type: pip install sounddevice')}."
    for kind, name in (("input", "microphone"), ("output", "loudspeaker")):
        try:
            sounddevice.query_devices(kind=kind)
        except (sounddevice.PortAudioError, ValueError):
            return f"There is no {name}: {_for_platform(PLUG_IN, PLUG_IN['linux'])}."
    return ""


def _for_platform(advice: dict[str, str], otherwise: str) -> str:
    return advice.get(sys.platform, otherwise)
