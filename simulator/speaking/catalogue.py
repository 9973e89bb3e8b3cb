"""Opens the voice that a persona or a person asks for, and lists what there is."""

from pathlib import Path
from typing import TYPE_CHECKING

from simulator.speaking.cache import CachedVoice, VoiceCache
from simulator.speaking.piper_voice import PiperVoice
from simulator.speaking.process import VoiceProcess
from simulator.speaking.pyttsx3_voice import Pyttsx3Voice, installed_voices
from simulator.speaking.voice import InstalledVoice, Voice, VoiceSettings

if TYPE_CHECKING:
    from simulator.persona import VoiceStyle


def open_voice(settings: VoiceSettings, cache: VoiceCache | None = None) -> Voice:
    """Open a voice behind a cache; engines start only when the cache lacks a text.

    Args:
        settings: Which voice.
        cache: Where its lines are kept; the user's own cache when left out.
    """
    voice: Voice = PiperVoice(settings) if settings.engine == "piper" else Pyttsx3Voice(settings)
    return CachedVoice(voice, cache or VoiceCache())


def settings_of(style: "VoiceStyle") -> VoiceSettings:
    """Turn a persona's description of a voice into settings.

    Raises:
        ConfigError: If a value is out of range.
    """
    return VoiceSettings(
        engine="piper" if style.piper else "pyttsx3",
        voice=style.espeak,
        gender=style.gender,
        accent=style.accent.lower(),
        rate_wpm=style.rate_wpm,
        pitch=style.pitch,
        model=Path(style.piper).expanduser() if style.piper else None,
    )


def list_voices(language: str = "en") -> tuple[InstalledVoice, ...]:
    """List what pyttsx3 can speak with on this machine, by id.

    Args:
        language: First part of the language tag; empty lists every language.

    Raises:
        EngineError: If there is nothing to speak with; the message says what to install.
    """
    process = VoiceProcess()
    try:
        voices = installed_voices(process)
    finally:
        process.close()
    wanted = [v for v in voices if not language or v.language.partition("-")[0] == language]
    return tuple(sorted(wanted, key=lambda voice: voice.id))
