"""One turn of the caller, as the recruiter takes it in."""

from dataclasses import dataclass

from simulator.listening.acts import Act, Finding

LAST_WORDS = 40
"""Characters at the end of a turn within which a goodbye closes the call: "bye, and thanks again for everything"."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Heard:
    """One turn of the caller."""

    text: str
    """What was heard."""

    findings: tuple[Finding, ...]
    """What it did."""

    @property
    def acts(self) -> tuple[Act, ...]:
        """The acts in the order of the words that did them."""
        return tuple(finding.act for finding in self.findings)

    @property
    def parts(self) -> bool:
        """Whether it ends in a goodbye; one in mid-turn is no reason to hang up."""
        return any(f.act is Act.FAREWELL and len(self.text) - f.end <= LAST_WORDS for f in self.findings)
