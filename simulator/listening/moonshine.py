"""Moonshine in the shape of a SpeechRecognition engine, its model loaded once and held."""

import os
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from simulator.audio.clock import SAMPLE_RATE
from simulator.errors import EngineError, InputError
from simulator.listening.recognition import from_audio_data

if TYPE_CHECKING:
    from moonshine_voice.transcriber import Transcriber
    from speech_recognition import AudioData, Recognizer

DEFAULT_MODEL = "tiny-en"
"""The model inside the wheel: the first run needs no download."""

_OPTIONS = {
    # Its own voice activity detector cuts segments that ours has already cut, and makes "You" of the rests.
    "vad_threshold": "0",
    # Handing every sample back as a Python float costs more than it tells.
    "return_audio_data": "false",
}


def recognize_moonshine(_recognizer: "Recognizer | None", audio_data: "AudioData", *, model: str = DEFAULT_MODEL) -> str:
    """Recognize speech as SpeechRecognition's own `recognize_…` functions do.

    Args:
        _recognizer: Not used; there because SpeechRecognition passes itself first.
        audio_data: The speech; at least 0.3 s, or Moonshine hears next to nothing.
        model: Name of a model in the wheel, or the folder of a downloaded one whose name begins with
            its architecture (`tiny-…`, `base-…`).

    Returns:
        The words, with punctuation.

    Raises:
        UnknownValueError: If no words were heard.
        RequestError: If Moonshine failed.
        EngineError: If Moonshine is not installed or the model does not load.
    """
    from moonshine_voice.errors import MoonshineError
    from speech_recognition.exceptions import RequestError, UnknownValueError

    transcriber = load(model)
    # The public call copies sample by sample from a list: 5 % of the time that recognition takes, which is
    # the price of not reaching into its private library handle.
    samples = from_audio_data(audio_data).tolist()
    try:
        transcript = transcriber.transcribe_without_streaming(samples, SAMPLE_RATE)
    except MoonshineError as error:
        message = f"Moonshine failed: {error}"
        raise RequestError(message) from error
    text = " ".join(line.text.strip() for line in transcript.lines if line.text.strip())
    if not text:
        raise UnknownValueError
    return text


@lru_cache(maxsize=2)
def load(model: str = DEFAULT_MODEL) -> "Transcriber":
    """Load a model, or hand out the one already loaded.

    Args:
        model: Name of a model in the wheel, or the folder of a downloaded one.

    Returns:
        The transcriber; it holds no state between calls.

    Raises:
        EngineError: If Moonshine is not installed or the model does not load.
        InputError: If there is no such model.
    """
    _use_one_thread()
    try:
        from moonshine_voice import ModelArch, get_model_path
        from moonshine_voice.errors import MoonshineError
        from moonshine_voice.transcriber import Transcriber
    except (ImportError, OSError) as error:
        message = f"Moonshine did not load ({error}): pip install moonshine-voice, or use the recognizer sphinx"
        raise EngineError(message) from error
    folder = Path(model) if Path(model).is_dir() else Path(get_model_path(model))
    if not folder.is_dir():
        message = f"expected Moonshine's model {DEFAULT_MODEL} or the folder of another, got {model!r}"
        raise InputError(message)
    arch = ModelArch.BASE if folder.resolve().name.startswith("base") else ModelArch.TINY
    try:
        return Transcriber(folder, arch, options=_OPTIONS)
    except MoonshineError as error:
        message = f"Moonshine could not load {folder}: {error}"
        raise EngineError(message) from error


def _use_one_thread() -> None:
    """Keep ONNX Runtime inside the calling thread, unless the environment says otherwise.

    On two cores its thread pool spins: one process alone is 20 % faster with it, two at once hear 20 s of
    audio a second between them instead of 36. The library reads the variable when it loads a model.
    """
    os.environ.setdefault("MOONSHINE_ORT_SINGLE_THREAD", "1")
