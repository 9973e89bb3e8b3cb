"""Files of sound are read whatever they are, refused with one clear line, and written exactly."""

import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest
import soundfile
from numpy.typing import NDArray

from simulator.audio.clock import SAMPLE_RATE, Samples, on_pcm16_grid
from simulator.audio.files import BLOCK_LENGTH, FLAC_BLOCK_LENGTH, FlacWriter, read_mono, read_two_channels
from simulator.errors import AudioFormatError


def noise(n_samples: int, seed: int = 0) -> Samples:
    """Make noise on the 16-bit grid."""
    rng = np.random.default_rng(seed)
    return on_pcm16_grid(rng.normal(0, 0.1, n_samples).astype(np.float32))


def tone(n_samples: int, sample_rate: int) -> NDArray[np.float64]:
    """Make a 440 Hz tone at half of full scale."""
    return 0.5 * np.sin(2 * np.pi * 440 * np.arange(n_samples) / sample_rate)


@pytest.mark.parametrize("n_samples", [1, 1000, BLOCK_LENGTH, BLOCK_LENGTH + 1])
def test_mono_file_at_our_rate_comes_back_exactly(tmp_path: Path, n_samples: int) -> None:
    """A 16 kHz mono file of any length is read sample by sample."""
    path = tmp_path / "a.wav"
    pcm = (noise(n_samples) * 32768).astype(np.int16)
    soundfile.write(path, pcm, SAMPLE_RATE)
    samples = read_mono(path)
    assert samples.dtype == np.float32
    np.testing.assert_array_equal(samples, noise(n_samples))


@pytest.mark.parametrize("sample_rate", [8_000, 11_025, 22_050, 44_100, 48_000, 96_000])
def test_any_rate_becomes_ours(tmp_path: Path, sample_rate: int) -> None:
    """A tone recorded at another rate is the same tone at ours, with the same length and phase."""
    path = tmp_path / "a.wav"
    soundfile.write(path, tone(3 * sample_rate, sample_rate), sample_rate, subtype="FLOAT")
    samples = read_mono(path)
    assert len(samples) == 3 * SAMPLE_RATE
    inner = slice(1000, -1000)  # the filter rings at both ends
    np.testing.assert_allclose(samples[inner], tone(3 * SAMPLE_RATE, SAMPLE_RATE)[inner], atol=2e-3)


def test_channels_are_mixed_by_their_mean(tmp_path: Path) -> None:
    """Three channels become their mean."""
    path = tmp_path / "a.wav"
    channels = np.stack([np.full(100, level) for level in (0.25, 0.5, -0.25)], axis=1)
    soundfile.write(path, channels, SAMPLE_RATE, subtype="FLOAT")
    np.testing.assert_allclose(read_mono(path), np.full(100, 0.5 / 3), rtol=1e-6)


@pytest.mark.parametrize("name", ["a.flac", "a.ogg", "a.mp3", "a.aiff"])
def test_common_formats_are_read(tmp_path: Path, name: str) -> None:
    """FLAC, OGG, MP3 and AIFF are read."""
    soundfile.write(tmp_path / name, tone(SAMPLE_RATE, SAMPLE_RATE), SAMPLE_RATE)
    assert len(read_mono(tmp_path / name)) == SAMPLE_RATE


