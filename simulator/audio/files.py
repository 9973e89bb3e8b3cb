"""Files of sound: any that libsndfile reads become samples at one rate, and calls are written as FLAC."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from types import TracebackType
from typing import Self

import numpy as np
import soundfile
import soxr
from numpy.typing import NDArray

from simulator.audio.clock import SAMPLE_RATE, Samples
from simulator.errors import AudioFormatError
from simulator.private import sync

MAX_SECONDS = 4 * 3600.0
"""Longest file that is read, in seconds: a working day's half is no practice call but a wrong file."""

RATES_HZ = (4_000, 384_000)
"""Lowest and highest sample rate that recorders produce; anything else is a damaged header."""

MAX_PEAK = 100.0
"""Loudest sample believed, full scale being 1: 40 dB over is 16-bit numbers stored as floats."""

BLOCK_LENGTH = 2**18
"""Numbers read at a time, all channels together: 1 MB of float32."""

UNKNOWN_LENGTH = 2**62
"""Samples from which a header's count means "not known" (libsndfile says 2**63 - 1)."""

N_CHANNELS = 2
"""Channels of a recorded call: caller, recruiter."""

FLAC_BLOCK_LENGTH = 4096
"""Samples a channel that libsndfile's FLAC encoder collects before it writes them."""

FLAC_TOTAL_AT = 21
"""Byte of a FLAC file whose low four bits begin the 36-bit count of samples (RFC 9639, section 8.2)."""

Block = NDArray[np.float32]
"""Samples of several channels, shape `(n, n_channels)`."""


def read_mono(path: Path, *, max_seconds: float = MAX_SECONDS) -> Samples:
    """Read a file as mono at `SAMPLE_RATE`, its channels mixed down by their mean.

    The file is read in blocks, so memory holds little more than the result.

    Args:
        path: Anything libsndfile reads (WAV, FLAC, OGG, MP3, AIFF and more), any rate and channels.
        max_seconds: Longest file accepted.

    Returns:
        Samples, shape `(n,)` with `n >= 1`; beyond full scale only if the file is.

    Raises:
        AudioFormatError: If the file is missing, a folder, empty, damaged, too long, of an absurd
            rate, or holds numbers that are not finite; the message names the file.
    """
    with _open(path, max_seconds) as file:
        blocks = (block.mean(axis=1, keepdims=True) for block in _blocks(path, file, max_seconds))
        (samples,) = _collected(path, _resampled(blocks, file.samplerate, 1), 1)
    return samples


def read_two_channels(path: Path, *, max_seconds: float = MAX_SECONDS) -> tuple[Samples, Samples]:
    """Read a two-channel recording of a call at `SAMPLE_RATE`.

    Args:
        path: Anything libsndfile reads, with exactly two channels.
        max_seconds: Longest file accepted.

    Returns:
        Caller (channel 1) and recruiter (channel 2), both of shape `(n,)`.

    Raises:
        AudioFormatError: If there are not two channels, or for the reasons of `read_mono`.
    """
    with _open(path, max_seconds) as file:
        if file.channels != N_CHANNELS:
            message = f"two channels are needed: caller on channel 1, recruiter on channel 2; {path} has {file.channels}"
            raise AudioFormatError(message)
        blocks = _blocks(path, file, max_seconds)
        near, far = _collected(path, _resampled(blocks, file.samplerate, N_CHANNELS), N_CHANNELS)
    return near, far


def write_mono(path: Path, samples: Samples) -> None:
    """Write mono samples as a file of 16 bits, in the format that its ending names.

    Raises:
        AudioFormatError: If the ending names none, or there is no such folder.
        OSError: If it cannot be written.
    """
    if not path.absolute().parent.is_dir():
        message = f"{path}: expected a folder that is there, got {path.parent}"
        raise AudioFormatError(message)
    try:
        soundfile.write(path, samples, SAMPLE_RATE, subtype="PCM_16")
    except (TypeError, ValueError, soundfile.LibsndfileError) as error:
        message = f"{path}: expected a name that ends in .wav or .flac: {_reason(error)}"
        raise AudioFormatError(message) from error


