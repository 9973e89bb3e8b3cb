"""Says what machine the figures are from, and how busy it is with other things."""

import os
import platform
import resource
from pathlib import Path

from simulator.cores import usable_cores


def describe() -> str:
    """Name processor, cores and load in one line."""
    load = f"; load {os.getloadavg()[0]:.1f} before this began" if hasattr(os, "getloadavg") else ""
    return f"{processor()}, {usable_cores()} cores, {platform.system()}, Python {platform.python_version()}{load}"


def processor() -> str:
    """Name the processor, as well as the system tells."""
    try:
        lines = Path("/proc/cpuinfo").read_text(encoding="utf-8").splitlines()
    except OSError:
        lines = []
    named = (line.partition(":")[2].strip() for line in lines if line.startswith("model name"))
    return next(named, platform.processor() or platform.machine())


def seconds_of_children() -> float:
    """Seconds of processor time that this process's finished children have taken, theirs included."""
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime
