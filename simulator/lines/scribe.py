"""Writes a live call down on a thread of its own, so that a slow disk is never heard."""

import queue
import threading
from collections.abc import Callable
from functools import partial

from simulator.audio.clock import Samples
from simulator.audio.writing import RecordingWriter
from simulator.errors import AudioFormatError, DeviceError
from simulator.events import Event

MOST_WAITING = 4096
"""Pieces that may wait to be written: two minutes of a disk that does not answer."""

CLOSE_LIMIT_S = 30.0
"""Longest wait for the disk at the end."""


class Scribe:
    """Follows a call as `RecordingWriter` does; what goes wrong is raised by the next thing it is told."""

    def __init__(self, writer: RecordingWriter) -> None:
        """Take a writer; it is the thread's from now on."""
        self._writer = writer
        self._pieces: queue.Queue[Callable[[], None] | None] = queue.Queue(MOST_WAITING)
        self._error: Exception | None = None
        self._thread = threading.Thread(target=self._run, name="scribe", daemon=True)
        self._thread.start()

    def heard(self, near: Samples, far: Samples) -> None:
        """Take one block of both channels; see `RecordingWriter.heard`."""
        self._put(partial(self._writer.heard, near, far))

    def overheard(self, microphone: Samples) -> None:
        """Take one block of the raw microphone; see `RecordingWriter.overheard`."""
        self._put(partial(self._writer.overheard, microphone))

    def happened(self, event: Event) -> None:
        """Take one event; see `RecordingWriter.happened`."""
        self._put(partial(self._writer.happened, event))

    def close(self) -> None:
        """Write what is left and finish the files.

        Raises:
            DeviceError: If the disk failed, or does not answer.
        """
        self._pieces.put(None)
        self._thread.join(CLOSE_LIMIT_S)
        self._check()
        if self._thread.is_alive():
            message = f"{self._writer.folder}: the disk does not answer; what it took of the recording is kept"
            raise DeviceError(message)

    def _put(self, piece: Callable[[], None]) -> None:
        self._check()
        try:
            self._pieces.put_nowait(piece)
        except queue.Full as error:
            message = f"{self._writer.folder}: the disk does not answer; what it took of the recording is kept"
            raise DeviceError(message) from error

    def _check(self) -> None:
        error, self._error = self._error, None
        if error is not None:
            reason = getattr(error, "strerror", None) or str(error)
            message = f"{self._writer.folder}: the recording cannot be written ({reason}); what is there is kept"
            raise DeviceError(message) from error

    def _run(self) -> None:
        failed = False
        while (piece := self._pieces.get()) is not None:
            if failed:
                continue
            try:
                piece()
            except (OSError, AudioFormatError) as error:
                self._error, failed = error, True
        try:
            self._writer.close()
        except (OSError, AudioFormatError) as error:
            self._error = self._error or (None if failed else error)
