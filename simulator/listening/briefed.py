"""Reads acts with the brief in hand: a name that sounds like the caller's is their name, however it was written down."""

from simulator.brief import Brief
from simulator.listening.acts import Act, ActReader, Finding
from simulator.listening.slots import SlotKind, read_slots

_ACTS: dict[SlotKind, Act] = {"name": Act.NAME, "role": Act.ROLE, "when": Act.INTERVIEW_WHEN}

SURE = 0.9
"""Confidence of an act that the brief confirms: nobody says their name, role and day by accident."""


class BriefedReader:
    """Adds to another reader's findings what the brief recognises in the words."""

    def __init__(self, acts: ActReader, brief: Brief, *, not_names: tuple[str, ...] = ()) -> None:
        """Bind a reader to one caller.

        Args:
            acts: Finds what words do.
            brief: What the caller is meant to say.
            not_names: Names that are not the caller's, such as the recruiter's.
        """
        self._acts = acts
        self._brief = brief
        self._not_names = not_names
        # While the caller is silent the same words are weighed again every hop.
        self._known: dict[str, tuple[Finding, ...]] = {}

    def read(self, text: str) -> tuple[Finding, ...]:
        """Find what `text` does, in the order of the words that do it."""
        if text not in self._known:
            self._known[text] = self._read(text)
        return self._known[text]

    def _read(self, text: str) -> tuple[Finding, ...]:
        findings = list(self._acts.read(text))
        found = {finding.act for finding in findings}
        for slot in read_slots(text, self._brief, not_names=self._not_names):
            act = _ACTS.get(slot.kind)
            if slot.fits and act is not None and act not in found:
                found.add(act)
                findings.append(Finding(act=act, start=slot.start, end=slot.end, confidence=SURE))
        # Words that give a name or a day do more than listen.
        alone = [f for f in findings if f.act is not Act.BACKCHANNEL or len(findings) == 1]
        return tuple(sorted(alone, key=lambda finding: (finding.start, finding.end)))