def damaged(folder: Path, name: str) -> Path:
    """Make one of the files that cannot be read."""
    path = folder / name
    soundfile.write(folder / "good.flac", noise(50_000), SAMPLE_RATE)
    soundfile.write(folder / "good.wav", noise(1000), SAMPLE_RATE)
    flac, wav = (folder / "good.flac").read_bytes(), (folder / "good.wav").read_bytes()
    contents = {
        "empty.wav": b"",
        "random.wav": np.random.default_rng(0).bytes(5000),
        "text.wav": b"not audio at all\n",
        "header.wav": wav[:44],
        "half_header.wav": wav[:20],
        "cut.flac": flac[: len(flac) // 2],
        "flipped.flac": flac[:30_000] + bytes([flac[30_000] ^ 255]) + flac[30_001:],
        "nameless.raw": wav,
    }
    if name == "folder.wav":
        path.mkdir()
    elif name in contents:
        path.write_bytes(contents[name])
    return path


@pytest.mark.parametrize(
    ("name", "reason"),
    [
        ("missing.wav", "no such file"),
        ("folder.wav", "a folder"),
        ("empty.wav", "an empty file"),
        ("header.wav", "no samples"),
        ("random.wav", "not audio"),
        ("text.wav", "not audio"),
        ("half_header.wav", "not audio"),
        ("cut.flac", "not audio"),
        ("flipped.flac", "not audio"),
        ("nameless.raw", "not audio"),
    ],
)
def test_unusable_file_is_refused_in_one_line(tmp_path: Path, name: str, reason: str) -> None:
    """A file that cannot be used is named, with the reason, on one line."""
    path = damaged(tmp_path, name)
    with pytest.raises(AudioFormatError, match=reason) as caught:
        read_mono(path)
    assert str(path) in str(caught.value)
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize(("value", "reason"), [(np.nan, "not finite"), (np.inf, "not finite"), (-30_000.0, "30000 times")])
def test_absurd_samples_are_refused(tmp_path: Path, value: float, reason: str) -> None:
    """A file with one sample that is not finite, or far beyond full scale, is refused."""
    samples = np.zeros(1000, dtype=np.float32)
    samples[700] = value
    soundfile.write(tmp_path / "a.wav", samples, SAMPLE_RATE, subtype="FLOAT")
    with pytest.raises(AudioFormatError, match=reason):
        read_mono(tmp_path / "a.wav")


@pytest.mark.parametrize("sample_rate", [1, 3_999, 500_000])
def test_absurd_rate_is_refused(tmp_path: Path, sample_rate: int) -> None:
    """A rate that no recorder uses is refused."""
    soundfile.write(tmp_path / "a.wav", noise(100), sample_rate)
    with pytest.raises(AudioFormatError, match="sample rate"):
        read_mono(tmp_path / "a.wav")


def test_length_is_bounded(tmp_path: Path) -> None:
    """A file as long as allowed is read, one sample more is refused."""
    path = tmp_path / "a.wav"
    soundfile.write(path, noise(SAMPLE_RATE), SAMPLE_RATE)
    assert len(read_mono(path, max_seconds=1.0)) == SAMPLE_RATE
    soundfile.write(path, noise(SAMPLE_RATE + 1), SAMPLE_RATE)
    with pytest.raises(AudioFormatError, match="longer than"):
        read_mono(path, max_seconds=1.0)


def test_two_channels_stay_apart(tmp_path: Path) -> None:
    """The caller is on channel 1 and the recruiter on channel 2, at any rate."""
    near, far = tone(48_000, 48_000), np.zeros(48_000)
    soundfile.write(tmp_path / "a.wav", np.stack([near, far], axis=1), 48_000)
    caller, recruiter = read_two_channels(tmp_path / "a.wav")
    assert len(caller) == len(recruiter) == SAMPLE_RATE
    assert float(np.abs(caller).max()) > 0.4
    assert not recruiter.any()


@pytest.mark.parametrize("n_channels", [1, 3])
def test_two_channels_are_needed(tmp_path: Path, n_channels: int) -> None:
    """A recording with other than two channels is refused with what is needed."""
    path = tmp_path / "a.wav"
    soundfile.write(path, np.zeros((100, n_channels)), SAMPLE_RATE)
    with pytest.raises(AudioFormatError) as caught:
        read_two_channels(path)
    wanted = f"two channels are needed: caller on channel 1, recruiter on channel 2; {path} has {n_channels}"
    assert str(caught.value) == wanted


@pytest.mark.parametrize("block_length", [1, 7, 512, 5000])
def test_written_call_comes_back_exactly(tmp_path: Path, block_length: int) -> None:
    """Samples on the 16-bit grid, full scale included, survive writing in any blocks."""
    near, far = noise(5000, seed=1), noise(5000, seed=2)
    near[:4] = np.array([-32768, 32767, -1, 1], dtype=np.float32) / 32768
    with FlacWriter(tmp_path / "call.flac") as writer:
        for i in range(0, 5000, block_length):
            writer.write(near[i : i + block_length], far[i : i + block_length])
    caller, recruiter = read_two_channels(tmp_path / "call.flac")
    np.testing.assert_array_equal(caller, near)
    np.testing.assert_array_equal(recruiter, far)
    assert soundfile.info(tmp_path / "call.flac").subtype == "PCM_16"


def test_off_grid_samples_are_written_as_the_grid_rounds_them(tmp_path: Path) -> None:
    """What is not on the 16-bit grid is rounded and clipped exactly as `on_pcm16_grid` does."""
    loud = np.random.default_rng(0).normal(0, 0.7, 5000).astype(np.float32)
    with FlacWriter(tmp_path / "call.flac") as writer:
        writer.write(loud, -loud)
    caller, recruiter = read_two_channels(tmp_path / "call.flac")
    np.testing.assert_array_equal(caller, on_pcm16_grid(loud))
    np.testing.assert_array_equal(recruiter, on_pcm16_grid(-loud))


def test_sides_must_be_aligned(tmp_path: Path) -> None:
    """Blocks of different lengths are refused, empty ones are nothing."""
    with FlacWriter(tmp_path / "call.flac") as writer:
        writer.write(noise(0), noise(0))
        with pytest.raises(AudioFormatError, match=r"shapes \(10,\), \(11,\)"):
            writer.write(noise(10), noise(11))
        with pytest.raises(AudioFormatError, match="mono"):
            writer.write(np.zeros((5, 2), dtype=np.float32), np.zeros((5, 2), dtype=np.float32))


def test_folder_that_does_not_exist_is_named(tmp_path: Path) -> None:
    """A call that cannot be written says which file."""
    with pytest.raises(AudioFormatError, match=r"nowhere/call\.flac: cannot be written"):
        FlacWriter(tmp_path / "nowhere" / "call.flac")


KILLED = """
import os, signal, sys
from pathlib import Path
import numpy as np
from simulator.audio.files import FlacWriter
rng = np.random.default_rng(0)
near, far = (rng.integers(-3000, 3000, 30_000) / 32768 for _ in range(2))
writer = FlacWriter(Path(sys.argv[1]))
writer.write(near[:20_000].astype(np.float32), far[:20_000].astype(np.float32))
if "flush" in sys.argv:
    writer.flush()
writer.write(near[20_000:].astype(np.float32), far[20_000:].astype(np.float32))
os._exit(9)
"""


def killed_while_writing(path: Path, *options: str) -> None:
    """Write a call in a process that ends without closing it."""
    command = [sys.executable, "-c", KILLED, str(path), *options]
    done = subprocess.run(command, check=False, cwd=Path(__file__).parents[1])
    assert done.returncode == 9


def test_flushed_call_survives_the_program(tmp_path: Path) -> None:
    """After a flush all but the encoder's last block is readable, whatever happens to the program."""
    killed_while_writing(tmp_path / "call.flac", "flush")
    rng = np.random.default_rng(0)
    caller, recruiter = read_two_channels(tmp_path / "call.flac")
    n_kept = (20_000 - 1) // FLAC_BLOCK_LENGTH * FLAC_BLOCK_LENGTH
    np.testing.assert_array_equal(caller, (rng.integers(-3000, 3000, 30_000) / 32768)[:n_kept])
    np.testing.assert_array_equal(recruiter, (rng.integers(-3000, 3000, 30_000) / 32768)[:n_kept])


def test_unfinished_call_says_how_to_mend_it(tmp_path: Path) -> None:
    """A recording whose program died before any flush is refused with the line that mends it."""
    killed_while_writing(tmp_path / "call.flac")
    with pytest.raises(AudioFormatError, match="mend it with"):
        read_two_channels(tmp_path / "call.flac")


def test_flush_leaves_the_finished_file_as_it_would_be(tmp_path: Path) -> None:
    """Flushing between blocks changes nothing in the finished file."""
    for name, flushes in (("a.flac", True), ("b.flac", False)):
        with FlacWriter(tmp_path / name) as writer:
            for seed in range(5):
                writer.write(noise(3000, seed), noise(3000, seed + 9))
                if flushes:
                    writer.flush()
    assert (tmp_path / "a.flac").read_bytes() == (tmp_path / "b.flac").read_bytes()
