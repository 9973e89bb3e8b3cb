"""A recording on its way to disk: written while the call goes on, and readable whenever it stopped."""

import json
import os
import shutil
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path
from types import TracebackType
from typing import Any, Self

import numpy as np

from simulator.audio.clock import SAMPLE_RATE, Samples
from simulator.audio.files import FLAC_BLOCK_LENGTH, FlacWriter
from simulator.audio.folder import AUDIO, JOURNAL, MICROPHONE, SCORECARD, SHEET
from simulator.audio.recording import Recording
from simulator.audio.sheet import Sheet, sheet_text
from simulator.errors import InputError
from simulator.events import Event, HungUp, Transcribed
from simulator.journal import to_json
from simulator.private import sync, write_private

PRIVATE_FOLDER = 0o700
PRIVATE_FILE = 0o600
"""What a person says in a practice call is nobody else's."""

BLOCK_LENGTH = SAMPLE_RATE
"""Samples of a replay collected before they are written, so that encoding is not called 31 times a second."""

FLUSH_LENGTH = 5 * SAMPLE_RATE
"""Samples of a replay that may be lost when the machine stops: it can be run again."""

LIVE_BLOCK_LENGTH = FLAC_BLOCK_LENGTH
"""Samples of a live call collected before they are written and made readable. With the encoder's own block half a
second at most is lost when the program is killed."""

LIVE_SYNC_LENGTH = SAMPLE_RATE // 2
"""Samples of a live call after which a power cut loses nothing of them; with the above less than a second is at stake."""


class RecordingWriter:
    """Follows a call and writes it down; use it in a `with`, so that an interrupted call is closed properly."""

    def __init__(self, folder: Path, sheet: Sheet, *, live: bool = False) -> None:
        """Create the folder and say in it what call this is.

        Args:
            folder: Where; must not be there yet, or be empty. Its name is the recording's name.
            sheet: What `call.toml` will say.
            live: Whether it cannot be repeated: then the raw microphone is kept too, and less is at stake.

        Raises:
            InputError: If there is something in the folder already.
        """
        self.folder = folder
        """Where the recording is."""
        _take(folder)
        (folder / SHEET).write_text(sheet_text(sheet), encoding="utf-8", newline="\n")
        self._journal = _new_file(folder / JOURNAL).open("w", encoding="utf-8", newline="\n")
        self._audio = _Track(FlacWriter(_new_file(folder / AUDIO)), live=live)
        self._microphone = _Track(FlacWriter(_new_file(folder / MICROPHONE), n_channels=1), live=True) if live else None
        self._live = live
        self._n_samples = self._n_synced = 0
        self._open_call = False

    def heard(self, near: Samples, far: Samples) -> None:
        """Take one block of both channels, each of shape `(n,)`."""
        self._n_samples += len(near)
        self._audio.add(near, far)
        if self._live and self._n_samples - self._n_synced >= SAMPLE_RATE:
            sync(self._journal.fileno())
            self._n_synced = self._n_samples

    def overheard(self, microphone: Samples) -> None:
        """Take one block of a live call's raw microphone, shape `(n,)`, aligned with what is heard."""
        if self._microphone is not None:
            self._microphone.add(microphone)

    def happened(self, event: Event) -> None:
        """Take one event; it has left the program when this returns."""
        # What was still being recognised may follow the end.
        self._open_call = not isinstance(event, HungUp | Transcribed) or (self._open_call and isinstance(event, Transcribed))
        self._journal.write(to_json(event) + "\n")
        self._journal.flush()

    def close(self) -> None:
        """Finish audio and journal; a call that was going on and that nobody hung up was cut off by the line."""
        if self._journal.closed:
            return
        try:
            for track in (self._audio, *([self._microphone] if self._microphone else [])):
                track.close()
            if self._open_call:
                self.happened(HungUp(at=self._n_samples, by="line"))
        finally:
            self._journal.close()

    def __enter__(self) -> Self:
        """Return the writer itself."""
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        """Finish the files, whatever happened."""
        self.close()


class _Track:
    """One file of a recording, written block by block."""

    def __init__(self, file: FlacWriter, *, live: bool) -> None:
        self._file = file
        self._live = live
        self._blocks: list[tuple[Samples, ...]] = []
        self._n_waiting = self._n_unflushed = self._n_unsynced = 0

    def add(self, *channels: Samples) -> None:
        self._blocks.append(channels)
        self._n_waiting += len(channels[0])
        if self._n_waiting >= (LIVE_BLOCK_LENGTH if self._live else BLOCK_LENGTH):
            self._write()

    def close(self) -> None:
        try:
            self._write()
        finally:
            self._file.close()

    def _write(self) -> None:
        if not self._blocks:
            return
        self._file.write(*(np.concatenate(channel) for channel in zip(*self._blocks, strict=True)))
        self._n_unflushed += self._n_waiting
        self._n_unsynced += self._n_waiting
        self._blocks, self._n_waiting = [], 0
        if self._live or self._n_unflushed >= FLUSH_LENGTH:
            to_disk = self._live and self._n_unsynced >= LIVE_SYNC_LENGTH
            self._file.flush(to_disk=to_disk)
            self._n_unflushed, self._n_unsynced = 0, 0 if to_disk else self._n_unsynced


def write_recording(folder: Path, recording: Recording, *, versions: Mapping[str, str]) -> None:
    """Write a call that is over; one that was recorded elsewhere has an empty journal.

    Raises:
        InputError: If there is something in the folder already.
    """
    sheet = Sheet(
        persona=recording.persona, verdict=recording.verdict, seed=recording.seed, brief=recording.brief,
        versions=dict(versions),
    )  # fmt: skip
    with RecordingWriter(folder, sheet) as writer:
        for event in recording.events:
            writer.happened(event)
        for start in range(0, len(recording.near), BLOCK_LENGTH):
            writer.heard(recording.near[start : start + BLOCK_LENGTH], recording.far[start : start + BLOCK_LENGTH])


def write_scorecard(folder: Path, card: Mapping[str, Any]) -> None:
    """Put the score beside a call, whole or not at all."""
    write_private(folder / SCORECARD, json.dumps(card, ensure_ascii=False, indent=1) + "\n")


@contextmanager
def replacing(folder: Path) -> Iterator[Path]:
    """Give a place to write a new folder; at the end it takes the old one's place, after an error it is gone."""
    folder.parent.mkdir(parents=True, exist_ok=True)
    workshop = Path(tempfile.mkdtemp(dir=folder.parent, prefix=".new-"))
    try:
        yield workshop / folder.name
        if folder.exists():
            folder.rename(workshop / "old")
        try:
            (workshop / folder.name).rename(folder)
        except OSError:  # on Windows, when another program looks into it: the old one stays then
            if (workshop / "old").exists():
                (workshop / "old").rename(folder)
            raise
    finally:
        shutil.rmtree(workshop, ignore_errors=True)


def _take(folder: Path) -> None:
    """Make a folder one's own, whoever else wants it now: of two writers only one can make its sheet.

    Raises:
        InputError: If it is another's.
    """
    folder.parent.mkdir(mode=PRIVATE_FOLDER, parents=True, exist_ok=True)
    with suppress(FileExistsError):
        folder.mkdir(mode=PRIVATE_FOLDER, exist_ok=True)
        if not any(folder.iterdir()):
            _new_file(folder / SHEET)
            return
    message = f"{folder}: expected a new folder, there is one already; name another"
    raise InputError(message)


def _new_file(path: Path) -> Path:
    os.close(os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, PRIVATE_FILE))
    return path
