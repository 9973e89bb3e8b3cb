"""Puts a conversation together from stretches of the caller's speech and the recruiter's turns, however they were found."""

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

from simulator.audio.clock import Samples
from simulator.brief import Brief
from simulator.events import HeardWord
from simulator.listening.acts import Act, ActReader, Finding
from simulator.listening.briefed import BriefedReader
from simulator.listening.overlap import HeldFloor, Overlap, classify, only_listens
from simulator.listening.sentences import with_silences
from simulator.listening.slots import read_slots
from simulator.scoring.clarity import clarity_db
from simulator.scoring.conversation import CallerTurn, Conversation, Evidence, OverlapFound, RecruiterTurn, Spoken
from simulator.scoring.foreground import own_voice
from simulator.scoring.stretch import Stretch
from simulator.verdict import Verdict


@dataclass(frozen=True, slots=True, kw_only=True)
class Announcement:
    """When the verdict fell."""

    verdict: Verdict
    """What it was."""

    at: int
    """One past the last sample of it."""

    lookup_at: int
    """First sample of the recruiter's turn that led to it."""


def assemble(
    stretches: Sequence[Stretch], recruiter: Sequence[RecruiterTurn], announcement: Announcement | None, *,
    near: Samples, acts: ActReader, brief: Brief | None,
) -> Conversation:  # fmt: skip
    """Tell turns from overlaps and read what the turns do.

    Args:
        stretches: The caller's speech in order.
        recruiter: The recruiter's turns in order.
        announcement: The verdict, when one was announced.
        near: The caller's channel, shape `(n,)`: words without sound under them are dropped, and voices far off.
        acts: Finds what words do.
        brief: What names, roles and times are compared with.
    """
    others = _names(recruiter)
    acts = BriefedReader(acts, brief or Brief(), not_names=others)
    audible = own_voice(stretches, near)
    overlaps, turns = [], []
    for group in _by_turn(audible, recruiter):
        overlaps += [found for s in group if (found := _overlap(s, audible, recruiter, acts)) is not None]
        spoken = [s for s in group if s.text]
        if spoken:
            turns.append(_turn(spoken, acts, brief, others))
    return Conversation(
        caller=tuple(turns), recruiter=tuple(recruiter), overlaps=tuple(overlaps),
        verdict=announcement.verdict if announcement else None,
        announced_at=announcement.at if announcement else None,
        lookup_at=announcement.lookup_at if announcement else None,
        n_samples=len(near), n_unclear=sum(s.end - s.start for s in audible if not s.text),
        clarity_db=clarity_db(audible, near),
    )  # fmt: skip


def _by_turn(stretches: Sequence[Stretch], recruiter: Sequence[RecruiterTurn]) -> list[list[Stretch]]:
    """Group stretches between which the recruiter did not begin to speak; a collision is no new beginning."""
    starts = [turn.floor.start for turn in recruiter]
    groups: dict[int, list[Stretch]] = {}
    previous: Stretch | None = None
    key = 0
    for stretch in stretches:
        n_before = bisect_right(starts, stretch.start)
        floor = recruiter[n_before - 1].floor if n_before else None
        spoke_until = previous.end if previous else None
        same = previous is not None and floor is not None and _kind(stretch, floor, spoke_until) is Overlap.COLLISION
        key = key if same else n_before
        groups.setdefault(key, []).append(stretch)
        previous = stretch
    return list(groups.values())


def _kind(stretch: Stretch, floor: HeldFloor, spoke_until: int | None, *, only_listening: bool = False) -> Overlap | None:
    if stretch.start >= floor.end:
        return None
    return classify(start=stretch.start, end=stretch.end, floor=floor, spoke_until=spoke_until, only_listening=only_listening)


def _overlap(
    stretch: Stretch, stretches: Sequence[Stretch], recruiter: Sequence[RecruiterTurn], acts: ActReader
) -> OverlapFound | None:
    floor = next((t.floor for t in recruiter if t.floor.start < stretch.end and stretch.start < t.floor.end), None)
    if floor is None:
        return None
    earlier = [s.end for s in stretches if s.start < floor.start and s.end <= stretch.start]
    findings = acts.read(stretch.text) if stretch.text else ()
    listening = only_listens(stretch.text, findings, stretch.end - stretch.start) and not _breaks(stretch, floor, findings)
    kind = _kind(stretch, floor, earlier[-1] if earlier else None, only_listening=listening)
    if kind is None:
        return None
    return OverlapFound(kind=kind, evidence=Evidence(start=stretch.start, end=stretch.end, text=stretch.text))


def _breaks(stretch: Stretch, floor: HeldFloor, findings: Sequence[Finding]) -> bool:
    """Tell a short "hello?" into a pause from a "mm-hm": over somebody's words it may be either, in a silence it is not."""
    in_pause = any(start <= stretch.start < end for start, end in floor.pauses)
    return in_pause and any(finding.act is not Act.BACKCHANNEL for finding in findings)


def _names(recruiter: Sequence[RecruiterTurn]) -> tuple[str, ...]:
    """Read how the recruiter introduced themselves, so that their name is not taken for the caller's."""
    return tuple(slot.said for turn in recruiter[:1] for slot in read_slots(turn.text, None) if slot.kind == "name")


def _turn(group: Sequence[Stretch], acts: ActReader, brief: Brief | None, others: tuple[str, ...]) -> CallerTurn:
    text = " ".join(s.text for s in group)
    return CallerTurn(
        start=group[0].start, end=group[-1].end, n_voiced=sum(s.end - s.start for s in group), text=text,
        words=_placed(group, text), findings=acts.read(with_silences([s.text for s in group])),
        slots=read_slots(text, brief, not_names=others),
    )  # fmt: skip


def _placed(group: Sequence[Stretch], text: str) -> tuple[Spoken, ...]:
    """Find each word's characters in the turn's text; a stretch without words stands as one."""
    placed: list[Spoken] = []
    at = 0
    for stretch in group:
        for word in stretch.words or (HeardWord(text=stretch.text, start=stretch.start, end=stretch.end),):
            found = text.find(word.text, at)
            begin = at if found < 0 else found
            at = min(begin + len(word.text), len(text))
            placed.append(Spoken(start=word.start, end=word.end, at=begin, until=at))
    return tuple(placed)
