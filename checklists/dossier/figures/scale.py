"""A scale of figures along a line: where a value stands, and the round values that are marked under it."""

from dataclasses import dataclass
from math import ceil, floor

STEPS = (1, 2, 5, 10, 20, 25, 50)
MOST_MARKS = 8


@dataclass(frozen=True)
class Scale:
    """Values from `low` to `high` on a line from `left`, `room` units long."""

    low: float
    high: float
    left: float
    room: float
    step: int

    def at(self, value: float) -> float:
        """Where a value stands. What lies beyond an end stands at it."""
        inside = min(max(value, self.low), self.high)
        return self.left + (inside - self.low) * self.room / (self.high - self.low)

    @property
    def marks(self) -> list[int]:
        """The round values from one end to the other."""
        return list(range(round(self.low), round(self.high) + 1, self.step))


def scale_for(low: float, high: float, left: float, room: float) -> Scale:
    """The scale whose ends are round and hold both values, with at most MOST_MARKS marks."""
    for step in STEPS:
        start, end = floor(low / step) * step, ceil(high / step) * step
        if (end - start) / step < MOST_MARKS:
            break
    return Scale(start, max(end, start + step), left, room, step)
