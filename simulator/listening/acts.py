"""What a caller's words do: the eighteen acts, and a finding that ties one to the words that carried it."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Protocol


class Act(StrEnum):
    """One thing that words can do in a follow-up call; the value is the word used in files."""

    GREETING = "greeting"
    NAME = "name"
    ROLE = "role"
    INTERVIEW_WHEN = "interview_when"
    PURPOSE = "purpose"
    ENTHUSIASM = "enthusiasm"
    ASK_DECISION = "ask_decision"
    ASK_NEXT_STEPS = "ask_next_steps"
    ASK_FEEDBACK = "ask_feedback"
    ASK_REASON = "ask_reason"
    ASK_OTHER_OPENINGS = "ask_other_openings"
    ASK_KEEP_IN_MIND = "ask_keep_in_mind"
    ASK_ANOTHER_INTERVIEW = "ask_another_interview"
    THANKS = "thanks"
    WELL_WISH = "well_wish"
    FAREWELL = "farewell"
    NEGATIVE = "negative"
    BACKCHANNEL = "backchannel"


QUESTIONS = tuple(act for act in Act if act.startswith("ask_"))
"""The acts that want an answer."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """One act and the words that carried it."""

    act: Act
    """What the words do."""

    start: int
    """First character of the words in the text that was read."""

    end: int
    """One past their last character."""

    confidence: float
    """Share of such findings that are right, from 0 to 1."""


class ActReader(Protocol):
    """Finds the acts in an utterance."""

    def read(self, text: str) -> tuple[Finding, ...]:
        """Find what `text` does, in the order of the words that do it; empty when it does nothing."""
        ...


def is_backchannel(findings: tuple[Finding, ...]) -> bool:
    """Tell whether words did nothing but show that somebody listens."""
    return bool(findings) and all(finding.act is Act.BACKCHANNEL for finding in findings)
