"""Reads a conversation off the journal of a call that this program ran."""

from collections.abc import Sequence

from simulator.audio.recording import Recording
from simulator.events import Event, Transcribed, VerdictAnnounced
from simulator.listening.acts import ActReader
from simulator.listening.overlap import HeldFloor
from simulator.recruiter_line import RecruiterLine, recruiter_lines
from simulator.scoring.assembly import Announcement, assemble
from simulator.scoring.conversation import Conversation, RecruiterTurn
from simulator.scoring.stretch import Stretch


def conversation_from_journal(recording: Recording, *, acts: ActReader) -> Conversation:
    """Tell who said what when, from the events of a call."""
    recruiter = _recruiter_turns(recording.events, n_samples=len(recording.near))
    return assemble(
        _stretches(recording.events), recruiter, _announcement(recording.events, recruiter),
        near=recording.near, acts=acts, brief=recording.brief,
    )  # fmt: skip


def _stretches(events: Sequence[Event]) -> list[Stretch]:
    heard = [event for event in events if isinstance(event, Transcribed)]
    return [Stretch(start=e.start, end=e.end, text=e.text, words=e.words) for e in sorted(heard, key=lambda e: e.start)]


def _recruiter_turns(events: Sequence[Event], *, n_samples: int) -> list[RecruiterTurn]:
    return [_turn(line, min(line.end, n_samples)) for line in recruiter_lines(events) if line.end is not None]


def _turn(line: RecruiterLine, end: int) -> RecruiterTurn:
    pauses = tuple((paused, min(resumed, end)) for paused, resumed in line.pauses)
    return RecruiterTurn(floor=HeldFloor(start=line.start, end=end, pauses=pauses, finished=line.finished), text=line.text)


def _announcement(events: Sequence[Event], recruiter: Sequence[RecruiterTurn]) -> Announcement | None:
    announced = next((event for event in events if isinstance(event, VerdictAnnounced)), None)
    if announced is None:
        return None
    # The introduction ends where the recruiter first began to look the caller up, even if they were
    # interrupted and the verdict fell in a later turn: the first turn with a pause in it, or the verdict's own.
    own = next((turn for turn in recruiter if turn.floor.start < announced.at <= turn.floor.end), None)
    if own is None:  # a journal that was tampered with
        return None
    paused = [t for t in recruiter if t.floor.pauses and t.floor.start <= own.floor.start]
    return Announcement(verdict=announced.verdict, at=announced.at, lookup_at=(paused or [own])[0].floor.start)
