"""The call itself: caller's samples in, recruiter's samples and events out; no clock but the sample index.

Every decision is made once a hop, after the inputs that have arrived by then. The samples that a hop
decides are played in the next hop, so the recruiter's channel lags 32 ms behind a decision.
"""

from dataclasses import replace

import numpy as np

from simulator.audio.clock import HOP_LENGTH, Samples, to_samples
from simulator.audio.framer import Framer
from simulator.call.caller import LONGEST_PART, PART_AFTER, CallerTurn
from simulator.call.heard import Heard
from simulator.call.inbox import Inbox, Rendered, Result
from simulator.call.interjection import Interjection
from simulator.call.mouth import Mouth
from simulator.call.patience import Patience
from simulator.call.phases import Move, Phase, following
from simulator.call.plan import Plan
from simulator.call.recruiter import Recruiter
from simulator.call.surprises import Surprise
from simulator.call.talk import Talk, Utterance
from simulator.call.thread import Thread
from simulator.call.topics import TopicReader
from simulator.call.wording import Wording
from simulator.call.yielding import Stance
from simulator.events import (
    Event,
    FactsDrawn,
    HungUp,
    LineEnded,
    LineStarted,
    PartSpoken,
    PartTranscribed,
    SpeechEnded,
    StayedSilent,
    Transcribed,
    VerdictAnnounced,
)
from simulator.inputs import LineRendered, RepeatAsked
from simulator.listening.acts import ActReader, is_backchannel
from simulator.listening.ears import Ears
from simulator.listening.overlap import TAIL, only_listens
from simulator.listening.vad import VoiceActivity
from simulator.verdict import Verdict

AFTER_ASIDE = to_samples(0.6)
"""Silence after words spoken into a pause before the recruiter goes on."""

