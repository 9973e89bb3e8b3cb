"""Finds a microphone and a loudspeaker by name, and says what to do where there is none."""

import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from types import ModuleType
from typing import Any

from simulator.errors import DeviceError
from simulator.lines.quiet import silence_libraries

PLUG_IN = {
    "linux": "plug in a headset (in a container or over ssh there is none) and try again",
    "darwin": "plug in a headset, allow the terminal to use the microphone in the system's settings, and try again",
    "win32": "plug in a headset, allow apps to use the microphone in the system's settings, and try again",
}
"""How to get a device, by platform."""

INSTALL = {"linux": "type: sudo apt-get install libportaudio2 (Fedora: sudo dnf install portaudio)"}
"""How to get PortAudio where the package does not bring it, by platform."""

SOUND_SERVERS = ("pipewire", "pulse")
"""Devices that lead to a Linux desktop's sound server, best first: it mixes, converts and follows what is plugged in,
while the raw device that PortAudio takes for its default may be a screen's dead HDMI output."""

RATES_HZ = (16_000, 48_000, 44_100)
"""Sample rates asked for, best first: ours, then the two that every sound card knows."""

CHANNELS = (1, 2)
"""Channels asked for, best first: some devices only do stereo."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Devices:
    """What a call goes through; by names, since numbers change with what is plugged in."""

    microphone: str
    """Name of the input device."""

    loudspeaker: str
    """Name of the output device."""

    sample_rate: int
    """Samples a second that both do."""

    n_channels: tuple[int, int]
    """Channels of the input and of the output."""


@dataclass(frozen=True, slots=True, kw_only=True)
class DeviceWishes:
    """Which devices somebody wants; an empty name leaves it to us."""

    microphone: str = ""
    """Name of the input device, or a part of it."""

    loudspeaker: str = ""
    """Name of the output device, or a part of it."""


@dataclass(frozen=True, slots=True)
class _Kind:
    """One of the two directions."""

    kind: str
    word: str

    def usable(self, device: Mapping[str, Any]) -> bool:
        return bool(device[f"max_{self.kind}_channels"] > 0)


_INPUT, _OUTPUT = _Kind("input", "microphone"), _Kind("output", "loudspeaker")


def load_portaudio() -> ModuleType:
    """Load the library.

    Raises:
        DeviceError: If it is missing; the message says how to get it.
    """
    try:
        silence_libraries()
        import sounddevice
    except (ImportError, OSError) as error:
        advice = _for_platform(INSTALL, "type: pip install sounddevice")
        message = f"PortAudio is missing, so there is no live audio; {advice}."
        raise DeviceError(message) from error
    module: ModuleType = sounddevice
    return module


def missing_device() -> str:
    """Look for a microphone and a loudspeaker.

    Returns:
        What is missing and how to get it, in one sentence; empty when both are there.
    """
    try:
        portaudio = load_portaudio()
        for kind in (_INPUT, _OUTPUT):
            _found(portaudio, kind, "")
    except DeviceError as error:
        return str(error)
    return ""


def choose_devices(wishes: DeviceWishes, *, rates_hz: Sequence[int] = RATES_HZ) -> Devices:
    """Choose a microphone, a loudspeaker, and a rate that both do.

    Args:
        wishes: What was asked for.
        rates_hz: Sample rates to try, best first.

    Raises:
        DeviceError: If there is no such device, or they have no rate in common; the message says what to do.
    """
    portaudio = load_portaudio()
    microphone = _found(portaudio, _INPUT, wishes.microphone)
    loudspeaker = _found(portaudio, _OUTPUT, wishes.loudspeaker)
    for sample_rate in rates_hz:
        n_in = _channels(portaudio, portaudio.check_input_settings, microphone, sample_rate)
        n_out = _channels(portaudio, portaudio.check_output_settings, loudspeaker, sample_rate)
        if n_in and n_out:
            names = {"microphone": microphone, "loudspeaker": loudspeaker}
            return Devices(**names, sample_rate=sample_rate, n_channels=(n_in, n_out))
    rates = ", ".join(f"{rate} Hz" for rate in rates_hz)
    message = (
        f"microphone {microphone!r} and loudspeaker {loudspeaker!r} have none of these rates in common: {rates}; "
        "close other programs that use them, or name others with --microphone and --loudspeaker."
    )
    raise DeviceError(message)


def device_names() -> tuple[tuple[str, ...], tuple[str, ...]]:
    """List the microphones and the loudspeakers there are.

    Raises:
        DeviceError: If PortAudio is missing.
    """
    devices = load_portaudio().query_devices()
    return tuple(_names(devices, _INPUT)), tuple(_names(devices, _OUTPUT))


def _found(portaudio: ModuleType, kind: _Kind, wish: str) -> str:
    names = _names(portaudio.query_devices(), kind)
    if wish:
        return _named(names, kind, wish)
    servers = [name for name in SOUND_SERVERS if name in names]
    return servers[0] if servers else _usual(portaudio, kind)


def _usual(portaudio: ModuleType, kind: _Kind) -> str:
    try:
        name: str = portaudio.query_devices(kind=kind.kind)["name"]
    except (portaudio.PortAudioError, ValueError) as error:
        message = f"There is no {kind.word}: {_for_platform(PLUG_IN, PLUG_IN['linux'])}."
        raise DeviceError(message) from error
    return name


def _named(names: Sequence[str], kind: _Kind, wish: str) -> str:
    exact = [name for name in names if name == wish]
    partly = [name for name in names if wish.lower() in name.lower()]
    if not exact + partly:
        message = f"--{kind.word}: expected one of {', '.join(names) or 'none'}, got {wish!r}; see: rehearse doctor"
        raise DeviceError(message)
    return (exact + partly)[0]


def _names(devices: Sequence[Mapping[str, Any]], kind: _Kind) -> list[str]:
    return [device["name"] for device in devices if kind.usable(device)]


def _channels(portaudio: ModuleType, check: Any, name: str, sample_rate: int) -> int:  # noqa: ANN401 the library is untyped
    for n_channels in CHANNELS:
        try:
            check(device=name, channels=n_channels, dtype="float32", samplerate=sample_rate)
        except (portaudio.PortAudioError, ValueError):
            continue
        return n_channels
    return 0


def _for_platform(advice: dict[str, str], otherwise: str) -> str:
    return advice.get(sys.platform, otherwise)
