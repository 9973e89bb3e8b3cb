"""Keeps what was said once on disk, so that no line is spoken twice by an engine."""

import hashlib
import json
import os
import tempfile
import time
from contextlib import suppress
from pathlib import Path

import numpy as np
import soundfile
from numpy.typing import NDArray
from platformdirs import user_cache_dir

from simulator.audio.clock import SAMPLE_RATE, Samples, on_pcm16_grid
from simulator.speaking.voice import Voice, one_line

FORMAT = 1
"""Raised when what is stored changes for the same text and voice."""

MAX_BYTES = 500_000_000
"""Size of the cache at which the entries unused for longest are removed: some 10 000 sentences."""

KEPT_SHARE = 0.9
"""Share of `MAX_BYTES` that is kept then, so that removal is rare."""

STALE_AFTER_S = 3600.0
"""Age from which a file half written belongs to nobody any more."""


def cache_folder() -> Path:
    """Where the cache is: `voice` in `$REHEARSE_CACHE`, or in the user's cache folder when that is not set."""
    return Path(os.environ.get("REHEARSE_CACHE") or user_cache_dir("rehearse", appauthor=False)) / "voice"


class VoiceCache:
    """Samples on the 16-bit grid, one FLAC file a key; many processes may share a folder.

    Entries appear whole or not at all, and carry a digest of their samples: a damaged one is not there.
    A folder that cannot be written costs time, never a call.
    """

    def __init__(self, folder: Path | None = None, *, max_bytes: int = MAX_BYTES) -> None:
        """Look at nothing yet.

        Args:
            folder: Where the files are; `cache_folder()` when left out.
            max_bytes: Size of all files together.
        """
        self._folder = folder or cache_folder()
        self._max_bytes = max_bytes
        self._n_bytes: int | None = None

    def get(self, key: str) -> Samples | None:
        """Return what is stored under a key, shape `(n,)`, or None."""
        path = self._path(key)
        try:
            with soundfile.SoundFile(path) as file:
                pcm = file.read(dtype="int16")
                whole = file.samplerate == SAMPLE_RATE and file.comment == _digest(pcm)
        except (OSError, RuntimeError):
            return None
        if not whole:
            return None
        with suppress(OSError):
            os.utime(path)  # used: not to be removed soon
        samples: Samples = pcm.astype(np.float32) / np.float32(32768)
        return samples

    def put(self, key: str, samples: Samples) -> None:
        """Store samples under a key, rounded to the 16-bit grid."""
        pcm = (on_pcm16_grid(samples) * 32768).astype(np.int16)
        with suppress(OSError, RuntimeError):
            self._folder.mkdir(parents=True, exist_ok=True)
            self._bound(self._written(self._path(key), pcm))

    def _path(self, key: str) -> Path:
        return self._folder / f"{hashlib.sha256(key.encode()).hexdigest()}.flac"

    def _written(self, path: Path, pcm: NDArray[np.int16]) -> int:
        """Write an entry beside its place, move it there, and return its size in bytes."""
        handle, name = tempfile.mkstemp(suffix=".part", dir=self._folder)
        os.close(handle)
        part = Path(name)
        try:
            with soundfile.SoundFile(part, "w", SAMPLE_RATE, 1, format="FLAC", subtype="PCM_16") as file:
                file.comment = _digest(pcm)
                file.write(pcm)
            n_bytes = part.stat().st_size
            part.replace(path)
        finally:
            part.unlink(missing_ok=True)
        return n_bytes

    def _bound(self, n_added: int) -> None:
        # The folder is looked through once a process, then again only when it has grown too big.
        self._n_bytes = self._size() if self._n_bytes is None else self._n_bytes + n_added
        if self._n_bytes > self._max_bytes:
            self._remove_oldest()
            self._n_bytes = self._size()

    def _size(self) -> int:
        return sum(n_bytes for _, n_bytes, _ in self._entries())

    def _entries(self) -> list[tuple[float, int, Path]]:
        entries = []
        for path in self._folder.iterdir():
            with suppress(FileNotFoundError):  # another process removed it
                found = path.stat()
                entries.append((found.st_mtime, found.st_size, path))
        return sorted(entries)

    def _remove_oldest(self) -> None:
        entries = self._entries()
        n_bytes = sum(size for _, size, _ in entries)
        for changed, size, path in entries:
            if path.suffix == ".part" and time.time() - changed < STALE_AFTER_S:
                continue
            if n_bytes <= KEPT_SHARE * self._max_bytes:
                return
            path.unlink(missing_ok=True)
            n_bytes -= size


class CachedVoice:
    """A voice that asks another only for what the cache does not have."""

    def __init__(self, voice: Voice, cache: VoiceCache) -> None:
        """Put a cache before a voice."""
        self._voice = voice
        self._cache = cache

    @property
    def key(self) -> str:
        """The other voice's key."""
        return self._voice.key

    def render(self, text: str) -> Samples:
        """Say one stretch of text; the samples are on the 16-bit grid, stored or new.

        Raises:
            EngineError: If it is not stored and the other voice failed.
        """
        words = one_line(text)
        key = json.dumps([FORMAT, self.key, words])
        stored = self._cache.get(key)
        if stored is not None:
            return stored
        samples = on_pcm16_grid(self._voice.render(words))
        self._cache.put(key, samples)
        return samples


def _digest(pcm: NDArray[np.int16]) -> str:
    return hashlib.sha256(pcm.astype("<i2").tobytes()).hexdigest()
