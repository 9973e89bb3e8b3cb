"""SpeechRecognition's engines that stay on this machine, each with its model loaded once and held.

SpeechRecognition 3.17 loads Whisper, Vosk and Sphinx anew at every call; so its adapters are used with a
model of ours inside. An opener takes the model's name and returns the engine; it may raise anything.
"""

import json
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from simulator.audio.clock import SAMPLE_RATE, to_samples
from simulator.errors import InputError
from simulator.listening.moonshine import load, recognize_moonshine
from simulator.listening.recognition import Transcribe, Transcript, Word

if TYPE_CHECKING:
    from speech_recognition import AudioData

_WHISPER_OPTIONS = {
    "language": "en",
    "word_timestamps": True,
    # Retries at a higher temperature draw at random: the same call would not be heard the same twice.
    "temperature": 0.0,
    # Text before it only leads to loops when each piece is a segment of its own.
    "condition_on_previous_text": False,
}

_SPHINX_FRAME = to_samples(0.010)
_SPHINX_FILLERS = ("<", "[", "+")


def open_moonshine(model: str) -> Transcribe:
    """Moonshine, by way of `recognize_moonshine`."""
    load(model)
    return lambda audio_data: Transcript(text=recognize_moonshine(None, audio_data, model=model))


def open_sphinx(model: str) -> Transcribe:
    """Sphinx, with the decoder that SpeechRecognition builds; `model` is the language, `en-US`."""
    from speech_recognition import AudioData, Recognizer

    silence = AudioData(bytes(2 * to_samples(0.1)), SAMPLE_RATE, 2)
    decoder = Recognizer().recognize_sphinx(silence, language=model, show_all=True)
    return partial(_decode_with_sphinx, decoder, decoder.get_cmn(update=False))


def _decode_with_sphinx(decoder: Any, cepstral_mean: str, audio_data: "AudioData") -> Transcript:  # noqa: ANN401 (untyped library)
    # The decoder adapts its mean from one utterance to the next; put back, the same audio is heard the same.
    decoder.set_cmn(cepstral_mean)
    decoder.start_utt()
    decoder.process_raw(audio_data.get_raw_data(convert_rate=SAMPLE_RATE, convert_width=2), full_utt=True)
    decoder.end_utt()
    words = tuple(
        Word(
            text=piece.word.split("(")[0],
            start=piece.start_frame * _SPHINX_FRAME,
            end=(piece.end_frame + 1) * _SPHINX_FRAME,
        )
        for piece in decoder.seg() or ()
        if not piece.word.startswith(_SPHINX_FILLERS)
    )
    return Transcript(text=" ".join(word.text for word in words), words=words)


def open_faster_whisper(model: str) -> Transcribe:
    """Whisper on CTranslate2; `model` is a size, `tiny.en`, or a folder."""
    from faster_whisper import WhisperModel
    from speech_recognition.recognizers.whisper_local import base, faster_whisper

    held = faster_whisper.TranscribableAdapter(WhisperModel(model, device="cpu", compute_type="int8"))
    recognizer = base.WhisperCompatibleRecognizer(held)

    def transcribe(audio_data: "AudioData") -> Transcript:
        answer = recognizer.recognize(audio_data, show_dict=True, no_repeat_ngram_size=4, **_WHISPER_OPTIONS)
        spoken = [word for segment in answer["segments"] for word in segment.words or ()]
        return _from_whisper([(word.word, word.start, word.end) for word in spoken])

    return transcribe


def open_whisper(model: str) -> Transcribe:
    """OpenAI's own Whisper; `model` is a size, `tiny.en`, or a file."""
    import whisper
    from speech_recognition.recognizers.whisper_local import base
    from speech_recognition.recognizers.whisper_local import whisper as adapter

    recognizer = base.WhisperCompatibleRecognizer(adapter.TranscribableAdapter(whisper.load_model(model)))

    def transcribe(audio_data: "AudioData") -> Transcript:
        answer = recognizer.recognize(audio_data, show_dict=True, **_WHISPER_OPTIONS)
        spoken = [word for segment in answer["segments"] for word in segment.get("words", ())]
        return _from_whisper([(word["word"], word["start"], word["end"]) for word in spoken])

    return transcribe


def _from_whisper(pieces: list[tuple[str, float, float]]) -> Transcript:
    """Put Whisper's pieces together: one that begins without a space (`'clock`) goes on with the word before it."""
    words: list[Word] = []
    for text, start, end in pieces:
        word = Word(text=text.strip(), start=to_samples(start), end=to_samples(end))
        if words and not text.startswith(" "):
            words[-1] = Word(text=words[-1].text + word.text, start=words[-1].start, end=word.end)
        elif word.text:
            words.append(word)
    return Transcript(text=" ".join(word.text for word in words), words=tuple(words))


def open_vosk(model: str) -> Transcribe:
    """Vosk; `model` is a folder, or empty for the one that `sprc download vosk` leaves in SpeechRecognition."""
    import speech_recognition
    import vosk

    folder = Path(model) if model else Path(speech_recognition.__file__).parent / "models" / "vosk"
    if not folder.is_dir():
        message = f"expected a folder with a Vosk model, got {folder}: use vosk:FOLDER, or run `sprc download vosk`"
        raise InputError(message)
    vosk.SetLogLevel(-1)
    held = vosk.Model(str(folder))

    def transcribe(audio_data: "AudioData") -> Transcript:
        decoder = vosk.KaldiRecognizer(held, SAMPLE_RATE)
        decoder.SetWords(True)  # noqa: FBT003 (the library takes it by position)
        decoder.AcceptWaveform(audio_data.get_raw_data(convert_rate=SAMPLE_RATE, convert_width=2))
        answer = json.loads(decoder.FinalResult())
        words = tuple(
            Word(text=word["word"], start=to_samples(word["start"]), end=to_samples(word["end"]))
            for word in answer.get("result", ())
        )
        return Transcript(text=answer["text"], words=words)

    return transcribe
