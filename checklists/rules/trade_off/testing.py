"""Testing: how often chance alone would part two equal tiers as far as this."""

from math import exp, lgamma, log

from checklists.rules.trade_off.counts import Pairs

NEGLIGIBLE = 1e-18


def mcnemar(pairs: Pairs) -> float:
    """The exact two-sided p value, from 0 to 1, of items that only one tier had right. Nobody apart gives 1.

    Q. McNemar, Psychometrika 12 (1947) 153-157, with the binomial distribution in place of its approximation.
    """
    apart, fewer = pairs.only_larger + pairs.only_cheaper, min(pairs.only_larger, pairs.only_cheaper)
    if pairs.only_larger == pairs.only_cheaper:
        return 1.0
    term = exp(lgamma(apart + 1) - lgamma(fewer + 1) - lgamma(apart - fewer + 1) - apart * log(2))
    total, place = term, fewer
    while term > NEGLIGIBLE * total:
        term *= place / (apart - place + 1)
        place -= 1
        total += term
    return min(1.0, 2 * total)
