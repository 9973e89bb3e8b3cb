"""Lets a recruiter be heard before they are called: hello, looking up, each verdict, goodbye."""

import numpy as np

from simulator.audio.clock import Samples, to_samples
from simulator.brief import Brief
from simulator.call.wording import PAUSE, Wording
from simulator.persona import Persona
from simulator.speaking.script import render_sentence
from simulator.speaking.voice import Voice
from simulator.telephone.band import TelephoneBand
from simulator.telephone.comfort import comfort
from simulator.verdict import Verdict

_GAP = to_samples(0.25)
_BETWEEN = to_samples(0.9)


def audition(persona: Persona, voice: Voice, *, seed: int, on_the_telephone: bool) -> Samples:
    """Say one line of each kind that matters.

    Args:
        persona: Who.
        voice: Their voice.
        seed: Draws the words.
        on_the_telephone: Whether it sounds like a telephone.

    Returns:
        Samples, shape `(n,)`.

    Raises:
        EngineError: If the voice is missing or failed.
    """
    parts: list[Samples] = []
    rng = np.random.default_rng([seed, 7])
    wordings = [Wording(persona=persona, brief=Brief(), verdict=verdict, seed=seed) for verdict in Verdict]
    lines = [
        wordings[0].line("answer"),
        wordings[0].announcement(),
        *(w.verdict() for w in wordings),
        wordings[0].line("goodbye"),
    ]
    for line in lines:
        for sentence in line:
            n_pause = wordings[0].pause(len(parts))
            kind = persona.manner.sounds[len(parts) % len(persona.manner.sounds)]
            parts.append(comfort(kind, n_pause, rng) if sentence == PAUSE else render_sentence(sentence, voice))
            parts.append(np.zeros(_GAP, dtype=np.float32))
        parts.append(np.zeros(_BETWEEN, dtype=np.float32))
    whole = np.concatenate(parts)
    return TelephoneBand().feed(whole) if on_the_telephone else whole
