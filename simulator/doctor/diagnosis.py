"""What a desk's measures mean, in plain words, and what to do about each."""

import math

from simulator.audio.clock import SAMPLE_RATE, Samples
from simulator.audio.levels import share_clipped
from simulator.doctor.talk import missing_db
from simulator.finding import Finding
from simulator.lines.checkup import RoomMeasures
from simulator.speaking.loudness import TARGET_DBFS, speech_dbfs

USUAL_VOICE_DBFS = -32.0
"""Level of a voice at a laptop's microphone, taken where nobody spoke."""

LOUD_ECHO_DB = -6.0
"""Level of the echo against the voice up to which the caller is heard well while the recruiter speaks."""

DROWNING_ECHO_DB = 9.0
"""Level from which the voice can't be told from the echo at all: half duplex is honest then."""

OVER_NOISE_DB = 13.0
"""How far a voice must be above the room: with less, words are lost."""

FAINT_VOICE_DBFS = -48.0
"""Voice below which words are lost."""

MOST_CLIPPED = 0.001
"""Share of samples at full scale from which a voice is distorted."""

LONG_DELAY = 0.4
"""Seconds from which a loudspeaker's delay makes people talk over each other: it is Bluetooth, most often."""


def diagnose_room(measures: RoomMeasures, voice: Samples | None, *, talk: float | None = None) -> tuple[Finding, ...]:
    """Judge the room.

    Args:
        measures: What was measured.
        voice: What the person said, shape `(n,)`; None when nobody was asked.
        talk: How loud others talk in the room; None when nobody does.
    """
    if measures.always_zero and (voice is None or not voice.any()):
        return (_no_signal(),)
    findings = [_noise(measures.noise_dbfs, voice), *_talk(talk, voice), _echo(measures, voice), *_delay(measures)]
    return tuple(findings if voice is None else [*findings, _voice(voice)])


def echo_over_voice_db(measures: RoomMeasures, voice: Samples | None) -> float:
    """Tell how loud the recruiter comes back against the caller; `-inf` when nothing comes back."""
    if measures.echo is None:
        return -math.inf
    return TARGET_DBFS + measures.echo.level_db - _voice_dbfs(voice)


def needs_half_duplex(measures: RoomMeasures, voice: Samples | None) -> bool:
    """Tell whether the microphone must be closed while the recruiter speaks; only where a voice was there to compare with."""
    return voice is not None and echo_over_voice_db(measures, voice) > DROWNING_ECHO_DB


def _no_signal() -> Finding:
    return Finding(
        id="microphone", passed=False, essential=True, said="The microphone gives nothing at all, not even noise.",
        advice="It is muted, or this program may not use it: look for a mute switch, and allow the terminal to use the "
        "microphone in the system's privacy settings.",
    )  # fmt: skip


def _voice_dbfs(voice: Samples | None) -> float:
    return USUAL_VOICE_DBFS if voice is None or not voice.any() else max(speech_dbfs(voice), FAINT_VOICE_DBFS)


def _noise(noise_dbfs: float, voice: Samples | None) -> Finding:
    excess = noise_dbfs + OVER_NOISE_DB - _voice_dbfs(voice)
    if excess <= 0:
        return Finding(id="noise", passed=True, said=f"The room is quiet enough ({_level(noise_dbfs)}).")
    whose = "an ordinary voice" if voice is None else "your voice"
    return Finding(
        id="noise", passed=False,
        said=f"The room is noisy ({_level(noise_dbfs)}): about {max(round(excess), 1):d} dB too loud for {whose}.",
        advice="Close the window, turn off what hums, or use a headset: its microphone is nearer to you.",
    )  # fmt: skip


def _talk(talk: float | None, voice: Samples | None) -> list[Finding]:
    if talk is None:
        return []
    if voice is None:
        return [Finding(
            id="talk", passed=False, said="Others talk in the room: they may be taken for you.",
            advice="Close the door; or say the phrase (--phrase), so that your voice can be told from theirs by its level.",
        )]  # fmt: skip
    missing = missing_db(talk, voice)
    if missing <= 0:
        return [Finding(id="talk", passed=True, said="Others talk in the room, and are passed over: you are louder.")]
    return [Finding(
        id="talk", passed=False, said="Others talk in the room, nearly as loud as you: they may be taken for you.",
        advice=f"Close the door, use a headset, or come closer: about {max(round(missing), 1):d} dB are missing.",
    )]  # fmt: skip


def _echo(measures: RoomMeasures, voice: Samples | None) -> Finding:
    excess = echo_over_voice_db(measures, voice)
    if measures.echo is None:
        return Finding(id="echo", passed=True, said="Nothing of the loudspeaker comes back: headphones, or as good as.")
    if excess <= LOUD_ECHO_DB:
        return Finding(id="echo", passed=True, said=f"The loudspeaker comes back {-excess:.0f} dB below your voice: fine.")
    turn_down = f"use headphones, or turn it down by about {max(round(excess - LOUD_ECHO_DB), 1):d} dB"
    if excess <= DROWNING_ECHO_DB:
        said = "The loudspeaker is too loud for the microphone: when you speak over the recruiter, you may not be heard."
        return Finding(id="echo", passed=False, said=said, advice=f"For calls in which you can interrupt, {turn_down}.")
    said = "The loudspeaker drowns the microphone: you will be heard only while the recruiter is silent."
    return Finding(id="echo", passed=False, said=said, advice=f"To be heard at any time, {turn_down}.")


def _delay(measures: RoomMeasures) -> list[Finding]:
    if measures.echo is None:
        return []
    seconds = measures.echo.delay / SAMPLE_RATE
    if seconds < LONG_DELAY:
        return [Finding(id="delay", passed=True, said=f"Sound takes {1000 * seconds:.0f} ms from loudspeaker to microphone.")]
    return [Finding(
        id="delay", passed=False, said=f"Sound takes {seconds:.1f} s from loudspeaker to microphone.",
        advice="That is long: wireless headphones, most often. Use ones with a cable, and nobody talks over the other.",
    )]  # fmt: skip


def _voice(voice: Samples) -> Finding:
    level = speech_dbfs(voice)
    if share_clipped(voice) > MOST_CLIPPED:
        return Finding(
            id="voice", passed=False, said="Your voice is too loud for the microphone and sounds torn.",
            advice="Turn the microphone down in the system's settings, or move a little away from it.",
        )  # fmt: skip
    if level < FAINT_VOICE_DBFS:
        return Finding(
            id="voice", passed=False, said=f"Your voice is faint ({_level(level)}).",
            advice="Come closer, speak up, or turn the microphone up in the system's settings.",
        )  # fmt: skip
    return Finding(id="voice", passed=True, said=f"Your voice is well heard ({_level(level)}).")


def _level(dbfs: float) -> str:
    return "silent" if math.isinf(dbfs) else f"{dbfs:.0f} dBFS"
