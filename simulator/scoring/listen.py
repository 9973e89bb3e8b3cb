"""Scores need a conversation; this hears one in a two-channel recording that has no journal."""

from dataclasses import dataclass

from simulator.audio.clock import Samples
from simulator.audio.recording import Recording
from simulator.audio.sound import leaked_hops, same_sound
from simulator.brief import Brief
from simulator.errors import AudioFormatError
from simulator.events import HeardWord
from simulator.listening.acts import ActReader
from simulator.listening.recognition import Recognizer
from simulator.listening.room_voices import OverCrowd, crowd_dbfs
from simulator.listening.segments import PAD, speech_segments
from simulator.listening.vad import VoiceActivity
from simulator.scoring.announcement import announcement
from simulator.scoring.assembly import assemble
from simulator.scoring.conversation import Conversation
from simulator.scoring.floors import held_floors
from simulator.scoring.foreground import own_voice
from simulator.scoring.stretch import Stretch


@dataclass(frozen=True, slots=True, kw_only=True)
class Overheard:
    """Who made themselves heard when, and with which words."""

    caller: tuple[Stretch, ...]
    """The caller's speech, in order."""

    recruiter: tuple[Stretch, ...]
    """The recruiter's speech, in order."""


def listen(recording: Recording, *, voice_activity: VoiceActivity, recognizer: Recognizer) -> Overheard:
    """Find and recognise the speech on both channels, each stretch once.

    Args:
        recording: Both channels, of equal length. What leaks from one into the other is nobody's speech.
        voice_activity: Scores the hops; reset for each channel.
        recognizer: Turns stretches into words.

    Returns:
        Stretches in call time; one in which no words were heard has an empty text.

    Raises:
        AudioFormatError: If both channels carry the same sound, so that nobody can say who spoke.
        EngineError: If the recogniser failed.
    """
    near, far = recording.near, recording.far
    if same_sound(near, far):
        message = (
            f"{recording.source}: both channels carry the same sound: "
            "record the caller on channel 1 and the recruiter on channel 2"
        )
        raise AudioFormatError(message)
    over_crowd = OverCrowd(voice_activity, peaks_dbfs=crowd_dbfs(near, voice_activity))
    return Overheard(
        caller=_stretches(near, far, over_crowd, recognizer),
        recruiter=_stretches(far, near, voice_activity, recognizer),
    )


def conversation_from_audio(
    recording: Recording, *, voice_activity: VoiceActivity, recognizer: Recognizer, acts: ActReader, brief: Brief | None
) -> Conversation:
    """Tell who said what when, from the samples alone.

    Args:
        recording: Both channels; its `verdict`, when somebody gave it, is believed over what is heard.
        voice_activity: Scores the hops.
        recognizer: Turns stretches into words.
        acts: Finds what words do.
        brief: What names, roles and times are compared with.

    Raises:
        AudioFormatError: If both channels carry the same sound.
        EngineError: If the recogniser failed.
    """
    heard = listen(recording, voice_activity=voice_activity, recognizer=recognizer)
    caller = own_voice(heard.caller, recording.near)
    floors = held_floors(heard.recruiter, caller, acts=acts, n_samples=len(recording.near))
    return assemble(
        caller, [held.turn for held in floors], announcement(floors, caller, known=recording.verdict),
        near=recording.near, acts=acts, brief=brief,
    )  # fmt: skip


def _stretches(samples: Samples, other: Samples, voice_activity: VoiceActivity, recognizer: Recognizer) -> tuple[Stretch, ...]:
    segments = speech_segments(samples, voice_activity, silenced=leaked_hops(samples, other))
    # Words are heard in the untouched sound: a hole where a leak was does more harm than the leak.
    return tuple(_recognised(samples, start, end, recognizer) for start, end in segments)


def _recognised(samples: Samples, start: int, end: int, recognizer: Recognizer) -> Stretch:
    begin = max(start - PAD, 0)
    heard = recognizer.recognize(samples[begin : end + PAD])
    words = tuple(HeardWord(text=word.text, start=begin + word.start, end=begin + word.end) for word in heard.words)
    return Stretch(start=start, end=end, text=heard.text, words=words)
