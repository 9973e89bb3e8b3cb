"""Devices are found by name, and what is missing is said in one sentence, with what to do about it."""

import sys

import pytest

from simulator.errors import DeviceError
from simulator.lines.devices import Devices, DeviceWishes, choose_devices, missing_device
from tests.portaudio import PaperPortAudio, device

HDMI, HEADSET, PULSE, PIPEWIRE = (
    device("HDMI 0", 0, 2),
    device("USB Headset"),
    device("pulse", 32, 32),
    device("pipewire", 64, 64),
)


def machine(monkeypatch: pytest.MonkeyPatch, portaudio: PaperPortAudio) -> None:
    """Put a machine's devices in place of this one's."""
    monkeypatch.setitem(sys.modules, "sounddevice", portaudio.module())


@pytest.mark.parametrize(
    ("devices", "said"),
    [([], "no microphone"), ([HDMI], "no microphone"), ([device("mic", 1, 0)], "no loudspeaker"), ([HEADSET], "")],
)
def test_a_missing_device_is_named(monkeypatch: pytest.MonkeyPatch, devices: list[dict[str, object]], said: str) -> None:
    """The microphone is looked for first; with both there is nothing to say."""
    machine(monkeypatch, PaperPortAudio(devices))
    sentence = missing_device()
    assert said in sentence
    assert bool(sentence) == bool(said)
    assert "PortAudio" not in sentence


def test_a_missing_library_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    """Without PortAudio the line to type is given."""
    monkeypatch.setitem(sys.modules, "sounddevice", None)
    assert missing_device().startswith("PortAudio is missing")
    assert "type: " in missing_device()


@pytest.mark.parametrize(
    ("devices", "wishes", "microphone", "loudspeaker"),
    [
        ([HDMI, HEADSET], DeviceWishes(), "USB Headset", "HDMI 0"),
        ([HDMI, HEADSET, PULSE], DeviceWishes(), "pulse", "pulse"),
        ([HDMI, PULSE, PIPEWIRE], DeviceWishes(), "pipewire", "pipewire"),
        ([HDMI, HEADSET, PULSE], DeviceWishes(microphone="headset", loudspeaker="USB"), "USB Headset", "USB Headset"),
        ([device("USB Headset Pro"), HEADSET], DeviceWishes(microphone="USB Headset"), "USB Headset", "USB Headset Pro"),
    ],
)
def test_devices_are_chosen_by_name(
    monkeypatch: pytest.MonkeyPatch, devices: list[dict[str, object]], wishes: DeviceWishes, microphone: str, loudspeaker: str
) -> None:
    """A wish counts, exactly or in part; else the sound server, before a raw device that may be dead."""
    machine(monkeypatch, PaperPortAudio(devices))
    chosen = choose_devices(wishes)
    assert (chosen.microphone, chosen.loudspeaker) == (microphone, loudspeaker)


def test_a_wish_that_nothing_fits_names_what_there_is(monkeypatch: pytest.MonkeyPatch) -> None:
    """The message lists the microphones, and only those."""
    machine(monkeypatch, PaperPortAudio([HDMI, HEADSET]))
    with pytest.raises(DeviceError, match=r"--microphone: expected one of USB Headset, got 'webcam'"):
        choose_devices(DeviceWishes(microphone="webcam"))


def test_windows_has_each_device_several_times(monkeypatch: pytest.MonkeyPatch) -> None:
    """Of sound systems that list one device under one name the quickest whole one is used, and both ends are of it."""
    mic, box = device("Microphone (Headset)", 1, 0), device("Speakers (Headset)", 0, 2)
    portaudio = PaperPortAudio([mic, box, mic, box, device("Line", 1, 0), mic])
    portaudio.systems = [
        {"name": "MME", "devices": [0, 1], "default_input_device": 0, "default_output_device": 1},
        {"name": "Windows DirectSound", "devices": [2, 3, 4], "default_input_device": 2, "default_output_device": 3},
        {"name": "Windows WASAPI", "devices": [5], "default_input_device": 5, "default_output_device": -1},
    ]
    machine(monkeypatch, portaudio)
    monkeypatch.setattr(sys, "platform", "win32")
    chosen = choose_devices(DeviceWishes())
    assert (chosen.microphone, chosen.numbers) == ("Microphone (Headset)", (2, 3))
    assert choose_devices(DeviceWishes(microphone="line", loudspeaker="head")).numbers == (4, 3)
    portaudio.systems = []
    assert choose_devices(DeviceWishes()).numbers == (0, 1)


@pytest.mark.parametrize(("rates", "chosen"), [((48_000,), 48_000), ((44_100,), 44_100), ((44_100, 16_000), 16_000)])
def test_the_rate_is_one_that_both_do(monkeypatch: pytest.MonkeyPatch, rates: tuple[int, ...], chosen: int) -> None:
    """Our own rate is taken where the device knows it, else the best that it knows."""
    machine(monkeypatch, PaperPortAudio([HEADSET], rates={"USB Headset": rates}))
    assert choose_devices(DeviceWishes()).sample_rate == chosen


def test_devices_without_a_common_rate_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    """Two devices that agree on nothing are named, with what to do."""
    rates: dict[str, tuple[int, ...]] = {"mic": (16_000,), "box": (48_000,)}
    machine(monkeypatch, PaperPortAudio([device("mic", 1, 0), device("box", 0, 1)], rates=rates))
    with pytest.raises(DeviceError, match=r"'mic' and loudspeaker 'box' have none of these rates in common"):
        choose_devices(DeviceWishes())


def test_a_device_that_only_does_stereo_gets_stereo(monkeypatch: pytest.MonkeyPatch) -> None:
    """One channel is asked for first, two where one is refused."""
    machine(monkeypatch, PaperPortAudio([device("mic", 2, 0), device("box", 0, 2)], stereo_only=("box",)))
    assert choose_devices(DeviceWishes()) == Devices(
        microphone="mic", loudspeaker="box", sample_rate=16_000, n_channels=(1, 2), numbers=(0, 1)
    )
