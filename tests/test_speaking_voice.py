"""Settings of a voice check themselves."""

from pathlib import Path

import pytest

from simulator.errors import ConfigError
from simulator.persona import VoiceStyle
from simulator.speaking.catalogue import settings_of
from simulator.speaking.voice import VoiceSettings, one_line


@pytest.mark.parametrize(
    "wrong",
    [
        {"engine": "festival"},
        {"voice": ""},
        {"gender": "other"},
        {"rate_wpm": 79},
        {"rate_wpm": 301},
        {"pitch": -1},
        {"pitch": 100},
        {"volume": 0.0},
        {"volume": 1.1},
        {"engine": "piper"},
    ],
)
def test_absurd_settings_are_refused(wrong: dict[str, object]) -> None:
    """A value out of range is refused with what was expected."""
    with pytest.raises(ConfigError, match="expected"):
        VoiceSettings(**wrong)  # type: ignore[arg-type]  # wrong on purpose


def test_persona_describes_a_voice() -> None:
    """A persona's description becomes settings; a Piper file makes it a Piper voice."""
    style = VoiceStyle(espeak="en-gb+m3", gender="male", accent="en-GB", rate_wpm=150, pitch=30)
    expected = VoiceSettings(voice="en-gb+m3", gender="male", accent="en-gb", rate_wpm=150, pitch=30)
    assert settings_of(style) == expected
    piper = settings_of(VoiceStyle(piper="voices/joe.onnx"))
    assert (piper.engine, piper.model) == ("piper", Path("voices/joe.onnx"))


@pytest.mark.parametrize(("text", "line"), [(" a\n b\t", "a b"), ("a\x00b\u200bc", "a b c"), ("né 北", "né 北"), ("", "")])
def test_text_is_put_on_one_line(text: str, line: str) -> None:
    """Breaks and characters without a shape become single spaces."""
    assert one_line(text) == line
