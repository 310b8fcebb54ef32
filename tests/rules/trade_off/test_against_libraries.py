"""Our statistics are those of scipy and statsmodels, to nine places."""

from itertools import product
from math import inf, isinf

import pytest
from scipy.stats import binomtest
from statsmodels.stats.contingency_tables import mcnemar as mcnemar_of_statsmodels
from statsmodels.stats.proportion import confint_proportions_2indep

from checklists.rules.trade_off.counts import Pairs, Separate, Share
from checklists.rules.trade_off.intervals import koopman, newcombe, wilson
from checklists.rules.trade_off.testing import mcnemar

SAME = 1e-9
SHARES = [Share(right, total) for total in (1, 2, 7, 30, 120) for right in sorted({0, 1, total // 3, total - 1, total})]
TWO = [Separate(larger, cheaper) for larger, cheaper in product(SHARES[::2], SHARES[1::3])]


@pytest.mark.parametrize("level", [0.9, 0.95, 0.99])
@pytest.mark.parametrize("share", SHARES, ids=str)
def test_the_interval_of_one_share_is_that_of_scipy(share, level):
    theirs = binomtest(share.right, share.total).proportion_ci(level, method="wilson")
    ours = wilson(share, level)
    assert (ours.low, ours.high) == pytest.approx((theirs.low, theirs.high), abs=SAME)


@pytest.mark.parametrize(("lost", "gained"), [(0, 0), (1, 0), (5, 5), (9, 3), (0, 12), (40, 60), (700, 650), (3, 5000)])
def test_the_exact_test_of_pairs_is_that_of_both_libraries(lost, gained):
    ours = mcnemar(Pairs(100, lost, gained, 50))
    theirs = binomtest(lost, lost + gained).pvalue if lost + gained else 1.0
    assert ours == pytest.approx(theirs, abs=SAME)
    if lost + gained:
        assert ours == pytest.approx(mcnemar_of_statsmodels([[100, lost], [gained, 50]], exact=True).pvalue, abs=SAME)


@pytest.mark.parametrize("counts", TWO, ids=str)
def test_the_difference_of_separate_shares_is_that_of_statsmodels(counts):
    first, second = counts.cheaper, counts.larger
    theirs = confint_proportions_2indep(
        first.right, first.total, second.right, second.total, method="newcomb", compare="diff"
    )
    ours = newcombe(counts)
    assert (ours.low, ours.high) == pytest.approx(theirs, abs=SAME)


# statsmodels looks for its limits between bounds of its own, so tables without an empty or full cell are compared.
MIDDLING = [each for each in TWO if all(0 < share.right < share.total for share in (each.larger, each.cheaper))]


@pytest.mark.parametrize("counts", MIDDLING, ids=str)
def test_the_ratio_of_separate_shares_is_that_of_statsmodels(counts):
    first, second = counts.cheaper, counts.larger
    theirs = confint_proportions_2indep(
        first.right, first.total, second.right, second.total, method="score", compare="ratio", correction=False
    )
    ours = koopman(counts)
    assert (ours.low, ours.high) == pytest.approx(theirs, rel=1e-5)


@pytest.mark.parametrize("counts", TWO, ids=str)
def test_a_ratio_without_a_bound_says_so(counts):
    found = koopman(counts)
    if counts.larger.right + counts.cheaper.right == 0:
        assert found is None
    else:
        assert isinf(found.high) is (counts.larger.right == 0)
        assert (found.low == 0) is (counts.cheaper.right == 0)
        assert 0 <= found.low < found.high <= inf
