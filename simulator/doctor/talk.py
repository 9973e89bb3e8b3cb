"""Voices in the room that are not the caller's: how loud they are, and how loud a voice must be to be taken for the caller's."""

import numpy as np

from simulator.audio.clock import HOP_LENGTH, Samples
from simulator.audio.levels import rms_dbfs
from simulator.listening.segments import speech_segments
from simulator.listening.vad import VoiceActivity
from simulator.speaking.loudness import speech_dbfs

PEAKS = 95
"""Percentile of a room's hops that tells how loud its voices become: their mean says little, one talker makes pauses."""

OVER_PEAKS_DB = 6.0
"""How far above that a voice must be. Where 6, 3 and 1 others talked at -45 dBFS for a minute, 1, 9 and 27 of their words
would have stopped the recruiter and 0, 50 and 79 % of the caller's turns seemed never to end. With 6 dB none stopped them and
0, 0 and 6 % did not end; with 3 dB the one talker stopped them still. Hums, fans and pink noise up to -40 dBFS are never
taken for a voice, so that they need no threshold and get none: it could only cost quiet callers their words."""

SPARE_DB = 3.0
"""How much louder than needed the caller must have been. With none to spare 98 % of a caller's speech is still found, and
with 5 dB too little 72 %: people do lean back."""


def talk_dbfs(room: Samples, voice_activity: VoiceActivity) -> float | None:
    """Measure how loud others talk.

    Args:
        room: The room while the caller says nothing, shape `(n,)`.
        voice_activity: Scores it; reset first.

    Returns:
        The level that their loudest sounds reach; None when nobody is heard.
    """
    if not speech_segments(room, voice_activity):
        return None
    hops = room[: len(room) // HOP_LENGTH * HOP_LENGTH].reshape(-1, HOP_LENGTH)
    return float(np.percentile([max(rms_dbfs(hop), -120.0) for hop in hops], PEAKS))


def missing_db(talk: float, voice: Samples) -> float:
    """Tell by how much the caller's voice is too quiet to be told from others by its level; 0 or less when it is not."""
    return talk + OVER_PEAKS_DB + SPARE_DB - speech_dbfs(voice)


def gate_dbfs(talk: float | None, voice: Samples | None) -> float | None:
    """Tell from which level on a voice should be taken for the caller's.

    Args:
        talk: How loud others talk; None when nobody does.
        voice: What the caller said, shape `(n,)`; None when nobody was asked.

    Returns:
        The level; None where there is nobody to pass over, or where the caller might be passed over too.
    """
    if talk is None or voice is None or missing_db(talk, voice) > 0:
        return None
    return round(talk + OVER_PEAKS_DB, 1)
