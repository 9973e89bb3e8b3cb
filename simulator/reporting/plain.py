"""Makes text from files and recognisers harmless where it is shown."""


def plain(text: str) -> str:
    """Put text on one line: what cannot be printed (escape sequences, broken characters) becomes `?`."""
    return "".join(c if c.isprintable() else "?" for c in " ".join(text.split()))


def clock(seconds: float) -> str:
    """Write a moment of a call as `m:ss`, rounded down as clocks do."""
    return f"{int(seconds) // 60}:{int(seconds) % 60:02}"
