"""Lets lines be spoken and recognised, as the program's own ears would."""

from collections.abc import Sequence

import numpy as np

from simulator.audio.clock import Samples, on_pcm16_grid, to_samples
from simulator.engines import EngineRoom
from simulator.speaking.catalogue import open_voice
from simulator.speaking.script import render_sentence
from simulator.speaking.voice import VoiceSettings

VOICES = ("en-us+m3", "en-gb-x-rp+f2", "en-gb-scotland+m3", "en-029+f2")
"""Others than those that the training text was read in."""

_RATE_WPM = 165
_SILENCE = np.zeros(to_samples(0.3), np.float32)  # what the program leaves around speech


def recognised(lines: Sequence[str], voice_name: str, room: EngineRoom) -> list[str]:
    """Give what is heard of each line in one voice."""
    voice = open_voice(VoiceSettings(voice=voice_name, rate_wpm=_RATE_WPM))
    return [_heard(render_sentence(line, voice), room) for line in lines]


def _heard(samples: Samples, room: EngineRoom) -> str:
    return room.recognizer.recognize(on_pcm16_grid(np.concatenate([_SILENCE, samples, _SILENCE]))).text
