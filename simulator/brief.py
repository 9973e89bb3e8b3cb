"""What the caller is meant to know before they ring: their own name, the job, and when they met."""

from dataclasses import dataclass
from datetime import datetime, timedelta

DEFAULT_DAYS_SINCE = 5
"""Days from the interview to the call when the brief does not say (formats: 5 days after)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Brief:
    """The facts that an introduction is compared with; an empty field is not compared."""

    name: str = ""
    """The caller's own name, as they would say it."""

    role: str = ""
    """The position they interviewed for."""

    company: str = ""
    """The company the recruiter works for; the persona's own when empty."""

    interviewed: datetime | None = None
    """When the interview was, local time."""

    calling: datetime | None = None
    """When this call is made; `DEFAULT_DAYS_SINCE` after the interview when left out."""

    @property
    def called_at(self) -> datetime | None:
        """When this call is made, with the default applied; None when the interview time is unknown."""
        if self.calling is not None or self.interviewed is None:
            return self.calling
        return self.interviewed + timedelta(days=DEFAULT_DAYS_SINCE)
