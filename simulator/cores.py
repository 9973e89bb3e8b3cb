"""How much of the machine this program takes; light, because it is needed before anything heavy loads."""

import os
import sys

THREAD_VARIABLES = ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS", "VECLIB_MAXIMUM_THREADS", "NUMEXPR_NUM_THREADS")
"""What numerical libraries read when they load."""


def use_one_thread() -> None:
    """Keep numerical libraries in one thread, unless the environment says otherwise; call it before they load.

    The work is cut by processes; threads inside them only wait for each other, and sums would depend on them.
    """
    for variable in THREAD_VARIABLES:
        os.environ.setdefault(variable, "1")


def usable_cores() -> int:
    """Count the cores that this process may use."""
    return len(os.sched_getaffinity(0)) if sys.platform == "linux" else os.cpu_count() or 1
