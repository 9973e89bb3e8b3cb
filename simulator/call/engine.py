"""The call itself: caller's samples in, recruiter's samples and events out; no clock but the sample index.

Every decision is made once a hop, after the inputs that have arrived by then. The samples that a hop
decides are played in the next hop, so the recruiter's channel lags 32 ms behind a decision.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace

import numpy as np

from simulator.audio.clock import HOP_LENGTH, Samples, to_samples
from simulator.audio.framer import Framer
from simulator.call.caller import CallerTurn
from simulator.call.heard import Heard
from simulator.call.mouth import Mouth, Unsaid
from simulator.call.patience import Patience
from simulator.call.phases import Move, Phase, following
from simulator.call.recruiter import Recruiter
from simulator.call.surprises import Surprise
from simulator.call.talk import Talk, Utterance
from simulator.call.topics import TopicReader
from simulator.call.wording import Wording
from simulator.events import (
    Event,
    FactsDrawn,
    HungUp,
    LineEnded,
    LineStarted,
    PhaseChanged,
    SpeechEnded,
    StayedSilent,
    Transcribed,
    TurnEnded,
    VerdictAnnounced,
)
from simulator.listening.acts import ActReader, is_backchannel
from simulator.listening.ears import Ears
from simulator.listening.overlap import TAIL, collides, only_listens
from simulator.listening.vad import VoiceActivity
from simulator.verdict import Verdict

YIELD_AFTER = to_samples(0.43)
"""Speech over the recruiter that takes the floor: longer than most listening noises, and with the hop it takes
to fall silent still under the half second of formats."""

YIELD_TO_TURN_AFTER = to_samples(0.2)
"""The same where the recruiter began before the caller was done."""

AFTER_ASIDE = to_samples(0.6)
"""Silence after words spoken into a pause before the recruiter goes on."""

LONGEST_CALL = to_samples(15 * 60)
"""After a quarter of an hour the recruiter's side closes the line, whatever happens."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Rendered:
    """The sound of a drafted line, as it enters the call."""

    line: int
    """Which line."""

    sounds: tuple[Samples, ...]
    """One array a sentence, pauses left out."""

    arrived_at: int
    """Sample at which it enters the call."""


