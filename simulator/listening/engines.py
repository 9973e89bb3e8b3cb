"""Opens a recognizer by its SpeechRecognition name, such as `sphinx` or `faster-whisper:small.en`."""

import os
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from importlib.metadata import PackageNotFoundError, version
from importlib.util import find_spec
from types import MappingProxyType

from simulator.errors import EngineError, InputError, RehearsalError
from simulator.listening import local_engines as local
from simulator.listening import network_engines as network
from simulator.listening.hearing import Hearing
from simulator.listening.late import LateEngine
from simulator.listening.moonshine import DEFAULT_MODEL
from simulator.listening.recognition import Transcribe

DEFAULT_ENGINE = "moonshine"
FALLBACK_ENGINE = "sphinx"


@dataclass(frozen=True, slots=True, kw_only=True)
class Engine:
    """What there is to know about an engine before it is opened."""

    open: Callable[[str], Transcribe]
    """Loads a model by name and returns the engine."""

    module: str = "speech_recognition"
    """Module that has to be installed."""

    package: str = "SpeechRecognition"
    """What `pip install` calls it; the version in the key is this one's."""

    requirement: str = ""
    """What to give to `pip install` when it is not just the package."""

    model: str = ""
    """Model, or language for engines without models, when the user names none."""

    sends_to: str = ""
    """Who receives the audio; empty when it stays on this machine."""

    variables: tuple[str, ...] = ()
    """Environment variables that have to hold the service's keys."""


def _extra(name: str) -> str:
    return f"SpeechRecognition[{name}]"


ENGINES = MappingProxyType({
    "moonshine": Engine(
        open=local.open_moonshine, module="moonshine_voice", package="moonshine-voice", model=DEFAULT_MODEL,
        requirement="moonshine-voice>=0.0.73,<0.1",
    ),
    "sphinx": Engine(
        open=local.open_sphinx, module="pocketsphinx", package="pocketsphinx", model="en-US",
        requirement=_extra("pocketsphinx"),
    ),
    "faster-whisper": Engine(
        open=local.open_faster_whisper, module="faster_whisper", package="faster-whisper", model="tiny.en",
        requirement=_extra("faster-whisper"),
    ),
    "whisper": Engine(
        open=local.open_whisper, module="whisper", package="openai-whisper", model="tiny.en",
        requirement=_extra("whisper-local"),
    ),
    "vosk": Engine(open=local.open_vosk, module="vosk", package="vosk"),
    "google": Engine(open=network.open_google, model="en-US", sends_to="Google"),
    "google-cloud": Engine(
        open=network.open_google_cloud, module="google.cloud.speech", package="google-cloud-speech",
        requirement=_extra("google-cloud"), sends_to="Google Cloud",
    ),
    "openai": Engine(
        open=network.open_openai, module="openai", package="openai", requirement=_extra("openai"),
        model="whisper-1", sends_to="OpenAI or the server in OPENAI_BASE_URL", variables=("OPENAI_API_KEY",),
    ),
    "groq": Engine(
        open=network.open_groq, module="groq", package="groq", requirement=_extra("groq"),
        model="whisper-large-v3-turbo", sends_to="Groq", variables=("GROQ_API_KEY",),
    ),
    "cohere": Engine(
        open=network.open_cohere, module="cohere", package="cohere", requirement=_extra("cohere-api"),
        model="cohere-transcribe-03-2026", sends_to="Cohere", variables=("CO_API_KEY",),
    ),
    "wit": Engine(open=network.open_wit, sends_to="Wit.ai (Meta)", variables=("WIT_AI_KEY",)),
    "azure": Engine(
        open=network.open_azure, model="en-US", sends_to="Microsoft Azure",
        variables=("AZURE_SPEECH_KEY", "AZURE_SPEECH_REGION"),
    ),
    "houndify": Engine(
        open=network.open_houndify, sends_to="SoundHound (Houndify)",
        variables=("HOUNDIFY_CLIENT_ID", "HOUNDIFY_CLIENT_KEY"),
    ),
    "ibm": Engine(open=network.open_ibm, model="en-US", sends_to="IBM", variables=("IBM_SPEECH_TO_TEXT_KEY",)),
    "lex": Engine(
        open=network.open_lex, module="boto3", package="boto3", sends_to="Amazon Lex",
        variables=("LEX_BOT_NAME", "LEX_BOT_ALIAS"),
    ),
})  # fmt: skip
"""Every engine by name, those that stay on this machine first."""

