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

WINDOWS_SYSTEMS = ("Windows WASAPI", "Windows DirectSound", "MME")
"""Sound systems of Windows as PortAudio calls them, best first: each has every device once more, mostly under the same name,
and both ends of a stream must be of one. WASAPI is the quickest."""

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

    numbers: tuple[int, int]
    """Numbers of the input and of the output; true as long as this program runs, and free of doubt where two have one name."""


@dataclass(frozen=True, slots=True, kw_only=True)
class DeviceWishes:
    """Which devices somebody wants; an empty name leaves it to us."""

    microphone: str = ""
    """Name of the input device, or a part of it."""

    loudspeaker: str = ""
    """Name of the output device, or a part of it."""


@dataclass(frozen=True, slots=True)
class _Device:
    """One end of a stream."""

    name: str
    number: int


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
            return Devices(
                microphone=microphone.name, loudspeaker=loudspeaker.name, sample_rate=sample_rate, n_channels=(n_in, n_out),
                numbers=(microphone.number, loudspeaker.number),
            )  # fmt: skip
    rates = ", ".join(f"{rate} Hz" for rate in rates_hz)
    message = (
        f"microphone {microphone.name!r} and loudspeaker {loudspeaker.name!r} have none of these rates in common: {rates}; "
        "close other programs that use them, or name others with --microphone and --loudspeaker."
    )
    raise DeviceError(message)


def _found(portaudio: ModuleType, kind: _Kind, wish: str) -> _Device:
    devices = _usable(portaudio, kind)
    if wish:
        return _named(devices, kind, wish)
    servers = [device for name in SOUND_SERVERS for device in devices if device.name == name]
    return servers[0] if servers else _usual(portaudio, kind)


def _usable(portaudio: ModuleType, kind: _Kind) -> list[_Device]:
    system = _windows_system(portaudio)
    return [
        _Device(device["name"], number)
        for number, device in enumerate(portaudio.query_devices())
        if kind.usable(device) and (system is None or number in system["devices"])
    ]


def _usual(portaudio: ModuleType, kind: _Kind) -> _Device:
    system = _windows_system(portaudio)
    try:
        if system is not None:
            number = system[f"default_{kind.kind}_device"]
            return _Device(portaudio.query_devices(number)["name"], number)
        found = portaudio.query_devices(kind=kind.kind)
    except (portaudio.PortAudioError, ValueError) as error:
        message = f"There is no {kind.word}: {_for_platform(PLUG_IN, PLUG_IN['linux'])}."
        raise DeviceError(message) from error
    return _Device(found["name"], found["index"])


def _windows_system(portaudio: ModuleType) -> Mapping[str, Any] | None:
    """Find the best of the sound systems of Windows that has both a microphone and a loudspeaker; None elsewhere."""
    if sys.platform != "win32":
        return None
    systems = {system["name"]: system for system in portaudio.query_hostapis()}
    whole = [name for name, system in systems.items() if min(system[f"default_{k.kind}_device"] for k in (_INPUT, _OUTPUT)) >= 0]
    return next((systems[name] for name in WINDOWS_SYSTEMS if name in whole), None)


def _named(devices: Sequence[_Device], kind: _Kind, wish: str) -> _Device:
    exact = [device for device in devices if device.name == wish]
    partly = [device for device in devices if wish.lower() in device.name.lower()]
    if not exact + partly:
        names = ", ".join(device.name for device in devices)
        message = f"--{kind.word}: expected one of {names or 'none'}, got {wish!r}; see: rehearse doctor"
        raise DeviceError(message)
    return (exact + partly)[0]


def _channels(portaudio: ModuleType, check: Any, device: _Device, sample_rate: int) -> int:  # noqa: ANN401 the library is untyped
    for n_channels in CHANNELS:
        try:
            check(device=device.number, channels=n_channels, dtype="float32", samplerate=sample_rate)
        except (portaudio.PortAudioError, ValueError):
            continue
        return n_channels
    return 0


def _for_platform(advice: dict[str, str], otherwise: str) -> str:
    return advice.get(sys.platform, otherwise)
