"""Counts of right and wrong answers: what a comparison of two tiers is made of."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Share:
    """`right` of `total` items were right. Whole numbers with 0 <= right <= total; ValueError otherwise."""

    right: int
    total: int

    def __post_init__(self) -> None:
        if not 0 <= self.right <= self.total:
            raise ValueError(f"{self.right} right of {self.total} is no share of them.")

    def __add__(self, other: "Share") -> "Share":
        return Share(self.right + other.right, self.total + other.total)


@dataclass(frozen=True)
class Pairs:
    """Both tiers saw the same items: how many both, the larger alone, the cheaper alone and neither had right."""

    both: int
    only_larger: int
    only_cheaper: int
    neither: int

    def __post_init__(self) -> None:
        if min(self.both, self.only_larger, self.only_cheaper, self.neither) < 0:
            raise ValueError("A count of items cannot be below 0.")

    def __add__(self, other: "Pairs") -> "Pairs":
        return Pairs(
            self.both + other.both,
            self.only_larger + other.only_larger,
            self.only_cheaper + other.only_cheaper,
            self.neither + other.neither,
        )

    @property
    def total(self) -> int:
        """Items that both tiers saw."""
        return self.both + self.only_larger + self.only_cheaper + self.neither

    @property
    def larger(self) -> Share:
        return Share(self.both + self.only_larger, self.total)

    @property
    def cheaper(self) -> Share:
        return Share(self.both + self.only_cheaper, self.total)


@dataclass(frozen=True)
class Separate:
    """Each tier had items of its own, or it is not known which item went wrong for which."""

    larger: Share
    cheaper: Share

    def __add__(self, other: "Separate") -> "Separate":
        return Separate(self.larger + other.larger, self.cheaper + other.cheaper)

    @property
    def total(self) -> int:
        """The items of the tier that has fewer of them."""
        return min(self.larger.total, self.cheaper.total)


Counts = Pairs | Separate
