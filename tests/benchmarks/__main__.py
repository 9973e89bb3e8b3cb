"""Runs every benchmark; `python -m tests.benchmarks NAME…` runs some."""

import sys
from importlib import import_module

NAMES = (
    "bench_replay", "bench_recognition", "bench_acts", "bench_slots", "bench_alterations", "bench_fairness", "bench_turns",
    "bench_interruptions", "bench_room", "bench_desk",
)  # fmt: skip


def main() -> int:
    """Run benchmarks one after the other; the status is 1 when a goal was missed."""
    met = True
    for name in sys.argv[1:] or NAMES:
        print(f"== {name}", flush=True)
        met &= bool(import_module(f"tests.benchmarks.{name}").main())
    return not met


if __name__ == "__main__":
    sys.exit(main())
