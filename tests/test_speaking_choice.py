"""A system's nearest voice is chosen for a persona."""

import pytest

from simulator.errors import EngineError
from simulator.speaking.choice import choose_voice
from simulator.speaking.voice import InstalledVoice


def voice(name: str, gender: str, language: str) -> InstalledVoice:
    """Make an installed voice whose id is made from its name."""
    return InstalledVoice(id=f"com.example.{name}", name=name, gender=gender, language=language)


INSTALLED = (
    voice("Albert", "male", "en-us"),
    voice("Thomas", "male", "fr-fr"),
    voice("Daniel", "male", "en-gb"),
    voice("Fred", "male", "en-us"),
    voice("Karen", "female", "en-au"),
    voice("Samantha", "female", "en-us"),
    voice("Zarvox", "", "en-us"),
)


@pytest.mark.parametrize(
    ("name", "gender", "accent", "chosen"),
    [
        ("en-us+f3", "female", "en-us", "Samantha"),
        ("en-us+m3", "male", "en-us", "Fred"),
        ("en-gb+m2", "male", "en-gb", "Daniel"),
        ("en-gb+f2", "female", "en-gb", "Karen"),  # gender before accent
        ("fr", "female", "fr-fr", "Thomas"),  # language before gender
        ("Zarvox", "female", "en-us", "Zarvox"),  # asked for by name
        ("com.example.Daniel", "female", "en-us", "Daniel"),
    ],
)
def test_nearest_voice_is_chosen(name: str, gender: str, accent: str, chosen: str) -> None:
    """A voice's own name wins, then language, then gender, then accent; joke voices come last."""
    assert choose_voice(INSTALLED, name=name, gender=gender, accent=accent) == f"com.example.{chosen}"


@pytest.mark.parametrize("installed", [(), INSTALLED])
def test_no_speaker_of_the_language_is_said(installed: tuple[InstalledVoice, ...]) -> None:
    """Without a voice of the language there is an error, never a wrong language."""
    with pytest.raises(EngineError, match="'fi'"):
        choose_voice(installed, name="fi", gender="female", accent="fi-fi")
