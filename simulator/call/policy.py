"""What follows what: the whole dialogue in one table, which the documentation is drawn from.

The table knows no words. `say` names lines of a persona's file, or one of the four things that are put together
for the moment: `ANSWERS`, `ASIDES`, `ANNOUNCEMENT` and `OBSTACLE`.
"""

from collections.abc import Container, Iterable
from dataclasses import dataclass
from enum import Enum

from simulator.call.phases import Move, Phase

ANSWERS = "(answers)"
"""The answer to each question that was asked, in the order asked; what has none is parried."""

ASIDES = "(asides)"
"""The same before the verdict: "how are you?" is answered, what depends on the verdict is put off."""

ANNOUNCEMENT = "(announcement)"
"""Looking the caller up, with pauses, and the verdict."""

OBSTACLE = "(obstacle)"
"""What stands between the introduction and the verdict in a call with a surprise."""

MOST_REPLIES = 14
"""Replies after which the recruiter has to go: longer than any call that somebody would want to practise."""


class Cue(Enum):
    """What the caller did, as far as the table cares; the value says it in words."""

    SILENT = "says nothing"
    ANYTHING = "says anything"
    NO_NAME = "has not given a name"
    NO_ROLE = "has not named the job"
    NO_REASON = "has not said why they call"
    MISSING = "has left something out"
    HINDERED = "(a surprise is due)"
    UNHEARD = "asks to repeat"
    COMPLAINS = "complains"
    COMPLAINS_ON = "complains for the third time"
    GLAD = "is enthusiastic"
    FIRST_WORDS = "first words after bad news, nothing asked"
    THANKS = "thanks, nothing asked"
    ASKS = "asks something"
    TOLD_BACK = "answers the recruiter's own question"
    PARTS = "says goodbye"
    DONE = "asks nothing when asked for more"
    WANTS_MORE = "wants to ask more"
    WEARIES = f"has had {MOST_REPLIES} replies"
    ASKS_NOTHING = "asks nothing"


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """One row: in this phase, when the caller does this, the recruiter says that."""

    phase: Phase
    """Where the conversation stands."""

    cue: Cue
    """What the caller did."""

    say: str = ""
    """Line that is said; empty for none."""

    at_most: int | None = None
    """How often in a call; None for always."""

    then: Move | None = None
    """What that makes of the conversation; it ends the reply. None: the next rows are read too."""


def _rule(phase: Phase, cue: Cue, say: str = "", *, at_most: int | None = None, then: Move | None = None) -> Rule:
    return Rule(phase=phase, cue=cue, say=say, at_most=at_most, then=then)


