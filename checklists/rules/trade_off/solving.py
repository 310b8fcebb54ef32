"""Solving: where a function that only rises or only falls passes through nought."""

from collections.abc import Callable

STEPS = 200


def crossing(function: Callable[[float], float], low: float, high: float) -> float:
    """The place between `low` and `high` where `function` changes sign, by halving until the doubles run out.

    The function has to be monotone there. Where it does not change sign, the end at which it is nearer to nought.
    """
    at_low, at_high = function(low), function(high)
    if (at_low > 0) == (at_high > 0):
        return low if abs(at_low) <= abs(at_high) else high
    for _ in range(STEPS):
        middle = (low + high) / 2
        if middle in (low, high):
            break
        if (function(middle) > 0) == (at_low > 0):
            low = middle
        else:
            high = middle
    return (low + high) / 2
