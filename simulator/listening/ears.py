"""The caller's channel, hop by hop: whether they are speaking, since when, and which stretches to recognise."""

from simulator.audio.clock import HOP_LENGTH, Samples, to_samples
from simulator.events import Event, SpeechEnded, SpeechStarted
from simulator.listening.disturbance import Disturbance
from simulator.listening.segments import Blip, SegmentClosed, Segmenter, SegmentOpened
from simulator.listening.vad import VoiceActivity

BREATH = to_samples(0.2)
"""Silence inside a stretch of speech after which the caller no longer counts as speaking."""


class Ears:
    """Follows one caller; feed it one hop after the other."""

    def __init__(self, voice_activity: VoiceActivity) -> None:
        """Start in silence."""
        self._voice_activity = voice_activity
        self._segmenter = Segmenter()
        self._disturbance = Disturbance()
        self._hop = 0
        self._n_stretches = 0
        self.onset: int | None = None
        """First sample of the stretch that is open; None in silence."""
        self.quiet_since = 0
        """One past the last sample of speech."""
        self.voice_from = 0
        """First sample of speech after the last silence of a breath or more."""
        self.gap = 0
        """Samples of that silence."""
        self._quiet_before = 0

    @property
    def stretch(self) -> int:
        """Number of the stretch that is open, or will be next."""
        return self._n_stretches

    @property
    def speaking(self) -> bool:
        """Whether the caller is speaking, small gaps between words included."""
        return self.onset is not None and self._hop * HOP_LENGTH - self.quiet_since < BREATH

    @property
    def disturbed(self) -> bool:
        """Whether a door or a cough drowns the silence in which the caller might go on."""
        return not self._disturbance.over(self._hop * HOP_LENGTH)

    def feed(self, frame: Samples) -> list[Event]:
        """Take one hop, shape `(HOP_LENGTH,)`; say whether speech started or ended."""
        segment_events = self._segmenter.feed(self._hop, self._voice_activity.score(frame))
        self._hop += 1
        self._disturbance.feed(frame, end=self._hop * HOP_LENGTH, voiced_until=self._segmenter.voiced_until)
        events = [event for segment_event in segment_events for event in self._noted(segment_event)]
        if self.onset is not None and self._segmenter.voiced_until > self.quiet_since:
            self._note_voice(self._segmenter.voiced_until - HOP_LENGTH)
            self.quiet_since = self._segmenter.voiced_until
        return events

    def _note_voice(self, at: int) -> None:
        if at - self.quiet_since >= BREATH:
            self.voice_from, self.gap = at, at - self.quiet_since

    def finish(self) -> list[Event]:
        """End the stream: a stretch that is open ends now."""
        return [event for segment_event in self._segmenter.finish() for event in self._noted(segment_event)]

    def _noted(self, event: SegmentOpened | SegmentClosed | Blip) -> list[Event]:
        match event:
            case SegmentOpened():
                self._quiet_before = self.quiet_since
                self.gap = event.at - self.quiet_since
                self.onset = self.voice_from = self.quiet_since = event.at
                return [SpeechStarted(start=event.at, decided_at=event.decided_at)]
            case SegmentClosed():
                self.onset = None
                number, self._n_stretches = self._n_stretches, self._n_stretches + 1
                return [SpeechEnded(segment=number, start=event.start, end=event.end, decided_at=event.decided_at)]
            case Blip():
                # A click does not break the caller's silence.
                self.onset, self.quiet_since = None, self._quiet_before
                return []
