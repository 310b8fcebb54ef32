"""Grading: what one answer is worth, the reviewer's judgement first, then the rule's."""

from enum import StrEnum


class Grade(StrEnum):
    """Open: it counts nothing in the lower score and fully in the upper. Left out: it is not counted at all."""

    GOOD = "good"
    AMBER = "amber"
    RED = "red"
    OPEN = "open"
    LEFT_OUT = "left_out"
