"""What an utterance fills in about the caller: name, position, company, and when the interview was."""

from simulator.brief import Brief
from simulator.listening.names import read_names
from simulator.listening.roles import read_companies, read_roles
from simulator.listening.slot import Slot, SlotKind
from simulator.listening.whens import read_whens

__all__ = ["Slot", "SlotKind", "read_slots"]

_LONGEST = 4000
"""Characters that are read: five minutes of speech; more would be a mistake, and slow."""


def read_slots(text: str, brief: Brief | None, *, not_names: tuple[str, ...] = ()) -> tuple[Slot, ...]:
    """Find what an utterance says about who calls and about which interview.

    Args:
        text: The utterance as a recogniser wrote it; only the first 4000 characters are read.
        brief: What the caller is meant to say; None to take any name, position and time.
        not_names: Names that are not the caller's, such as the recruiter's.

    Returns:
        The slots in the order of their words; slots of different kinds may share words.
    """
    read = text[:_LONGEST]
    known = brief if brief is not None else Brief()
    others = (*not_names, known.company) if known.company else not_names
    slots = (
        *read_names(read, known.name, not_names=others),
        *read_roles(read, known.role, company=known.company),
        *read_companies(read, known.company),
        *read_whens(read, brief),
    )
    return tuple(sorted(slots, key=lambda slot: (slot.start, slot.end, slot.kind)))