LONGEST_CALL = to_samples(15 * 60)
"""After a quarter of an hour the recruiter's side closes the line, whatever happens."""


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
        self._thread = Thread(Recruiter(wording, topics=topics, surprise=surprise))
        self._facts = FactsDrawn(facts=wording.facts.told(verdict))
        self._mouth = Mouth(wording=wording, verdict=verdict)
        self._ears = Ears(voice_activity)
        self._acts = acts
        self._patience = Patience()
        self._framer = Framer(HOP_LENGTH)
        self._now = 0
        self._turn, self._turn_before = CallerTurn(), CallerTurn()
        self._interjection = Interjection(acts)
        self._floor_since = 0
        self._inbox = Inbox()
        self._events: list[Event] = []
        self._again = False
        self.over = False
        """Whether somebody has hung up."""

    def feed(self, near: Samples) -> tuple[Samples, list[Event]]:
        """Take a block of the caller's samples.

        Args:
            near: Shape `(n,)`, any `n`. What is accepted counts from the next block on: cut into hops, blocks of any
                size give the same events.

        Returns:
            The recruiter's samples, one hop for each hop that `near` completed, to be played from where the
            last ones ended (the first ones one hop after the call began); and what happened, in order.
        """
        far: list[Samples] = []
        for frame in self._framer.feed(near):
            far += [self._step(frame)] if not self.over else []
        events, self._events = self._events, []
        return np.concatenate([np.zeros(0, dtype=np.float32), *far]), events

    def accept(self, result: Result) -> None:
        """Take a recogniser's or a voice's result; it counts from its `arrived_at` on."""
        self._inbox.add(result)

    def say_again(self) -> None:
        """Have the last line said again, because the caller pressed a key: at once, or when the recruiter is done.

        Words that the caller has begun to say are answered instead.
        """
        if self._mouth.holds_floor or not self._turn.spoken:
            self._again = True
            self._events.append(RepeatAsked(at=self._now))

    def awaits(self, part: PartSpoken) -> bool:
        """Tell whether the words of a part still matter: nothing was said since, or the rest will be recognised without it."""
        ears = self._ears
        return part.segment >= ears.stretch - 1 and (part.end == ears.quiet_since or part.end - part.start > LONGEST_PART)

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
            self._events += [self._facts, self._mouth.draft(self._thread.pick_up(), at=0)]
            self._mouth.release()
        self._now += HOP_LENGTH
        for event in heard:
            self._note_speech(event)
        self._note_pace()
        self._open_inbox()
        self._ask_for_words()
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
        elif self._thread.talk.phase is Phase.ENDED:
            self._end("recruiter")
        else:
            self._mind_turn()

    def _open_inbox(self) -> None:
        for result in self._inbox.due(self._now):
            match result:
                case Rendered():
                    self._mouth.take(result.line, result.sounds)
                    self._events.append(LineRendered(line=result.line, arrived_at=result.arrived_at))
                case Transcribed():
                    for turn in (self._turn_before, self._turn):  # the answer may have begun, and may yet be taken back
                        turn.transcribed(result)
                    self._events.append(result)
                case PartTranscribed():
                    if self.awaits(result.part):
                        (self._interjection if self._mouth.holds_floor else self._turn).partly(result)
                        self._events.append(result)

    def _note_pace(self) -> None:
        ears = self._ears
        in_turn = not self._mouth.holds_floor and (bool(self._turn.spoken) or ears.onset != ears.voice_from)
        self._patience.follow(ears, in_turn=in_turn)

    def _ask_for_words(self) -> None:
        ears = self._ears
        if ears.onset is not None and self._now - ears.quiet_since == PART_AFTER:
            said = CallerTurn() if self._mouth.holds_floor else self._turn
            self._events.append(said.next_part(ears.stretch, ears.onset, ears.quiet_since, now=self._now))

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
                self._interjection.forget()
            case LineEnded():
                self._floor_since = event.at
            case VerdictAnnounced():
                talk = self._thread.talk
                announced = replace(talk, phase=following(talk.phase, Move.ANNOUNCED))
                self._events += self._thread.move(announced, at=self._now)
            case _:
                pass

    def _caller_is_in_pause(self) -> bool:
        return self._mouth.pausing and (self._ears.speaking or self._now - self._ears.quiet_since < AFTER_ASIDE)

    def _mind_overlap(self) -> None:
        """Give way to the caller as far as what they do over the line asks for."""
        mouth = self._mouth
        if not mouth.hushed and (mouth.pausing or mouth.n_left < TAIL):
            return
        spoke_until = self._turn_before.end if self._turn_before.spoken else None
        sound = self._interjection.follow(self._ears, self._now, floor_start=mouth.floor_from, spoke_until=spoke_until)
        match sound.stance:
            case Stance.SPEAK:
                mouth.speak()
            case Stance.SOFTEN:
                mouth.soften()
            case Stance.HUSH:
                mouth.hush()
            case Stance.STOP:
                self._yield(sound)

    def _yield(self, sound: Interjection) -> None:
        stopped, unsaid = self._mouth.stop(at=self._now, onset=sound.onset, collision=sound.collides)
        self._events.append(stopped)
        if stopped.collision:
            self._patience.note(self._ears.gap)
            self._take_back()
        else:
            self._thread.unsaid = unsaid
        for part in sound.parts:
            self._turn.partly(part)

    def _mind_draft(self) -> None:
        """Think better of an answer when the caller goes on before it has begun."""
        if self._ears.speaking:
            self._mouth.drop_draft()
            self._turn_before = self._turn
            self._take_back()

    def _take_back(self) -> None:
        # The turn was not over after all: forget the reply, keep what was heard.
        self._events += self._thread.take_back(at=self._now)
        self._turn = self._turn_before

    def _mind_turn(self) -> None:
        """Answer, prompt or wait: the floor is the caller's."""
        ears, turn = self._ears, self._turn
        if ears.onset is None:
            turn.forget_clicks()
        if not turn.knows(None if ears.onset is None else ears.quiet_since):
            return
        heard = Heard(text=turn.text, findings=self._acts.read(turn.sentences) if turn.text else ())
        nothing = not heard.text or is_backchannel(heard.findings)
        if self._thread.unsaid is not None and turn.spoken:
            nothing = only_listens(heard.text, heard.findings, turn.n_voiced)
        quiet = self._now - max(ears.quiet_since, self._floor_since)
        if nothing and self._thread.unsaid is None:
            if ears.onset is None:
                self._mind_silence(quiet)
            return
        plan, is_new = self._thread.prepare(heard, nothing=nothing)
        if is_new:
            self._events.append(self._mouth.draft(plan.utterance, at=self._now))
        wait = 0 if nothing else self._patience.before_reply(self._thread.talk, heard)
        if ears.onset is None and quiet >= wait and not ears.disturbed:
            self._answer(plan, nothing=nothing)

    def _mind_silence(self, quiet: int) -> None:
        """Say something to a caller who says nothing: what they asked for by a key, or when it lasts too long."""
        if self._again:
            self._speak_up(*self._thread.again())
        elif quiet >= self._patience.before_prompt(self._thread.talk):
            self._events.append(StayedSilent(decided_at=self._now))
            self._speak_up(*self._thread.prompt())

    def _speak_up(self, talk: Talk, utterance: Utterance | None) -> None:
        self._again = False
        self._events += self._thread.speak_up(talk, at=self._now)
        if utterance is not None:
            self._events.append(self._mouth.draft(utterance, at=self._now))
            self._mouth.release()

    def _answer(self, plan: Plan, *, nothing: bool) -> None:
        if not nothing:
            self._events.append(self._turn.over(plan.heard.text, at=self._now))
        self._again = False
        self._events += self._thread.answer(plan, at=self._now)
        self._mouth.release()

    def _end(self, by: str) -> None:
        self.over = True
        self._events.append(HungUp(at=self._now, by=by))
