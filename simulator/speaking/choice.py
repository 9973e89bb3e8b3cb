"""Chooses among a system's voices the one that is nearest to a persona's description."""

from collections.abc import Sequence

from simulator.errors import EngineError
from simulator.speaking.voice import InstalledVoice

NOVELTIES = frozenset({
    "albert", "bad news", "bahh", "bells", "boing", "bubbles", "cellos", "deranged", "good news",
    "hysterical", "jester", "organ", "pipe organ", "superstar", "trinoids", "whisper", "wobble", "zarvox",
})  # fmt: skip
"""Voices of macOS that sing or joke; no recruiter sounds so."""


def choose_voice(installed: Sequence[InstalledVoice], *, name: str, gender: str, accent: str) -> str:
    """Choose the voice of this name, else the nearest.

    Language counts before gender, gender before the rest of the accent; the first of equals wins.

    Args:
        installed: What the system has, in its order.
        name: Id or name of a voice; most often another platform's, then nothing has it.
        gender: `female` or `male`.
        accent: Language tag in lower case, such as `en-gb`.

    Returns:
        The id of one of `installed`.

    Raises:
        EngineError: If `installed` has no voice of the accent's language.
    """
    for voice in installed:
        if name.lower() in (voice.id.lower(), voice.name.lower()):
            return voice.id
    language = accent.partition("-")[0]
    speakers = [voice for voice in installed if voice.language.partition("-")[0] == language]
    if not speakers:
        found = f"{len(installed)} of other languages"
        message = f"expected an installed voice that speaks {language!r}, got {found}; add one in the system's settings"
        raise EngineError(message)
    return max(speakers, key=lambda voice: _likeness(voice, gender, accent)).id


def _likeness(voice: InstalledVoice, gender: str, accent: str) -> tuple[bool, bool, bool]:
    return (voice.name.lower() not in NOVELTIES, voice.gender == gender, voice.language == accent)
