"""Makes `simulator/listening/acts.npz` from the hand-written text: `python -m tests.recipes.train_acts`.

Needs torch, which the program does not: `pip install torch==2.13.0` (the build for processors is enough). Two networks are
taught, in two processes of one thread each. Either leaves out some files, others than the other does, and tells on them how
far to believe it; so no text is lost to both, and all that is known of their errors comes from text that they never saw.
"""

import argparse
import json
from collections.abc import Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import replace
from multiprocessing import get_context
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from simulator.cores import use_one_thread
from simulator.listening.act_model import ActModel
from simulator.listening.acts import QUESTIONS, Act
from simulator.listening.encoder import Matrix, encoder_path, read_base
from simulator.listening.pieces import read_vocabulary
from simulator.listening.sentences import sentences
from tests.recipes.act_calibration import calibrate, chances, f1, reliability, thresholds
from tests.recipes.act_forms import SOURCE, utterances
from tests.recipes.act_text import FOLDER, Utterance, dealt, read_text

ACTS = tuple(Act)

PARTS = 6
"""The files of each kind are dealt into so many parts."""

LEFT_OUT = (0, 3)
"""The part that each network leaves out to be judged on; parts without a first file, the only one of some kinds."""

ORDINARY = ("daily", "everyday", "nothing")
"""Kinds of files that hold talk of everyday life."""

NEAR_MISSES = ("asking", "bookish", "chances", "moods")
"""Kinds that set what only looks alike side by side: good to learn from, and far from how people talk."""

FALSE_ALARMS = (*QUESTIONS, Act.ROLE, Act.PURPOSE, Act.INTERVIEW_WHEN, Act.NEGATIVE)
"""Acts that everyday talk hardly ever does."""

ORDINARY_COUNTS = 6.0
"""What a false finding in everyday talk counts beside one in a call: in life most talk is of that kind."""

EPOCHS = 3
"""How often every utterance is seen."""

TARGET = Path(__file__).parents[2] / "simulator" / "listening" / "acts.npz"


def split(text: Sequence[Utterance], *, part: int) -> tuple[list[Utterance], list[Utterance]]:
    """Leave whole files out: what one sitting wrote resembles itself. `part` is 0 to `PARTS` - 1.

    Every kind of text has its files numbered; a recogniser's copies bear the number of what was read. Forms stay in.
    """
    held = [one.source != SOURCE and int("".join(filter(str.isdigit, one.source))) % PARTS == part for one in text]
    kept = [one for one, back in zip(text, held, strict=True) if not back]
    return kept, [one for one, back in zip(text, held, strict=True) if back]


def is_call(one: Utterance) -> bool:
    """Tell whether a line is talk as it is in calls."""
    return not one.source.startswith((*ORDINARY, *NEAR_MISSES))


def train(text: Sequence[Utterance], *, epochs: int, seed: int) -> dict[str, Matrix]:
    """Teach one network on one core."""
    from tests.recipes.act_lessons import Lessons, teach

    return teach(text, replace(Lessons(), epochs=epochs, seed=seed), lambda line: print(f"network {seed}:", line, flush=True))


def score(text: Sequence[Utterance], *networks: Mapping[str, Matrix]) -> Matrix:
    """Score utterances as the program does, shape `(n, n_acts)`: log-odds."""
    model = ActModel(read_base(encoder_path()), read_vocabulary(), networks)
    return np.stack([model.score(one.text).best(sentences(one.text)) for one in text])


