"""Writes `simulator/call/topics.npz`: the vectors of every way to ask a question outside the script.

python -m tests.recipes.encode_topics
"""

from pathlib import Path

import numpy as np

from simulator.call.topics import read_topics
from simulator.listening.encoder import Matrix
from simulator.listening.sentence_vectors import open_sentence_encoder

TARGET = Path(__file__).parents[2] / "simulator" / "call" / "topics.npz"


def encode(*, every: int = 1) -> Matrix:
    """Encode every question, or every so many, shape `(n, LENGTH)`, in half precision."""
    asks = [ask for topic in read_topics().values() for ask in topic.asks][::every]
    return open_sentence_encoder().vectors(asks).astype(np.float16).astype(np.float32)


def main() -> None:
    """Write the file."""
    np.savez_compressed(TARGET, vectors=encode().astype(np.float16))


if __name__ == "__main__":
    from simulator.cores import use_one_thread

    use_one_thread()
    main()
