"""A better voice, with the `piper` extra: any Piper voice file, spoken in this process."""

import hashlib
import importlib
from functools import cached_property
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from types import ModuleType
from typing import TYPE_CHECKING

import numpy as np
import soxr

from simulator.audio.clock import SAMPLE_RATE, Samples
from simulator.errors import EngineError
from simulator.speaking.voice import VoiceSettings, one_line

if TYPE_CHECKING:
    import piper

NOT_INSTALLED = "Piper is not installed; type: pip install 'rehearse[piper]'"
"""What to say where the extra is missing."""

USUAL_RATE_WPM = 165
"""Words a minute that a Piper voice of length scale 1 speaks, about."""


class PiperVoice:
    """Speaks with a Piper model, loaded by the first text."""

    def __init__(self, settings: VoiceSettings) -> None:
        """Load nothing yet.

        Args:
            settings: `model`, `rate_wpm` and `volume` count.
        """
        self._settings = settings

    @cached_property
    def key(self) -> str:
        """Version, the model's content, and settings.

        Raises:
            EngineError: If the model or Piper is missing.
        """
        s = self._settings
        try:
            release = version("piper-tts")
        except PackageNotFoundError as error:
            raise EngineError(NOT_INSTALLED) from error
        with self._model.open("rb") as file:
            digest = hashlib.file_digest(file, "sha256").hexdigest()
        return f"piper-tts {release}|{digest}|{s.rate_wpm} {s.volume:g}"

    def render(self, text: str) -> Samples:
        """Say one stretch of text.

        Raises:
            EngineError: If the model or Piper is missing or fails.
        """
        voice, how = self._loaded
        try:
            chunks = list(voice.synthesize(one_line(text), how))
        except (RuntimeError, ValueError, KeyError) as error:
            message = f"{self._model}: the Piper voice failed: {error}; try another model"
            raise EngineError(message) from error
        if not chunks:
            message = f"{self._model}: the Piper voice said nothing for {text[:40]!r}; try other words"
            raise EngineError(message)
        joined = np.concatenate([chunk.audio_float_array for chunk in chunks])
        samples: Samples = soxr.resample(joined, chunks[0].sample_rate, SAMPLE_RATE, quality="HQ")
        return samples

    @cached_property
    def _model(self) -> Path:
        model = self._settings.model or Path()
        for path in (model, model.with_name(f"{model.name}.json")):
            if not path.is_file():
                message = f"{path}: no such file; a Piper voice is an .onnx file with its .onnx.json beside it"
                raise EngineError(message)
        return model

    @cached_property
    def _loaded(self) -> tuple["piper.PiperVoice", "piper.SynthesisConfig"]:
        module = _import_piper()
        try:
            voice = module.PiperVoice.load(self._model)
        # onnxruntime's exceptions share no base but Exception.
        except Exception as error:
            message = f"{self._model}: not a Piper voice ({str(error).splitlines()[0]}); download it again"
            raise EngineError(message) from error
        # Without noise the same text sounds the same every time, which a replay needs.
        how = module.SynthesisConfig(
            length_scale=voice.config.length_scale * USUAL_RATE_WPM / self._settings.rate_wpm,
            noise_scale=0.0,
            noise_w_scale=0.0,
            volume=self._settings.volume,
        )
        return voice, how


def _import_piper() -> ModuleType:
    try:
        return importlib.import_module("piper")
    except ImportError as error:
        raise EngineError(NOT_INSTALLED) from error
