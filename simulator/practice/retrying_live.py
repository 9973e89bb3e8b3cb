"""A stretch of an earlier call again, with the person at the desk: all before it as it was, the last of it to be heard."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

import numpy as np
from rich.console import Console

from simulator.audio.clock import HOP_LENGTH, Samples, to_samples
from simulator.audio.hop import Hop
from simulator.audio.recording import Recording
from simulator.call.again import JournalAnswers, JournalWishes, RecordedDesk
from simulator.call.inbox import Result
from simulator.call.live import Answers, Recorder, Screen
from simulator.events import Event, LineDrafted, PartSpoken, SpeechEnded
from simulator.inputs import Wish
from simulator.lines.desk import Desk, play
from simulator.lines.picked_up import LINGER
from simulator.practice.answering import LiveAnswers
from simulator.practice.live import introduce, live_call, scored
from simulator.practice.live_settings import LiveSettings
from simulator.practice.opening import hear_out, lay_line, open_desk, open_screen, ring_until, warmed_up, written_down
from simulator.practice.stretch import Stretch
from simulator.scoring.scorecard import Scorecard
from simulator.telephone.carrier import TelephoneLine

GOES_ON = "from here it is you"
"""What is said where the stretch begins."""

_WAIT = np.zeros(to_samples(0.25), dtype=np.float32)


def retake_live(settings: LiveSettings, console: Console, *, first: Recording, stretch: Stretch) -> Scorecard:
    """Go back to where a stretch of an earlier call began, let the person go on from there, and score what comes of it.

    What was before it runs through the program again with the samples and the answers of that day, as fast as it can;
    the recruiter's last words before it are heard as they were. Then the desk and the engines take over.

    Args:
        settings: How; brief and casting are those of the earlier call.
        console: Where everything is shown.
        first: The earlier call.
        stretch: Its part that is tried again.

    Raises:
        RehearsalError: If something that is needed is missing, or failed in mid-call; the message says where the recording is.
        KeyboardInterrupt: If the person has enough; what was said so far stays in the folder.
    """
    settings.room.load()
    engines = settings.room.for_call(settings.casting.persona).gated(settings.casting.gate_dbfs)
    introduce(settings, console)
    before = RecordedDesk(first)
    answers_then, wishes_then = JournalAnswers(first.events, engines), JournalWishes(first.events, before)
    with open_screen(settings, console) as screen:
        held, telephone = _Held(), lay_line(settings)
        live = live_call(settings, engines, desk=before, answers=answers_then, screen=screen, recorder=held, carrier=telephone)
        live.screen = wishes_then
        live.run_to(stretch.run_up)
        with open_desk(settings, screen) as desk, warmed_up(settings, engines) as answers:
            _wait_for(answers, desk, telephone, is_beginning=stretch.start == 0)
            with written_down(settings, engines, console, so_far=held.hand_over) as scribe:
                live.recorder = scribe
                live.desk, live.screen = _Overheard(before, desk), _Watched(wishes_then, screen)
                live.run_to(stretch.start)
                screen.tell(GOES_ON)
                ending = _Ending(stretch, screen)
                live.desk, live.screen, live.followers = desk, ending, (*live.followers, ending)
                live.answers = _Relieved(answers_then, answers)
                live.run()
                hear_out(desk, telephone, live.events)
    return scored(settings, live, engines)


def _wait_for(answers: LiveAnswers, desk: Desk, telephone: TelephoneLine, *, is_beginning: bool) -> None:
    """Wait until the engines are ready: a call from its beginning rings meanwhile."""
    if is_beginning:
        ring_until(answers, desk, telephone)
    while not answers.ready():
        play(desk, _WAIT)


@dataclass(slots=True)
class _Held:
    """Remembers what is to be written down, until it is certain that there will be a take."""

    pieces: list[Callable[[Recorder], None]] = field(default_factory=list)

    def heard(self, near: Samples, far: Samples) -> None:
        self.pieces.append(lambda recorder: recorder.heard(near, far))

    def overheard(self, microphone: Samples) -> None:
        self.pieces.append(lambda recorder: recorder.overheard(microphone))

    def happened(self, event: Event) -> None:
        self.pieces.append(lambda recorder: recorder.happened(event))

    def hand_over(self, recorder: Recorder) -> None:
        for piece in self.pieces:
            piece(recorder)


@dataclass(slots=True)
class _Overheard:
    """A desk at which an earlier call is heard once more: what the person says meanwhile is not part of it."""

    before: RecordedDesk
    desk: Desk

    def exchange(self, far: Samples) -> Hop:
        self.desk.exchange(far)
        return self.before.exchange(far)


@dataclass(slots=True)
class _Watched:
    """A screen that shows an earlier call; the keys are those of that day."""

    then: JournalWishes
    screen: Screen

    def wishes(self) -> Sequence[Wish]:
        return self.then.wishes()

    def show(self, level: Samples, *, paused: bool, muted: bool) -> None:
        self.screen.show(level, paused=paused, muted=muted)


@dataclass(slots=True)
class _Relieved:
    """Engines that take over from a journal: it still gives the answers to what was asked before."""

    before: JournalAnswers
    now: Answers

    def recognize(self, speech: SpeechEnded | PartSpoken, samples: Samples, *, start: int) -> None:
        self.now.recognize(speech, samples, start=start)

    def render(self, draft: LineDrafted) -> None:
        self.now.render(draft)

    def arrived(self, at: int, *, wait_s: float = 0.0) -> Sequence[Result]:
        return [*self.before.arrived(at, wait_s=wait_s), *self.now.arrived(at, wait_s=wait_s)]


class _Ending:
    """A screen that hangs up a little after the stretch is over, and follows the call to know when that is."""

    def __init__(self, stretch: Stretch, screen: Screen) -> None:
        self._stretch = stretch
        self._screen = screen
        self._n_left: int | None = None

    def wishes(self) -> Sequence[Wish]:
        over = self._n_left is not None and self._n_left <= 0
        return [Wish.HANG_UP] if over else self._screen.wishes()

    def show(self, level: Samples, *, paused: bool, muted: bool) -> None:
        self._screen.show(level, paused=paused, muted=muted)

    def heard(self, near: Samples, far: Samples) -> None:  # noqa: ARG002 a follower takes both channels
        if self._n_left is not None:
            self._n_left -= HOP_LENGTH

    def happened(self, event: Event) -> None:
        if self._n_left is None and self._stretch.is_over(event):
            self._n_left = LINGER
