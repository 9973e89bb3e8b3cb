"""How far the recruiter gives way to a sound that the caller makes over their line.

People do not decide at once whether a sound is an interruption: they lower their voice, then hesitate, and go on or
stop when they know. Hesitating early is what makes a real interruption feel heard, and going on where they left off is
what makes a murmur cost nothing.
"""

from dataclasses import dataclass
from enum import Enum, auto

from simulator.audio.clock import to_samples
from simulator.listening.overlap import LONGEST_BACKCHANNEL, SHORT_SOUND

SOFTEN_AFTER = to_samples(0.12)
"""Speech after which the recruiter lowers their voice; it also makes the caller easier to hear past a loudspeaker."""

HUSH_AFTER = to_samples(0.32)
"""Speech after which they hesitate: they have to be silent 0.4 s after the caller's first sound, and dying away takes
0.03 s of it. Many listening noises are over by then."""

SOON = to_samples(0.45)
"""A sound that follows another within this silence ("wait … I have a question") goes on with it: the recruiter
hesitates at once."""

COLLIDE_AFTER = to_samples(0.2)
"""Speech after which they stop when they began before the caller was done."""

OVER_AFTER = to_samples(0.12)
"""Silence after which a sound too short for a word of protest is over."""

WORDS_WITHIN = to_samples(1.2)
"""Silence after a longer sound in which its words are waited for; a recogniser that needs more is not waited for."""


class Stance(Enum):
    """What the recruiter does about it."""

    SPEAK = auto()
    """They talk on."""

    SOFTEN = auto()
    """They talk on, more quietly."""

    HUSH = auto()
    """They hesitate: silent, the floor still theirs, ready to go on."""

    STOP = auto()
    """The floor is the caller's."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Overheard:
    """A sound of the caller's over the recruiter's line, as far as it is known."""

    n_voiced: int
    """Samples from its beginning to its last speech."""

    n_quiet: int
    """Samples of silence since."""

    goes_on: bool
    """Whether it follows another sound over the same line within `SOON`."""

    collides: bool
    """Whether it goes on with a turn that was not over when the recruiter began."""

    only_listens: bool | None
    """Whether its words only show that the caller listens; None while they are not known."""


def stance(sound: Overheard) -> Stance:
    """Decide what the recruiter does about a sound."""
    if sound.n_voiced >= (COLLIDE_AFTER if sound.collides else LONGEST_BACKCHANNEL):
        return Stance.STOP
    if sound.n_voiced < SHORT_SOUND and sound.n_quiet >= OVER_AFTER:
        return Stance.SPEAK
    if sound.n_quiet >= OVER_AFTER and sound.only_listens is not None:
        return Stance.SPEAK if sound.only_listens else Stance.STOP
    if sound.n_quiet >= WORDS_WITHIN:
        return Stance.SPEAK
    if sound.n_voiced < HUSH_AFTER and not sound.goes_on:
        return Stance.SOFTEN if sound.n_voiced >= SOFTEN_AFTER else Stance.SPEAK
    return Stance.HUSH
