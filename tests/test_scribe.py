"""A live call is on disk as it goes, and a disk that fails is told once, with what is kept."""

import errno
from pathlib import Path

import numpy as np
import pytest
import soundfile

from simulator.audio.clock import HOP_LENGTH, SAMPLE_RATE, Samples, on_pcm16_grid
from simulator.audio.folder import AUDIO, JOURNAL, MICROPHONE, read_recording
from simulator.audio.sheet import Sheet
from simulator.audio.writing import RecordingWriter
from simulator.errors import DeviceError
from simulator.events import HungUp, LineStarted
from simulator.lines.scribe import Scribe


def noise(n: int) -> Samples:
    """Noise that does not compress away."""
    return on_pcm16_grid(np.random.default_rng(n).uniform(-0.5, 0.5, n).astype(np.float32))


def test_everything_is_written_down(tmp_path: Path) -> None:
    """Both channels, the raw microphone and the journal come back as they were told."""
    scribe = Scribe(RecordingWriter(tmp_path / "call", Sheet(), live=True))
    near, far, microphone = noise(3 * HOP_LENGTH), noise(3 * HOP_LENGTH), noise(3 * HOP_LENGTH)
    for at in range(0, 3 * HOP_LENGTH, HOP_LENGTH):
        scribe.heard(near[at : at + HOP_LENGTH], far[at : at + HOP_LENGTH])
        scribe.overheard(microphone[at : at + HOP_LENGTH])
    scribe.happened(HungUp(at=3 * HOP_LENGTH, by="caller"))
    scribe.close()
    recording = read_recording(tmp_path / "call")
    np.testing.assert_array_equal(recording.near, near)
    np.testing.assert_array_equal(recording.far, far)
    np.testing.assert_array_equal(soundfile.read(tmp_path / "call" / MICROPHONE, dtype="float32")[0], microphone)
    assert recording.events == (HungUp(at=3 * HOP_LENGTH, by="caller"),)


@pytest.mark.parametrize("n_hops", [32, 33, 40, 41, 313])
def test_a_killed_call_has_lost_less_than_a_second(tmp_path: Path, n_hops: int) -> None:
    """Whenever a live call's writer is stopped, all but the last second can be read, of the raw microphone too."""
    writer = RecordingWriter(tmp_path / "call", Sheet(), live=True)
    sound = noise(n_hops * HOP_LENGTH)
    for at in range(0, len(sound), HOP_LENGTH):
        writer.heard(sound[at : at + HOP_LENGTH], sound[at : at + HOP_LENGTH])
        writer.overheard(sound[at : at + HOP_LENGTH])
    near = read_recording(tmp_path / "call").near
    microphone = soundfile.read(tmp_path / "call" / MICROPHONE, dtype="float32")[0]
    writer.close()
    for kept in (near, microphone):
        assert len(sound) - SAMPLE_RATE < len(kept) <= len(sound)
        np.testing.assert_array_equal(kept, sound[: len(kept)])


def test_a_full_disk_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What the scribe is told next fails, once, with the disk's reason; what was written is kept."""
    writer = RecordingWriter(tmp_path / "call", Sheet(), live=True)
    scribe = Scribe(writer)
    scribe.happened(LineStarted(line=0, at=0))

    def full(_near: Samples, _far: Samples) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(writer, "heard", full)
    scribe.heard(noise(1), noise(1))
    with pytest.raises(DeviceError, match=r"call: the recording cannot be written \(No space left on device\)"):
        scribe.close()
    scribe.close()
    assert "LineStarted" in (tmp_path / "call" / JOURNAL).read_text()
    assert (tmp_path / "call" / AUDIO).exists()