class FlacWriter:
    """Writes a call as it happens: 16 kHz, 16 bit, one channel a side, FLAC.

    Samples on the 16-bit grid come back exactly; others are rounded and clipped as `on_pcm16_grid` does.
    """

    def __init__(self, path: Path, *, n_channels: int = N_CHANNELS) -> None:
        """Create or overwrite the file.

        Raises:
            AudioFormatError: If it cannot be created.
        """
        self._path = path
        self._n_written = 0
        try:
            self._file = soundfile.SoundFile(path, "w", SAMPLE_RATE, n_channels, format="FLAC", subtype="PCM_16")
        except RuntimeError as error:
            message = f"{path}: cannot be written: {_reason(error)}"
            raise AudioFormatError(message) from error

    def write(self, *channels: Samples) -> None:
        """Append aligned samples of every channel, each of shape `(n,)`; `n` may be 0.

        Raises:
            AudioFormatError: If the shapes differ or are not `(n,)`, or the disk is full.
        """
        shapes = [channel.shape for channel in channels]
        if channels[0].ndim != 1 or shapes != shapes[:1] * self._file.channels:
            message = f"expected {self._file.channels} mono blocks of one length, got shapes {', '.join(map(str, shapes))}"
            raise AudioFormatError(message)
        # libsndfile would scale floats by 32767; whole numbers are written as they are.
        pcm = np.clip(np.rint(np.stack(channels, axis=1) * 32768.0), -32768, 32767).astype(np.int16)
        try:
            self._file.write(pcm)
        except RuntimeError as error:
            message = f"{self._path}: cannot be written: {_reason(error)}"
            raise AudioFormatError(message) from error
        self._n_written += len(pcm)

    def flush(self, *, to_disk: bool = False) -> None:
        """Make what is written readable, should the program be killed before `close`.

        The encoder keeps up to `FLAC_BLOCK_LENGTH` samples back. It counts samples only when it
        is closed, and libsndfile cannot read a file without the count: the count is put in here.

        Args:
            to_disk: Whether to wait until it would also survive a power cut.
        """
        self._file.flush()
        # A block is encoded when the first sample after it comes.
        n_on_disk = max(self._n_written - 1, 0) // FLAC_BLOCK_LENGTH * FLAC_BLOCK_LENGTH
        with self._path.open("r+b") as raw:
            raw.seek(FLAC_TOTAL_AT)
            high = raw.read(1)[0] & 0xF0
            raw.seek(FLAC_TOTAL_AT)
            raw.write((high << 32 | n_on_disk).to_bytes(5, "big"))
            if to_disk:
                raw.flush()
                sync(raw.fileno())

    def close(self) -> None:
        """Finish the file; may be called twice."""
        self._file.close()

    def __enter__(self) -> Self:
        """Return the writer itself."""
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        """Finish the file, whatever happened."""
        self.close()


@contextmanager
def _open(path: Path, max_seconds: float) -> Iterator[soundfile.SoundFile]:
    if not path.is_file() or not path.stat().st_size:
        reason = _kind(path)
        message = f"{path}: {reason}; expected a recording such as WAV or FLAC"
        raise AudioFormatError(message)
    try:
        with soundfile.SoundFile(path) as file:
            _check_header(path, file, max_seconds)
            yield file
    # A `.raw` name makes soundfile ask for a format with TypeError.
    except (RuntimeError, TypeError) as error:
        message = f"{path}: not audio that can be read ({_reason(error)}); save it as WAV or FLAC"
        raise AudioFormatError(message) from error


def _kind(path: Path) -> str:
    """Say what there is instead of a file with something in it."""
    if not path.exists():
        return "no such file"
    if path.is_dir():
        return "a folder, not a file"
    return "an empty file" if path.is_file() else "a pipe or a device, not a file"


def _check_header(path: Path, file: soundfile.SoundFile, max_seconds: float) -> None:
    low, high = RATES_HZ
    if not low <= file.samplerate <= high:
        message = f"{path}: expected a sample rate from {low} to {high} Hz, got {file.samplerate}"
        raise AudioFormatError(message)
    if file.frames >= UNKNOWN_LENGTH:
        message = f"{path}: its recorder was stopped before it finished the file; mend it with: ffmpeg -i {path} mended.wav"
        raise AudioFormatError(message)
    _check_length(path, file.frames / file.samplerate, max_seconds)


def _check_length(path: Path, seconds: float, max_seconds: float) -> None:
    if seconds > max_seconds:
        message = f"{path}: longer than {max_seconds / 60:g} minutes; cut out the call"
        raise AudioFormatError(message)


def _blocks(path: Path, file: soundfile.SoundFile, max_seconds: float) -> Iterator[Block]:
    n = max(1, BLOCK_LENGTH // file.channels)
    n_read = 0
    while len(block := file.read(n, dtype="float32", always_2d=True)):
        n_read += len(block)
        _check_length(path, n_read / file.samplerate, max_seconds)
        _check_peak(path, float(np.abs(block).max()))
        yield block


def _check_peak(path: Path, peak: float) -> None:
    if not peak <= MAX_PEAK:  # also true of NaN, which compares with nothing
        found = f"{peak:g} times full scale" if np.isfinite(peak) else "samples that are not finite numbers"
        message = f"{path}: expected samples within full scale, got {found}; save it again as 16-bit WAV"
        raise AudioFormatError(message)


def _collected(path: Path, blocks: Iterator[Block], n_channels: int) -> tuple[Samples, ...]:
    # A bytearray grows in place; headers lie about length, so nothing is reserved by them.
    buffers = tuple(bytearray() for _ in range(n_channels))
    for block in blocks:
        for channel, buffer in enumerate(buffers):
            buffer.extend(np.ascontiguousarray(block[:, channel]).tobytes())
    if not buffers[0]:
        message = f"{path}: no samples in it; record it again"
        raise AudioFormatError(message)
    return tuple(np.frombuffer(buffer, dtype=np.float32) for buffer in buffers)


def _resampled(blocks: Iterator[Block], sample_rate: int, n_channels: int) -> Iterator[Block]:
    if sample_rate == SAMPLE_RATE:
        yield from blocks
        return
    stream = soxr.ResampleStream(sample_rate, SAMPLE_RATE, n_channels, dtype="float32", quality="HQ")
    for block in blocks:
        yield stream.resample_chunk(block)
    yield stream.resample_chunk(np.zeros((0, n_channels), dtype=np.float32), last=True)


def _reason(error: Exception) -> str:
    text = getattr(error, "error_string", str(error))
    return " ".join(text.removeprefix("Error : ").split()).rstrip(".")
