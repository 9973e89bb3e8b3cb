"""Opens what a call needs from outside, each once a process and only when it is first wanted."""

from dataclasses import dataclass, replace
from functools import cached_property
from typing import Protocol

from simulator.call.session import Engines
from simulator.call.topics import TopicReader
from simulator.listening.acts import ActReader
from simulator.listening.hearing import Hearing
from simulator.listening.recognition import Recognizer
from simulator.listening.vad import SileroVoiceActivity, VoiceActivity
from simulator.persona import Persona, VoiceStyle
from simulator.speaking.voice import Voice

FRONT_DESK = VoiceStyle(espeak="en+m7", gender="male", accent="en-gb", rate_wpm=190, pitch=60)
"""Who puts callers through: nobody that a caller could take for their recruiter."""


class Room(Protocol):
    """Where commands get their engines."""

    @property
    def recognizer(self) -> Recognizer:
        """Turns sound into words."""
        ...

    @property
    def acts(self) -> ActReader:
        """Finds what words do."""
        ...

    @property
    def notice(self) -> str:
        """Where the recognizer sends the caller's voice, in a sentence; empty when it stays on this machine."""
        ...

    def load(self) -> None:
        """Open now what every call needs, so that what is missing is said before anything begins."""
        ...

    def voice_activity(self) -> VoiceActivity:
        """Hand out a detector that has heard nothing, or has forgotten it."""
        ...

    def voice_of(self, persona: Persona) -> Voice:
        """Open a persona's voice."""
        ...

    def for_call(self, persona: Persona) -> Engines:
        """Put together what a call with this persona needs."""
        ...


@dataclass(frozen=True, kw_only=True)
class EngineRoom:
    """The engines of one process; calls share them, one call at a time."""

    recognizer_spec: str = "moonshine"
    """`ENGINE[:MODEL]`."""

    allow_network: bool = False
    """Whether an engine that sends audio away may be used."""

    @cached_property
    def recognizer(self) -> Hearing:
        """Turns sound into words.

        Raises:
            InputError: If there is no engine of this name, or it needs the network and may not use it.
            EngineError: If it is missing or does not start.
        """
        from simulator.listening.engines import open_recognizer

        return open_recognizer(self.recognizer_spec, allow_network=self.allow_network, late=True)

    @property
    def notice(self) -> str:
        """Where the recognizer sends the caller's voice, in a sentence; empty when it stays on this machine."""
        return self.recognizer.notice

    @cached_property
    def acts(self) -> ActReader:
        """Finds what words do.

        Raises:
            EngineError: If its model is missing.
        """
        from simulator.listening.act_reader import LateActReader

        return LateActReader()

    @cached_property
    def topics(self) -> TopicReader:
        """Understands questions outside the script."""
        from simulator.call.topics import LateTopics

        return LateTopics()

    def load(self) -> None:
        """Open now what every call needs, so that what is missing is said before anything begins."""
        _ = self.recognizer, self.acts

    def voice_activity(self) -> VoiceActivity:
        """Hand out the detector, which has forgotten what it heard: loading one takes as long as a second of call.

        Raises:
            EngineError: If its library is missing.
        """
        self._detector.reset()
        return self._detector

    @cached_property
    def _detector(self) -> SileroVoiceActivity:
        return SileroVoiceActivity()

    def voice_of(self, persona: Persona) -> Voice:
        """Open a persona's voice.

        Raises:
            ConfigError: If it is out of range.
        """
        from simulator.speaking.catalogue import open_voice, settings_of

        return open_voice(settings_of(persona.voice))

    def for_call(self, persona: Persona) -> Engines:
        """Put together what a call with this persona needs.

        Raises:
            ConfigError: If the persona's voice is out of range.
            EngineError: If an engine is missing.
        """
        from simulator.speaking.catalogue import open_voice, settings_of

        return Engines(
            voice_activity=self.voice_activity(), acts=self.acts, recognizer=self.recognizer, voice=self.voice_of(persona),
            topics=self.topics, other_voice=open_voice(settings_of(FRONT_DESK)),
        )  # fmt: skip


@dataclass(frozen=True, kw_only=True)
class RememberingRoom:
    """The engines of another room, but for what was heard before."""

    room: Room
    """The other room; its recogniser is not opened as long as nothing new is to be heard."""

    recognizer: Recognizer
    """Remembers."""

    @property
    def acts(self) -> ActReader:
        """Finds what words do."""
        return self.room.acts

    @property
    def notice(self) -> str:
        """Where the recogniser sends the caller's voice, in a sentence; what is remembered goes nowhere."""
        return ""

    def load(self) -> None:
        """Open nothing yet: perhaps nothing is needed."""

    def voice_activity(self) -> VoiceActivity:
        """Hand out the other room's detector."""
        return self.room.voice_activity()

    def voice_of(self, persona: Persona) -> Voice:
        """Open a persona's voice."""
        return self.room.voice_of(persona)

    def for_call(self, persona: Persona) -> Engines:
        """Put together what a call with this persona needs, all but the recogniser from the other room."""
        return replace(self.room.for_call(persona), recognizer=self.recognizer)
