"""Where a call stands and what moves it on: the whole state machine in one table."""

from enum import Enum, auto


class Phase(Enum):
    """Where the conversation stands."""

    RECEPTION = auto()
    """Somebody else has answered, and will put the caller through (only in a call with a surprise)."""

    HOLDING = auto()
    """The caller is being put through (only in a call with a surprise)."""

    MACHINE = auto()
    """An answering machine takes a message (only in a call with a surprise)."""

    OPENING = auto()
    """The recruiter has answered and waits for an introduction."""

    PROBING = auto()
    """They asked for what the introduction left out."""

    HINDERED = auto()
    """Something stands between the introduction and the verdict (only in a call with a surprise)."""

    ANNOUNCING = auto()
    """They look the caller up and announce the verdict."""

    REACTING = auto()
    """The verdict is out; questions are answered."""

    CLOSING = auto()
    """Goodbye was said."""

    ENDED = auto()
    """Nothing more will be said."""


class Move(Enum):
    """What happened, as far as the table cares."""

    INTRODUCED = auto()
    """Name, role and reason are known, or were asked for once."""

    LEFT_OUT = auto()
    """Something is missing and was not asked for yet."""

    KEPT_SILENT = auto()
    """The floor was the caller's and nothing was said."""

    CONNECTED = auto()
    """The recruiter has taken over the call."""

    LEFT_MESSAGE = auto()
    """The message is on the machine."""

    GOT_IN_THE_WAY = auto()
    """Something has to be cleared up before the verdict."""

    GAVE_UP = auto()
    """Nothing was said however often the recruiter asked."""

    ANNOUNCED = auto()
    """The verdict was heard to its end."""

    SPOKE = auto()
    """The caller said something that does not end the call."""

    PARTED = auto()
    """Either side said goodbye."""

    HUNG_UP = auto()
    """The line is closed."""


TRANSITIONS: dict[tuple[Phase, Move], Phase] = {
    (Phase.RECEPTION, Move.SPOKE): Phase.HOLDING,
    (Phase.RECEPTION, Move.KEPT_SILENT): Phase.RECEPTION,
    (Phase.RECEPTION, Move.GAVE_UP): Phase.ENDED,
    (Phase.HOLDING, Move.CONNECTED): Phase.OPENING,
    (Phase.MACHINE, Move.LEFT_MESSAGE): Phase.ENDED,
    (Phase.OPENING, Move.INTRODUCED): Phase.ANNOUNCING,
    (Phase.OPENING, Move.LEFT_OUT): Phase.PROBING,
    (Phase.OPENING, Move.KEPT_SILENT): Phase.OPENING,
    (Phase.OPENING, Move.GAVE_UP): Phase.ENDED,
    (Phase.OPENING, Move.GOT_IN_THE_WAY): Phase.HINDERED,
    (Phase.PROBING, Move.INTRODUCED): Phase.ANNOUNCING,
    (Phase.PROBING, Move.GOT_IN_THE_WAY): Phase.HINDERED,
    (Phase.HINDERED, Move.INTRODUCED): Phase.ANNOUNCING,
    (Phase.ANNOUNCING, Move.SPOKE): Phase.ANNOUNCING,
    (Phase.ANNOUNCING, Move.KEPT_SILENT): Phase.ANNOUNCING,
    (Phase.ANNOUNCING, Move.ANNOUNCED): Phase.REACTING,
    (Phase.REACTING, Move.SPOKE): Phase.REACTING,
    (Phase.REACTING, Move.KEPT_SILENT): Phase.REACTING,
    (Phase.REACTING, Move.PARTED): Phase.CLOSING,
    (Phase.CLOSING, Move.SPOKE): Phase.CLOSING,
    (Phase.CLOSING, Move.PARTED): Phase.CLOSING,
    (Phase.CLOSING, Move.KEPT_SILENT): Phase.ENDED,
} | {(phase, Move.HUNG_UP): Phase.ENDED for phase in Phase}
"""Every way from one phase to the next; whatever is not here cannot happen."""


def following(phase: Phase, move: Move) -> Phase:
    """Look up the phase that comes next.

    Raises:
        KeyError: If the table has no such move; that is a mistake in the program.
    """
    return TRANSITIONS[phase, move]
