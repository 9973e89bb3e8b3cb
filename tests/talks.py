"""Conversations in writing, for the tests of the score: `caller("...", NAME)`, `recruiter(...)`."""

from dataclasses import dataclass, field

from simulator.audio.clock import to_samples
from simulator.listening.acts import Act, Finding
from simulator.listening.overlap import HeldFloor, Overlap
from simulator.listening.slots import Slot, SlotKind
from simulator.scoring.conversation import CallerTurn, Conversation, Evidence, OverlapFound, RecruiterTurn, Spoken
from simulator.verdict import Verdict


def caller(start: float, end: float, *acts: Act, text: str = "some words", slots: tuple[Slot, ...] = ()) -> CallerTurn:
    """A turn of the caller, in seconds; every act is carried by the whole of it."""
    words = (Spoken(start=to_samples(start), end=to_samples(end), at=0, until=len(text)),)
    findings = tuple(Finding(act=act, start=0, end=len(text), confidence=1.0) for act in acts)
    return CallerTurn(
        start=to_samples(start), end=to_samples(end), n_voiced=to_samples(end - start), text=text,
        words=words, findings=findings, slots=slots,
    )  # fmt: skip


def recruiter(start: float, end: float, *pauses: tuple[float, float], text: str = "words") -> RecruiterTurn:
    """A turn of the recruiter, in seconds."""
    silences = tuple((to_samples(a), to_samples(b)) for a, b in pauses)
    floor = HeldFloor(start=to_samples(start), end=to_samples(end), pauses=silences, finished=True)
    return RecruiterTurn(floor=floor, text=text)


def overlap(kind: Overlap, start: float, end: float) -> OverlapFound:
    """A stretch of the caller's speech over the recruiter's turn."""
    return OverlapFound(kind=kind, evidence=Evidence(start=to_samples(start), end=to_samples(end), text="over"))


def slot(kind: SlotKind, *, fits: bool | None, said: str = "Thursday", wanted: str = "Tuesday") -> Slot:
    """A name, role or time that the caller gave."""
    return Slot(kind=kind, text="some", start=0, end=4, fits=fits, said=said, wanted=wanted)


@dataclass
class Talk:
    """A conversation whose verdict was looked up at 12 s and announced at 20 s."""

    callers: list[CallerTurn] = field(default_factory=list)
    recruiters: list[RecruiterTurn] = field(default_factory=lambda: [recruiter(0, 3), recruiter(12, 20, (14, 16))])
    overlaps: list[OverlapFound] = field(default_factory=list)
    verdict: Verdict | None = Verdict.REJECTED
    clarity_db: float | None = 14.0

    def told(self) -> Conversation:
        """The conversation."""
        known = self.verdict is not None
        return Conversation(
            caller=tuple(self.callers), recruiter=tuple(self.recruiters), overlaps=tuple(self.overlaps),
            verdict=self.verdict, announced_at=to_samples(20) if known else None,
            lookup_at=to_samples(12) if known else None, n_samples=to_samples(60), n_unclear=0, clarity_db=self.clarity_db,
        )  # fmt: skip
