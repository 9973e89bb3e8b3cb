"""How points are shared among the checks of a step."""

STEP_POINTS = 25
"""Points of each step (formats)."""


def shares(n_checks: int) -> list[int]:
    """Share a step's points among its checks: equally, the remainder going to the first (largest remainder)."""
    whole, rest = divmod(STEP_POINTS, n_checks)
    return [whole + (i < rest) for i in range(n_checks)]
