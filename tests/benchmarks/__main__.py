"""Runs every benchmark; `python -m tests.benchmarks NAME…` runs some."""

import sys
import time
from importlib import import_module

from tests.benchmarks.machine import describe

NAMES = (
    "bench_replay", "bench_recognition", "bench_acts", "bench_slots", "bench_alterations", "bench_fairness", "bench_turns",
    "bench_interruptions", "bench_room", "bench_noise", "bench_desk", "bench_recruiters", "bench_report",
)  # fmt: skip


def main() -> int:
    """Run benchmarks one after the other; the status is 1 when a goal was missed."""
    print(describe(), flush=True)
    missed = []
    for name in sys.argv[1:] or NAMES:
        module = import_module(f"tests.benchmarks.{name}")
        print(f"\n== {name}: {(module.__doc__ or '').strip().splitlines()[0]}", flush=True)
        begun = time.perf_counter()
        missed += [] if module.main() else [name]
        print(f"   ({time.perf_counter() - begun:.0f} s)", flush=True)
    print(f"\nGoals missed in: {', '.join(missed)}" if missed else "\nAll goals met.")
    return bool(missed)


if __name__ == "__main__":
    sys.exit(main())
