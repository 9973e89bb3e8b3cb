"""Whatever a caller does, and however late the recogniser is, a call goes on to its end."""

from random import Random

import numpy as np
import pytest

from simulator.audio.clock import HOP_LENGTH, to_samples
from simulator.events import HungUp
from simulator.lines.fixture import Cue
from simulator.verdict import Verdict
from tests import scripted
from tests.scripted import Says, hush, run, said

WORDS = (
    "GREETING", "NAME", "ROLE", "PURPOSE", "ENTHUSIASM", "INTERVIEW_WHEN", "ASK_DECISION", "ASK_NEXT_STEPS", "ASK_FEEDBACK",
    "THANKS", "WELL_WISH", "FAREWELL", "BACKCHANNEL", "NEGATIVE", "ASK_KEEP_IN_MIND",
)  # fmt: skip


def anything(rng: Random) -> Says:
    """A clip of clicks, words and pauses, at any moment."""
    parts = [
        part
        for _ in range(rng.randint(1, 4))
        for part in (
            said(rng.choice([0.03, 0.04, 0.1, 0.3, 0.8, 2, 3.5])),
            hush(rng.choice([0.1, 0.2, 0.3, 0.5, 0.75, 0.9, 1.2, 2.5])),
        )
    ]
    cue = rng.choice([*[Cue.AFTER] * 4, Cue.DURING, Cue.PAUSE])
    return Says("", sound=np.concatenate(parts), cue=cue, delay=rng.choice([0.1, 0.3, 0.6, 1.2, 2.0]))


@pytest.mark.parametrize("seed", range(40))
def test_no_call_stands_still(seed: int, monkeypatch: pytest.MonkeyPatch) -> None:
    """Somebody hangs up long before the line is closed on them: nothing that was awaited never came."""
    rng = Random(seed)  # noqa: S311 - not a secret
    delays = [to_samples(seconds) // HOP_LENGTH * HOP_LENGTH for seconds in (0.07, 0.1, 0.3, 0.8, 2.0)]
    monkeypatch.setattr(scripted, "recognition_delay", lambda _n_samples: rng.choice(delays))
    script = [anything(rng) for _ in range(rng.randint(2, 7))]
    words = [" ".join(rng.sample(WORDS, rng.randint(0, 3))) for _ in range(60)]
    outcome = run(script, words=words, verdict=rng.choice(list(Verdict)), seed=seed)
    assert [event.by for event in outcome.events if isinstance(event, HungUp)] == ["recruiter"]
