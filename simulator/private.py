"""Files of the user's own that nobody else may read."""

import os
import sys
import tempfile
from contextlib import suppress
from pathlib import Path


def write_private(path: Path, text: str) -> None:
    """Write a file whole or not at all, readable by its owner alone; its folder is made when it is not there.

    Raises:
        OSError: If it cannot be written.
    """
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")  # 0600, as mkstemp makes them
    part = Path(name)
    try:
        with os.fdopen(handle, "w", encoding="utf-8", errors="replace", newline="\n") as file:
            file.write(text)
        part.replace(path)  # refused on Windows while another program has the file open
    except BaseException:
        part.unlink(missing_ok=True)
        raise


def sync(descriptor: int) -> None:
    """Wait until what was written to a file would survive a power cut.

    Raises:
        OSError: If it cannot be written.
    """
    if sys.platform == "darwin":
        import fcntl

        # There `fsync` returns when the drive has the data in its cache (its manual page says so).
        with suppress(OSError):  # some file systems do not know this
            fcntl.fcntl(descriptor, fcntl.F_FULLFSYNC)
            return
    os.fsync(descriptor)
