"""What an examination finds, one thing at a time."""

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """One thing that was looked at."""

    id: str
    """What, in one word."""

    passed: bool
    """Whether it is as it should be."""

    said: str
    """What was found, in a sentence."""

    advice: str = ""
    """What to do; empty when there is nothing to do."""

    essential: bool = False
    """Whether no call can be made unless it passes."""


def essentials_missing(findings: Sequence[Finding]) -> bool:
    """Tell whether a call cannot be made."""
    return any(finding.essential and not finding.passed for finding in findings)
