"""The device's thread copies, fills and counts; what goes wrong with a device is known within a second."""

import sys
import threading

import numpy as np
import pytest

from simulator.audio.clock import HOP_LENGTH as WHOLE_HOP
from simulator.errors import DeviceError
from simulator.lines import stream as module
from simulator.lines.devices import Devices
from simulator.lines.stream import BLOCKS_A_HOP, BROKE_OFF, LEAD_HOPS, DuplexStream
from tests.portaudio import PaperPortAudio, device

HOP_LENGTH = WHOLE_HOP // BLOCKS_A_HOP
"""Samples in a block."""

REAL_PATIENCE_S = module.PATIENCE_S

DEVICES = Devices(microphone="mic", loudspeaker="box", sample_rate=16_000, n_channels=(1, 2), numbers=(0, 1))


@pytest.fixture
def portaudio(monkeypatch: pytest.MonkeyPatch) -> PaperPortAudio:
    """A machine with one device, and no time to wait for it."""
    paper = PaperPortAudio([device("mic"), device("box")])
    monkeypatch.setitem(sys.modules, "sounddevice", paper.module())
    monkeypatch.setattr(module, "put_sound_first", lambda: None)
    monkeypatch.setattr(module, "PATIENCE_S", 0.001)
    return paper


def test_blocks_arrive_with_their_place(portaudio: PaperPortAudio) -> None:
    """Each block comes once, with its first sample's index and what the device says of it."""
    stream = DuplexStream(DEVICES).start()
    (device_stream,) = portaudio.streams
    device_stream.turn(0.5)
    device_stream.turn(0.25, overflow=True)
    blocks = [stream.fetch() for _ in range(3)]
    assert [(block.at, float(block.samples[0]), block.flawed) for block in blocks] == [
        (0, 0.0, False), (HOP_LENGTH, 0.5, False), (2 * HOP_LENGTH, 0.25, True),
    ]  # fmt: skip


def test_what_is_in_the_spool_is_played_on_every_channel(portaudio: PaperPortAudio) -> None:
    """The loudspeaker gets the spool's samples, and silence when there are none."""
    stream = DuplexStream(DEVICES)
    stream.spool.put(np.full(HOP_LENGTH, 0.5, dtype=np.float32))
    stream.start()
    (device_stream,) = portaudio.streams
    device_stream.turn()
    assert [float(block.mean()) for block in device_stream.played] == [0.5, 0.0]


def test_a_full_queue_loses_blocks_and_keeps_the_clock(portaudio: PaperPortAudio) -> None:
    """When nobody fetches, whole blocks are counted as lost, and those after them carry their true place."""
    stream = DuplexStream(DEVICES).start()
    (device_stream,) = portaudio.streams
    for _ in range(400):
        device_stream.turn()
    n_kept = 250
    assert stream.n_dropped == (401 - 1 - n_kept) * HOP_LENGTH
    for _ in range(1 + n_kept):
        last = stream.fetch()
    device_stream.turn()
    assert (last.at, stream.fetch().at) == (n_kept * HOP_LENGTH, 401 * HOP_LENGTH)


def test_a_callback_takes_no_time(portaudio: PaperPortAudio) -> None:
    """However slow the other side is, the callback is done long before its block is over."""
    stream = DuplexStream(DEVICES).start()
    for _ in range(1000):
        portaudio.streams[0].turn()
    assert stream.slowest_callback_s < HOP_LENGTH / 16_000


def test_a_device_that_does_not_open_says_why(portaudio: PaperPortAudio) -> None:
    """The message names both devices, the library's reason, and what to do."""
    portaudio.refuse = True
    with pytest.raises(DeviceError, match=r"microphone 'mic' and loudspeaker 'box' did not open \(Device unavailable\); close"):
        DuplexStream(DEVICES).start()


def test_a_device_that_does_not_begin_is_tried_with_more_latency(portaudio: PaperPortAudio) -> None:
    """A stream from which no sound comes is closed, and the next one is asked to take its time."""
    portaudio.dead = 1
    stream = DuplexStream(DEVICES).start()
    first, second = portaudio.streams
    assert first.closed
    assert stream.lead_hops == LEAD_HOPS[1]
    assert first.settings["latency"] < second.settings["latency"]


def test_a_device_that_begins_late_is_waited_for(portaudio: PaperPortAudio, monkeypatch: pytest.MonkeyPatch) -> None:
    """A virtual microphone or Bluetooth takes a second or two; asked for more delay instead, it would answer later for good."""
    monkeypatch.setattr(module, "PATIENCE_S", REAL_PATIENCE_S)
    portaudio.dead = 1

    def begin() -> None:
        portaudio.streams[0].turn()

    threading.Timer(1.2, begin).start()
    stream = DuplexStream(DEVICES).start()
    assert len(portaudio.streams) == 1
    assert stream.lead_hops == LEAD_HOPS[0]


def test_a_device_that_never_begins_is_told(portaudio: PaperPortAudio) -> None:
    """After the last try the message says that no sound comes."""
    portaudio.dead = 3
    with pytest.raises(DeviceError, match="no sound comes"):
        DuplexStream(DEVICES).start()


def test_a_stream_that_broke_off_goes_on(portaudio: PaperPortAudio) -> None:
    """A break is told at once; when the device is still there the clock goes on, the gap counted as time."""
    told: list[str] = []
    stream = DuplexStream(DEVICES).start()
    stream.trouble = told.append
    stream.fetch()
    after = stream.fetch()
    assert told == [BROKE_OFF]
    assert after.at > HOP_LENGTH
    assert portaudio.streams[0].closed


def test_a_device_that_is_gone_ends_the_stream(portaudio: PaperPortAudio) -> None:
    """When it cannot be opened again the device is gone."""
    stream = DuplexStream(DEVICES).start()
    stream.fetch()
    portaudio.refuse = True
    with pytest.raises(DeviceError, match="stopped answering"):
        stream.fetch()
    stream.close()
