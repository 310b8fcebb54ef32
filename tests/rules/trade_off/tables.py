"""Tables of right and wrong answers for the tests of the statistics, and the printed ones of the literature."""

from itertools import product

from hypothesis import strategies as st

from checklists.rules.trade_off.counts import Pairs, Separate, Share

SMALL = [Pairs(*each) for each in product((0, 1, 3), (0, 1, 4), (0, 2, 5), (0, 1, 6)) if sum(each)]

pairs = st.builds(Pairs, *[st.integers(0, 60)] * 4).filter(lambda each: each.total > 0)
shares = st.integers(1, 120).flatmap(lambda total: st.builds(Share, st.integers(0, total), st.just(total)))
separate = st.builds(Separate, shares, shares)


def first_against_second(both: int, first: int, second: int, neither: int) -> Pairs:
    """A printed table, whose first of two is what we call the cheaper tier: first minus second, first by second."""
    return Pairs(both, only_larger=second, only_cheaper=first, neither=neither)


def swapped(counts: Pairs | Separate) -> Pairs | Separate:
    """The same counts with the tiers exchanged."""
    if isinstance(counts, Pairs):
        return Pairs(counts.both, counts.only_cheaper, counts.only_larger, counts.neither)
    return Separate(counts.cheaper, counts.larger)


def times(counts: Pairs | Separate, factor: int) -> Pairs | Separate:
    """The same proportions on so many times the items."""
    if isinstance(counts, Pairs):
        cells = (counts.both, counts.only_larger, counts.only_cheaper, counts.neither)
        return Pairs(*(factor * each for each in cells))
    return Separate(*(Share(factor * each.right, factor * each.total) for each in (counts.larger, counts.cheaper)))
