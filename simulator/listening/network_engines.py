"""SpeechRecognition's engines that send audio to a service: opened only when the user allows it.

Keys come from the environment, under the service's own names where it has any. An opener takes the model
(or, for services with none, the language) and returns the engine.
"""

import os
from typing import TYPE_CHECKING, Any

from simulator.listening.recognition import Transcribe, Transcript

if TYPE_CHECKING:
    from collections.abc import Callable

    from speech_recognition import AudioData

_TIMEOUT_S = 20.0
"""Seconds to wait for an answer; a caller who waits longer has hung up."""


def open_google(language: str) -> Transcribe:
    """Google's speech service for browsers."""
    return _through("recognize_google", language=language)


def open_google_cloud(model: str) -> Transcribe:
    """Google Cloud Speech-to-Text; an empty model leaves the choice to the service."""
    return _through("recognize_google_cloud", language_code="en-US", **({"model": model} if model else {}))


def open_openai(model: str) -> Transcribe:
    """OpenAI's transcription service, or the compatible server named by `OPENAI_BASE_URL`."""
    return _through("recognize_openai", model=model, language="en", temperature=0.0)


def open_groq(model: str) -> Transcribe:
    """Whisper at Groq."""
    return _through("recognize_groq", model=model, language="en", temperature=0.0)


def open_cohere(model: str) -> Transcribe:
    """Cohere's transcription service."""
    return _through("recognize_cohere_api", model=model, language="en")


def open_wit(_model: str) -> Transcribe:
    """Wit.ai; the language is set with the service."""
    return _through("recognize_wit", key=os.environ["WIT_AI_KEY"])


def open_azure(language: str) -> Transcribe:
    """Azure's speech service."""
    key, region = os.environ["AZURE_SPEECH_KEY"], os.environ["AZURE_SPEECH_REGION"]
    return _through("recognize_azure", key=key, location=region, language=language)


def open_houndify(_model: str) -> Transcribe:
    """Houndify; English only."""
    client_id, client_key = os.environ["HOUNDIFY_CLIENT_ID"], os.environ["HOUNDIFY_CLIENT_KEY"]
    return _through("recognize_houndify", client_id=client_id, client_key=client_key)


def open_ibm(language: str) -> Transcribe:
    """IBM's speech service."""
    return _through("recognize_ibm", key=os.environ["IBM_SPEECH_TO_TEXT_KEY"], language=language)


def open_lex(_model: str) -> Transcribe:
    """Amazon Lex, by way of a bot of yours; AWS finds its keys as it always does."""
    bot, alias = os.environ["LEX_BOT_NAME"], os.environ["LEX_BOT_ALIAS"]
    return _through("recognize_lex", bot_name=bot, bot_alias=alias, user_id="rehearsal")


def _through(method: str, **options: str | float) -> Transcribe:
    """Bind one of SpeechRecognition's methods to its options."""
    from speech_recognition import Recognizer

    recognizer = Recognizer()
    recognizer.operation_timeout = _TIMEOUT_S
    recognize: Callable[..., Any] = getattr(recognizer, method)

    def transcribe(audio_data: "AudioData") -> Transcript:
        answer = recognize(audio_data, **options)
        # Some engines answer with the text alone, some with the text and their confidence.
        return Transcript(text=str(answer[0] if isinstance(answer, tuple) else answer))

    return transcribe