POLICY: tuple[Rule, ...] = (
    _rule(Phase.RECEPTION, Cue.SILENT, "hello", at_most=2, then=Move.KEPT_SILENT),
    _rule(Phase.RECEPTION, Cue.SILENT, "nobody", then=Move.GAVE_UP),
    _rule(Phase.RECEPTION, Cue.ANYTHING, "connecting", then=Move.SPOKE),
    _rule(Phase.HOLDING, Cue.SILENT, "answer", then=Move.CONNECTED),
    _rule(Phase.HOLDING, Cue.ANYTHING, "answer", then=Move.CONNECTED),
    _rule(Phase.MACHINE, Cue.ANYTHING, "message_kept", then=Move.LEFT_MESSAGE),
    _rule(Phase.MACHINE, Cue.SILENT, then=Move.LEFT_MESSAGE),
    _rule(Phase.OPENING, Cue.SILENT, "hello", at_most=2, then=Move.KEPT_SILENT),
    _rule(Phase.OPENING, Cue.SILENT, "nobody", then=Move.GAVE_UP),
    _rule(Phase.OPENING, Cue.ASKS, ASIDES),
    _rule(Phase.OPENING, Cue.NO_NAME, "missing_name"),
    _rule(Phase.OPENING, Cue.NO_ROLE, "missing_role"),
    _rule(Phase.OPENING, Cue.NO_REASON, "missing_reason"),
    _rule(Phase.OPENING, Cue.MISSING, then=Move.LEFT_OUT),
    _rule(Phase.OPENING, Cue.HINDERED, OBSTACLE, at_most=1, then=Move.GOT_IN_THE_WAY),
    _rule(Phase.OPENING, Cue.ANYTHING, ANNOUNCEMENT, then=Move.INTRODUCED),
    _rule(Phase.PROBING, Cue.ASKS, ASIDES),
    _rule(Phase.PROBING, Cue.HINDERED, OBSTACLE, at_most=1, then=Move.GOT_IN_THE_WAY),
    _rule(Phase.PROBING, Cue.ANYTHING, ANNOUNCEMENT, then=Move.INTRODUCED),
    _rule(Phase.PROBING, Cue.SILENT, ANNOUNCEMENT, then=Move.INTRODUCED),
    _rule(Phase.HINDERED, Cue.ASKS, ASIDES),
    _rule(Phase.HINDERED, Cue.ANYTHING, "obstacle_over"),
    _rule(Phase.HINDERED, Cue.ANYTHING, ANNOUNCEMENT, then=Move.INTRODUCED),
    _rule(Phase.HINDERED, Cue.SILENT, "obstacle_over"),
    _rule(Phase.HINDERED, Cue.SILENT, ANNOUNCEMENT, then=Move.INTRODUCED),
    _rule(Phase.REACTING, Cue.SILENT, "anything_else", at_most=1, then=Move.KEPT_SILENT),
    _rule(Phase.REACTING, Cue.SILENT, "goodbye", then=Move.PARTED),
    _rule(Phase.REACTING, Cue.UNHEARD, "repeat"),
    _rule(Phase.REACTING, Cue.COMPLAINS, "complaint"),
    _rule(Phase.REACTING, Cue.COMPLAINS_ON, "enough", at_most=1),
    _rule(Phase.REACTING, Cue.GLAD, "glad", at_most=2),
    _rule(Phase.REACTING, Cue.FIRST_WORDS, "sorry", at_most=1),
    _rule(Phase.REACTING, Cue.TOLD_BACK, "told_back", at_most=1),
    _rule(Phase.REACTING, Cue.THANKS, "welcome", at_most=2),
    _rule(Phase.REACTING, Cue.ASKS, ANSWERS),
    _rule(Phase.REACTING, Cue.PARTS, "goodbye", then=Move.PARTED),
    _rule(Phase.REACTING, Cue.DONE, "goodbye", then=Move.PARTED),
    _rule(Phase.REACTING, Cue.WEARIES, "must_go"),
    _rule(Phase.REACTING, Cue.WEARIES, "goodbye", then=Move.PARTED),
    _rule(Phase.REACTING, Cue.WANTS_MORE, "go_on", at_most=3, then=Move.SPOKE),
    _rule(Phase.REACTING, Cue.ASKS_NOTHING, "ask_back", at_most=1, then=Move.SPOKE),
    _rule(Phase.REACTING, Cue.ASKS_NOTHING, "anything_else", at_most=1, then=Move.SPOKE),
    _rule(Phase.REACTING, Cue.ANYTHING, then=Move.SPOKE),
    _rule(Phase.CLOSING, Cue.ASKS, ANSWERS),
    _rule(Phase.CLOSING, Cue.ANYTHING, "goodbye_again", at_most=2, then=Move.PARTED),
    _rule(Phase.CLOSING, Cue.ANYTHING, "last_bye", then=Move.HUNG_UP),
    _rule(Phase.CLOSING, Cue.SILENT, then=Move.HUNG_UP),
    _rule(Phase.ANNOUNCING, Cue.SILENT, then=Move.HUNG_UP),
    # Only reached when an announcement was taken back; it is then simply made again.
    _rule(Phase.ANNOUNCING, Cue.ANYTHING, ANNOUNCEMENT, then=Move.SPOKE),
    _rule(Phase.ENDED, Cue.SILENT, then=Move.HUNG_UP),
    _rule(Phase.ENDED, Cue.ANYTHING, "last_bye", then=Move.HUNG_UP),
)  # fmt: skip
"""Read from above: every row of the phase whose cue is there, and that is not used up, says its line."""


def rows_for(phase: Phase, cues: Iterable[Cue], said: tuple[str, ...], *, lacking: Container[str] = ()) -> tuple[Rule, ...]:
    """Pick the rows of one reply, in order; the last one says what becomes of the conversation.

    Args:
        phase: Where the conversation stands.
        cues: What the caller did.
        said: Keys of the lines said so far.
        lacking: Lines that this recruiter does not have; their rows are passed over.
    """
    found = tuple(cues)
    rows: list[Rule] = []
    for rule in POLICY:
        usable = rule.say not in lacking and (rule.at_most is None or said.count(rule.say) < rule.at_most)
        if rule.phase is phase and rule.cue in found and usable:
            rows.append(rule)
            if rule.then is not None:
                break
    return tuple(rows)