UNFIT = MappingProxyType({
    "amazon": "SpeechRecognition uploads the audio to a storage bucket that anyone may read",
    "assemblyai": "it answers minutes later, to those who ask again",
    "tensorflow": "it knows ten single words and needs TensorFlow 1",
    "api": "the service was closed",
})  # fmt: skip
"""Engines that SpeechRecognition has and a call cannot use, with the reason."""


def open_recognizer(spec: str = DEFAULT_ENGINE, *, allow_network: bool = False, late: bool = False) -> Hearing:
    """Open a recognizer by name.

    Args:
        spec: `ENGINE` or `ENGINE:MODEL`. `moonshine` alone becomes `sphinx` where Moonshine has no wheel.
        allow_network: Whether audio may leave the machine.
        late: Whether the model that comes with the package, which is there for certain, may wait for the first audio.

    Returns:
        The recognizer, its model loaded unless `late`; its `notice` says where audio goes, if it goes anywhere.

    Raises:
        InputError: If there is no such engine or model, or it needs the network and may not use it.
        EngineError: If it is not installed, lacks its keys, or its model does not load.
    """
    given, _, model = spec.partition(":")
    name = given.strip().lower().replace("_", "-").removesuffix("-api")
    if name == DEFAULT_ENGINE and not model and not _is_installed("moonshine_voice"):
        name = FALLBACK_ENGINE
    engine = _engine(name)
    _permit(name, engine, allow_network=allow_network)
    _require(name, engine)
    model = model or engine.model
    notice = f"Your voice leaves this machine: {name} sends it to {engine.sends_to}." if engine.sends_to else ""
    open_engine = partial(_open, name, engine, model)
    transcribe = LateEngine(open_engine) if late and (name, model) == (DEFAULT_ENGINE, DEFAULT_MODEL) else open_engine()
    return Hearing(_key(name, model, engine.package), transcribe, notice=notice)


def _open(name: str, engine: Engine, model: str) -> Transcribe:
    try:
        return engine.open(model)
    except RehearsalError:
        raise
    except Exception as error:  # loaders of models raise classes of their own, not importable here
        message = f"recognizer {name} could not load {model or 'its model'}: {error}"
        raise EngineError(message) from error


def _engine(name: str) -> Engine:
    if name in UNFIT:
        message = f"recognizer {name} cannot be used in a call: {UNFIT[name]}; choose one of {', '.join(ENGINES)}"
        raise InputError(message)
    if name not in ENGINES:
        message = f"expected a recognizer ENGINE or ENGINE:MODEL with one of {', '.join(ENGINES)}, got {name!r}"
        raise InputError(message)
    return ENGINES[name]


def _permit(name: str, engine: Engine, *, allow_network: bool) -> None:
    if engine.sends_to and not allow_network:
        message = (
            f"recognizer {name} would send your voice to {engine.sends_to}: allow the network to use it, "
            f"or choose {DEFAULT_ENGINE}, which stays on this machine"
        )
        raise InputError(message)


def _require(name: str, engine: Engine) -> None:
    if not _is_installed(engine.module):
        message = f'recognizer {name} is not installed: pip install "{engine.requirement or engine.package}"'
        raise EngineError(message)
    missing = [variable for variable in engine.variables if not os.environ.get(variable)]
    if missing:
        message = f"recognizer {name} needs its key: set the environment variable {' and '.join(missing)}"
        raise EngineError(message)


def _is_installed(module: str) -> bool:
    try:
        return find_spec(module) is not None
    except ModuleNotFoundError:  # a parent package is missing
        return False


def _key(name: str, model: str, package: str) -> str:
    try:
        release = version(package)
    except PackageNotFoundError:
        release = "unknown"
    return f"{name}:{model}@{release}" if model else f"{name}@{release}"
