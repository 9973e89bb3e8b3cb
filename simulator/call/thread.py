"""The thread of a conversation: where it stands, what the recruiter means to say next, and how to take that back."""

from typing import TYPE_CHECKING

from simulator.call.heard import Heard
from simulator.call.plan import Plan
from simulator.call.recruiter import Recruiter
from simulator.call.talk import Talk, Utterance
from simulator.events import Event, PhaseChanged

if TYPE_CHECKING:
    from simulator.call.mouth import Unsaid


class Thread:
    """Moves on when the recruiter speaks, and back again when they should not have."""

    def __init__(self, recruiter: Recruiter) -> None:
        """Begin a conversation."""
        self._recruiter = recruiter
        self.talk = self._talk_before = recruiter.begin()
        """Where the conversation stands."""
        self.unsaid: Unsaid | None = None
        """What is left of a line that was broken off."""
        self._unsaid_before: Unsaid | None = None
        self._plan: Plan | None = None

    def pick_up(self) -> Utterance:
        """Say who has answered the phone."""
        return self._recruiter.answer()

    def prepare(self, heard: Heard, *, nothing: bool) -> tuple[Plan, bool]:
        """Know what to say to a turn of the caller before it is time to say it.

        Args:
            heard: The turn so far.
            nothing: Whether there is nothing in it to answer; then a line that was broken off goes on as it was.

        Returns:
            The plan, and whether its words are new and need a sound.
        """
        before = self._plan
        if before is not None and before.heard == heard:
            return before, False
        if self.unsaid is None:
            talk, utterance = self._recruiter.reply(self.talk, heard)
        else:
            said, left = None if nothing else heard, self.unsaid
            talk, utterance = self._recruiter.resume(self.talk, left.sentences, said, verdict_at=left.verdict_at)
        self._plan = Plan(heard=heard, talk=talk, utterance=utterance)
        return self._plan, before is None or before.utterance != utterance

    def answer(self, plan: Plan, *, at: int) -> list[Event]:
        """Follow a plan from sample `at` on; say whether that is another phase."""
        changed = self.speak_up(plan.talk, at=at)
        self.unsaid = None
        return changed

    def speak_up(self, talk: Talk, *, at: int) -> list[Event]:
        """Go on to `talk` without having been spoken to; say whether that is another phase."""
        self._talk_before, self._unsaid_before = self.talk, self.unsaid
        self._plan = None  # its line was drafted, and another one is said instead
        return self.move(talk, at=at)

    def move(self, talk: Talk, *, at: int) -> list[Event]:
        """Let the conversation stand at `talk` from sample `at` on; say whether that is another phase."""
        changed: list[Event] = [] if talk.phase is self.talk.phase else [PhaseChanged(phase=talk.phase.name.lower(), at=at)]
        self.talk = talk
        return changed

    def take_back(self, *, at: int) -> list[Event]:
        """Forget what was said last: the caller's turn was not over. Say whether that is another phase."""
        self.unsaid, self._plan = self._unsaid_before, None
        return self.move(self._talk_before, at=at)

    def again(self) -> tuple[Talk, Utterance]:
        """Know how to say the last line again."""
        return self._recruiter.again(self.talk)

    def prompt(self) -> tuple[Talk, Utterance | None]:
        """Know what to say to silence; None means hanging up without a word."""
        return self._recruiter.prompt(self.talk)