def calibration(odds: Matrix, held: Sequence[Utterance]) -> dict[str, Matrix]:
    """Fit confidences and thresholds on text that a network never saw, and print what they are worth.

    They are fitted on talk as it is in calls; in text of any kind, what everyday talk hardly ever does must also stand out
    from everyday talk.
    """
    truth = np.array([[act in one.acts for act in ACTS] for one in held], np.float32)
    ordinary = np.array([one.source.startswith(ORDINARY) for one in held])
    calls = np.array([is_call(one) for one in held])
    slope, offset = calibrate(odds[calls], truth[calls])
    confidences = chances(slope * odds + offset)
    in_call = thresholds(confidences[calls], truth[calls])
    among = calls | ordinary
    wary = thresholds(confidences[among], truth[among], weights=np.where(ordinary[among], ORDINARY_COUNTS, 1.0))
    threshold = np.where([act in FALSE_ALARMS for act in ACTS], np.maximum(in_call, wary), in_call).astype(np.float32)
    found = confidences >= threshold
    held_out = _scores(found[calls], truth[calls])
    _report("in any text", held_out)
    _report("in a call", _scores(confidences[calls] >= in_call, truth[calls]))
    for said, were, n in reliability(confidences[calls], truth[calls]):
        print(f"  said {said:.2f}, were {were:.2f} ({n})")
    print(f"everyday lines with a false alarm: {false_alarms(found, truth)[ordinary].mean():.3f} of {ordinary.sum()}")
    return {"slope": slope, "offset": offset, "threshold": threshold, "call_threshold": in_call, "held_out": held_out}


def false_alarms(found: NDArray[np.bool_], truth: Matrix) -> NDArray[np.bool_]:
    """Tell which texts got an act of `FALSE_ALARMS` that they do not do, shape `(n,)`."""
    columns = [ACTS.index(act) for act in FALSE_ALARMS]
    return np.asarray((found[:, columns] & (truth[:, columns] == 0)).any(axis=1))


def _scores(found: NDArray[np.bool_], truth: Matrix) -> Matrix:
    """F1 of each act, shape `(n_acts,)`."""
    return np.array([f1(found[:, at], truth[:, at] > 0) for at in range(len(ACTS))], np.float32)


def _report(where: str, scores: Matrix) -> None:
    each = {act.value: round(float(score), 2) for act, score in zip(ACTS, scores, strict=True)}
    print(f"held out, {where}:", json.dumps(each), f"macro-F1 {scores.mean():.3f}")


def main() -> None:
    """Train and write."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--epochs", type=int, default=EPOCHS)
    parser.add_argument("--target", type=Path, default=TARGET)
    options = parser.parse_args()
    text = [*read_text(FOLDER), *utterances()]
    use_one_thread()  # spawned, so that it holds before their numpy loads; sums do not depend on threads then
    with ProcessPoolExecutor(max_workers=2, mp_context=get_context("spawn")) as pool:
        parts = [split(text, part=part) for part in LEFT_OUT]
        jobs = [pool.submit(train, kept, epochs=options.epochs, seed=seed) for seed, (kept, _) in enumerate(parts, start=1)]
        held_out = [dealt(held, 0) for _, held in parts]
        networks = [halved(job.result()) for job in jobs]
    odds = np.concatenate([score(held, network) for held, network in zip(held_out, networks, strict=True)])
    write(options.target, networks, calibration(odds, [one for held in held_out for one in held]))
    print(f"{options.target}: {options.target.stat().st_size / 1e6:.2f} MB from {len(text)} utterances")


def halved(network: Mapping[str, Matrix]) -> dict[str, Matrix]:
    """Round a network to the halves that are kept: what is judged is what will be read."""
    return {name: value.astype(np.float16).astype(np.float32) for name, value in network.items()}


def write(path: Path, networks: Sequence[Mapping[str, Matrix]], belief: Mapping[str, Matrix]) -> None:
    """Write what was taught, in halves, and how far to believe it."""
    arrays = {name: value.astype(np.float16) for name, value in stacked(networks).items()} | dict(belief)
    np.savez_compressed(path, **arrays)  # type: ignore[arg-type] # arrays, not options


def stacked(networks: Sequence[Mapping[str, Matrix]]) -> dict[str, Matrix]:
    """Lay networks over each other: one row a network."""
    return {name: np.stack([network[name] for network in networks]) for name in sorted(networks[0])}


if __name__ == "__main__":
    main()