class Call:
    """One call in progress: `feed` it samples, `accept` results, until it is `over`."""

    def __init__(
        self, *, wording: Wording, verdict: Verdict, voice_activity: VoiceActivity, acts: ActReader,
        topics: TopicReader | None = None, surprise: Surprise | None = None,
    ) -> None:  # fmt: skip
        """Prepare a call; the clock starts when the recruiter picks up.

        Args:
            wording: The recruiter's words for this call.
            verdict: What they will announce.
            voice_activity: Scores the caller's channel; used by this call alone.
            acts: Finds what the caller's words do.
            topics: Understands questions outside the script; None parries them.
            surprise: What comes between the caller and the verdict.
        """
        self._recruiter = Recruiter(wording, topics=topics, surprise=surprise)
        self._facts = FactsDrawn(facts=wording.facts.told(verdict))
        self._mouth = Mouth(wording=wording, verdict=verdict)
        self._ears = Ears(voice_activity)
        self._acts = acts
        self._patience = Patience()
        self._framer = Framer(HOP_LENGTH)
        self._now = 0
        self._talk = self._talk_before = self._recruiter.begin()
        self._turn = CallerTurn()
        self._turn_before = CallerTurn()
        self._unsaid: Unsaid | None = None
        self._unsaid_before: Unsaid | None = None
        self._floor_since = 0
        self._inbox: list[Transcribed | Rendered] = []
        self._events: list[Event] = []
        self.over = False
        """Whether somebody has hung up."""

    def feed(self, near: Samples) -> tuple[Samples, list[Event]]:
        """Take a block of the caller's samples.

        Args:
            near: Shape `(n,)`, any `n`; blocks of any size give the same events.

        Returns:
            The recruiter's samples, one hop for each hop that `near` completed, to be played from where the
            last ones ended (the first ones one hop after the call began); and what happened, in order.
        """
        far: list[Samples] = []
        for frame in self._framer.feed(near):
            far += [self._step(frame)] if not self.over else []
        events, self._events = self._events, []
        return np.concatenate([np.zeros(0, dtype=np.float32), *far]), events

    def accept(self, result: Transcribed | Rendered) -> None:
        """Take a recogniser's or a voice's result; it counts from its `arrived_at` on."""
        self._inbox.append(result)

    def hang_up(self, *, by: str) -> list[Event]:
        """Close the line now; say so once."""
        if not self.over:
            for event in self._ears.finish():
                self._note_speech(event)
            self._end(by)
        events, self._events = self._events, []
        return events

    def _step(self, frame: Samples) -> Samples:
        heard = self._ears.feed(frame)
        if self._now == 0:
            self._events += [self._facts, self._mouth.draft(self._recruiter.answer(), at=0)]
        self._now += HOP_LENGTH
        for event in heard:
            self._note_speech(event)
        self._open_inbox()
        self._decide()
        far, played = self._mouth.advance(self._now, hold=self._caller_is_in_pause())
        for event in played:
            self._note_playout(event)
        return far

    def _decide(self) -> None:
        if self._now >= LONGEST_CALL:
            self._end("line")
        elif self._mouth.holds_floor:
            self._mind_overlap()
        elif self._mouth.preparing:
            self._mind_draft()
        elif self._talk.phase is Phase.ENDED:
            self._end("recruiter")
        elif self._ears.onset is None and not self._turn.waiting:
            self._mind_turn()

    def _open_inbox(self) -> None:
        due = [result for result in self._inbox if result.arrived_at <= self._now]
        self._inbox = [result for result in self._inbox if result.arrived_at > self._now]
        for result in sorted(due, key=lambda result: result.arrived_at):
            if isinstance(result, Rendered):
                self._mouth.take(result.line, result.sounds)
            else:
                self._turn.transcribed(result)
                self._events.append(result)

    def _note_speech(self, event: Event) -> None:
        self._events.append(event)
        # What is said over the recruiter without taking the floor belongs to no turn.
        if isinstance(event, SpeechEnded) and not self._mouth.holds_floor:
            self._turn.ended(event)

    def _note_playout(self, event: Event) -> None:
        self._events.append(event)
        match event:
            case LineStarted():
                self._turn_before, self._turn = self._turn, CallerTurn()
            case LineEnded():
                self._floor_since = event.at
            case VerdictAnnounced():
                self._move(replace(self._talk, phase=following(self._talk.phase, Move.ANNOUNCED)))
            case _:
                pass

    def _caller_is_in_pause(self) -> bool:
        ears, mouth = self._ears, self._mouth
        return mouth.pausing and (ears.speaking or self._now - ears.quiet_since < AFTER_ASIDE)

    def _mind_overlap(self) -> None:
        """Stop talking when the caller has taken the floor."""
        onset = self._ears.onset
        if onset is None or not self._ears.speaking or self._mouth.pausing or self._mouth.n_left < TAIL:
            return
        spoke_until = self._turn_before.end if self._turn_before.spoken else None
        collision = collides(onset=onset, floor_start=self._mouth.floor_from, spoke_until=spoke_until)
        if self._ears.quiet_since - onset < (YIELD_TO_TURN_AFTER if collision else YIELD_AFTER):
            return
        stopped, unsaid = self._mouth.stop(at=self._now, onset=onset, collision=collision)
        self._events.append(stopped)
        if collision:
            self._take_back()
        else:
            self._unsaid = unsaid

    def _mind_draft(self) -> None:
        """Think better of an answer when the caller goes on before it has begun."""
        if self._ears.speaking:
            self._mouth.drop_draft()
            self._turn_before = self._turn
            self._take_back()

    def _take_back(self) -> None:
        # The turn was not over after all: forget the reply, keep what was heard.
        self._move(self._talk_before)
        self._turn = self._turn_before
        self._unsaid = self._unsaid_before

    def _mind_turn(self) -> None:
        """Answer, prompt or wait: the floor is the caller's and they are quiet."""
        heard = Heard(text=self._turn.text, findings=self._acts.read(self._turn.text) if self._turn.text else ())
        nothing = not heard.text or is_backchannel(heard.findings)
        if self._unsaid is not None and self._turn.spoken:
            nothing = only_listens(heard.text, heard.findings, self._turn.n_voiced)
        quiet = self._now - max(self._ears.quiet_since, self._floor_since)
        if self._unsaid is not None:
            if nothing or quiet >= self._patience.before_reply(self._talk, heard):
                self._resume(self._unsaid, None if nothing else heard)
        elif nothing:
            if quiet >= self._patience.before_prompt(self._talk):
                self._events.append(StayedSilent(decided_at=self._now))
                self._say(lambda: self._recruiter.prompt(self._talk))
        elif quiet >= self._patience.before_reply(self._talk, heard):
            self._end_turn(heard)
            self._say(lambda: self._recruiter.reply(self._talk, heard))

    def _resume(self, unsaid: Unsaid, heard: Heard | None) -> None:
        if heard is not None:
            self._end_turn(heard)
        self._say(lambda: self._recruiter.resume(self._talk, unsaid.sentences, heard, verdict_at=unsaid.verdict_at))
        self._unsaid = None

    def _end_turn(self, heard: Heard) -> None:
        self._events.append(TurnEnded(start=self._turn.start, end=self._turn.end, text=heard.text, decided_at=self._now))

    def _say(self, decide: Callable[[], tuple[Talk, Utterance | None]]) -> None:
        self._talk_before, self._unsaid_before = self._talk, self._unsaid
        talk, utterance = decide()
        self._move(talk)
        if utterance is not None:
            self._events.append(self._mouth.draft(utterance, at=self._now))

    def _move(self, talk: Talk) -> None:
        if talk.phase is not self._talk.phase:
            self._events.append(PhaseChanged(phase=talk.phase.name.lower(), at=self._now))
        self._talk = talk

    def _end(self, by: str) -> None:
        self.over = True
        self._events.append(HungUp(at=self._now, by=by))
