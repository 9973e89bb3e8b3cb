"""The last call once more: the same, or with other news."""

from dataclasses import replace
from pathlib import Path

from simulator.audio.folder import SHEET
from simulator.audio.sheet import Sheet, read_sheet
from simulator.casting import Wishes
from simulator.errors import InputError
from simulator.reporting.history.past import PastCall
from simulator.verdict import Verdict


def same_again(last: PastCall, asked: Wishes, *, other_verdict: bool = False, new_seed: bool = False) -> Wishes:
    """Ask for a call that was made before.

    Persona, caller, seed, level and surprise are the same, so that everything up to the verdict goes the same way.

    Args:
        last: That call.
        asked: What was asked for besides; it stands where it is not None.
        other_verdict: Whether the next of the four verdicts is wanted instead of the same one.
        new_seed: Whether the seed of `asked` was asked for too.

    Raises:
        InputError: If that call was made elsewhere, so that nobody knows what it was.
    """
    if last.persona is None or last.seed is None or last.verdict is None:
        message = f"call {last.id} ({last.source}): expected a call that this program made, with persona, verdict and seed"
        raise InputError(message)
    sheet = _sheet(last)
    verdict = following(Verdict(last.verdict)) if other_verdict else Verdict(last.verdict)
    return replace(
        asked,
        persona=asked.persona or last.persona,
        verdict=asked.verdict or verdict,
        fixture=asked.fixture or (Path(last.caller) if last.caller else None),
        seed=asked.seed if new_seed else last.seed,
        level=sheet.level if asked.level is None else asked.level,
        surprise=asked.surprise or sheet.surprise is not None,
    )


def _sheet(last: PastCall) -> Sheet:
    """Read what a call's recording says of it; nothing when that is gone."""
    file = Path(last.recording or "") / SHEET
    return read_sheet(file) if last.recording and file.is_file() else Sheet()


def following(verdict: Verdict) -> Verdict:
    """Pick the next verdict; after the last one comes the first."""
    every = list(Verdict)
    return every[(every.index(verdict) + 1) % len(every)]
