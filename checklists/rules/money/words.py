"""What is said of the money: the saving, the break-even, and how it stands to what the buyer says a mistake costs."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal

from checklists.rules.dates import in_words
from checklists.rules.money.break_even import BreakEven
from checklists.rules.money.figures import count, money, per_cent
from checklists.rules.money.prices import TIER_LABELS, Price
from checklists.rules.money.saving import Saving
from checklists.rules.money.usage import Amount, Usage
from checklists.rules.trade_off.gap import Gap
from checklists.rules.wording import fill

SAVES = (
    "The cheaper tier costs about {month} a month less than the larger one, about {year} a year. "
    "That is about {share} per cent less."
)
SAVES_A_TASK = (
    "The cheaper tier costs about {task} less for each task, which is about {share} per cent less. "
    "Record how many tasks a month there are, and we can say what that comes to."
)
COSTS_MORE = (
    "As you use it, the cheaper tier costs about {month} a month more than the larger one, about {year} a year. "
    "Its lower price is no reason to choose it."
)
COSTS_MORE_A_TASK = (
    "As you use it, the cheaper tier costs about {task} more for each task than the larger one. "
    "Its lower price is no reason to choose it."
)
SAME = "As you use them, the two tiers cost the same. Price is no reason to choose the cheaper one."
YEAR = "Over a year the saving is about {year}; the cheaper tier costs about {share} per cent less."
TOKEN_NOT_TASK = (
    "Token for token the cheaper tier would be about {alike} per cent cheaper; per task it is not, because it needs "
    "more attempts or longer answers for the same work. What you pay for is the finished task."
)
LESS_BY_TASK = (
    "Token for token the cheaper tier would be about {alike} per cent cheaper; for a finished task it is about {share} "
    "per cent, because it needs more attempts or longer answers for the same work."
)
NO_TEST = (
    "We do not know how many more mistakes it makes, so we cannot say whether the saving is worth it. "
    "Test both tiers on your own documents: the saving divided by the extra mistakes is what a mistake may cost you."
)
NO_MORE_SEEN = (
    "In the test the cheaper tier made no more mistakes than the larger one. It may still make as many as {extra_high} "
    "more a month; the saving is then used up once a mistake costs {low}."
)
NO_MORE = "In the test the cheaper tier made fewer mistakes than the larger one, so its saving costs you nothing there."
RANGE = (
    "The test leaves room for between {extra_low} and {extra_high} more mistakes a month; the cost of a mistake at "
    "which it stops paying then lies between {low} and {high}."
)
ABOVE = (
    "You say that one mistake costs you about {mistake} to find and put right. That is more than {value}: "
    "on these figures the cheaper tier costs you more than it saves."
)
BELOW = (
    "You say that one mistake costs you about {mistake} to find and put right. That is less than {value}: "
    "on these figures the cheaper tier still pays."
)
LEVEL = (
    "You say that one mistake costs you about {mistake} to find and put right. That is just about where the saving "
    "is used up: on these figures price settles nothing."
)
NOT_SURE = "The test was too small to be sure of that: the true number of extra mistakes could turn it round."
NO_MISTAKE_COST = (
    "You have not said what one mistake costs you to find and put right. Think of the time it takes and who does it; "
    "then we can compare."
)
OTHER_CURRENCY = (
    "You gave the cost of a mistake in {theirs} and the prices are in {ours}. We do not convert: give both in one "
    "currency, and we can compare."
)
DEARER_AND_WORSE = (
    "On these figures the cheaper tier costs no less than the larger one, and in the test it made more mistakes."
)
OLD = (
    "This price was read on {read_on}, more than {days} days before the day of this judgement: {label}. "
    "Prices change; read it again before you rely on it."
)


@dataclass(frozen=True)
class Ground:
    """What the sentences stand on."""

    saving: Saving | None
    break_even: BreakEven | None
    usage: Usage
    gap: Gap | None


def said(ground: Ground, wording: Mapping[str, str]) -> tuple[str, ...]:
    """The result in sentences, in order; empty where no saving can be worked out."""
    if ground.saving is None:
        return ()
    mistakes = tuple(_mistakes(ground, wording))
    if ground.break_even is None or ground.break_even.value is None:
        return (_saving(ground.saving), *_by_task(ground.saving), *mistakes)
    return (*mistakes, _year(ground.saving), *_by_task(ground.saving), *_compared(ground))


def against(ground: Ground) -> str:
    """One sentence where the money speaks against the cheaper tier, else "".

    It does where a mistake costs the buyer more than the break-even; and where the cheaper tier made more mistakes and
    costs no less, whatever a mistake costs.
    """
    saving, even = ground.saving, ground.break_even
    if saving is not None and saving.known is not None and saving.known <= 0 and ground.gap and ground.gap.value > 0:
        return DEARER_AND_WORSE
    mistake = ground.usage.mistake
    if even is None or even.value is None or mistake is None or mistake.currency != even.currency:
        return ""
    if _standing(mistake, even.value) != ABOVE:
        return ""
    return _fill(ABOVE, mistake=_money(mistake), value=money(even.value, even.currency))


def old_prices(prices: tuple[Price, ...], days: int | None) -> tuple[str, ...]:
    """A sentence for each price that was read too long ago."""
    return tuple(
        _fill(OLD, label=each.label or TIER_LABELS[each.tier], read_on=in_words(each.read_on), days=str(days))
        for each in prices
    )


def _fill(template: str, **words: str) -> str:
    return fill(template, words)


def _money(amount: Amount) -> str:
    return money(amount.amount, amount.currency)


def _year(saving: Saving) -> str:
    year, share = saving.year or Decimal(0), saving.share or Decimal(0)
    return _fill(YEAR, year=money(year, saving.currency), share=per_cent(share))


def _saving(saving: Saving) -> str:
    """The saving in one sentence, by the month where it is known."""
    words = {name: money(abs(amount), saving.currency) for name, amount in _amounts(saving) if amount is not None}
    words["share"] = "" if saving.share is None else per_cent(saving.share)
    if saving.known == 0:
        return SAME
    by_the_month, by_the_task = (SAVES, SAVES_A_TASK) if (saving.known or 0) > 0 else (COSTS_MORE, COSTS_MORE_A_TASK)
    return fill(by_the_task if saving.month is None else by_the_month, words)


def _amounts(saving: Saving) -> tuple[tuple[str, Decimal | None], ...]:
    return ("month", saving.month), ("year", saving.year), ("task", saving.task)


def _by_task(saving: Saving) -> Iterator[str]:
    """Where the cheaper tier takes more tokens or attempts, what is left of its lower price."""
    alike, share = saving.like_for_like, saving.share
    if alike is None or share is None or alike <= 0 or share >= alike:
        return
    yield _fill(LESS_BY_TASK if share > 0 else TOKEN_NOT_TASK, alike=per_cent(alike), share=per_cent(share))


def _mistakes(ground: Ground, wording: Mapping[str, str]) -> Iterator[str]:
    """What the comparison of the tiers makes of the saving; of a cheaper tier that is not cheaper, only the worst."""
    saving, even = ground.saving, ground.break_even
    if saving is None or (saving.known or 0) <= 0:
        yield from filter(None, [against(ground)])
    elif ground.gap is None:
        yield NO_TEST
    elif even is not None and even.value is not None:
        yield from _break_even(even, saving, even.value, ground.usage, wording)
    elif even is not None:
        yield _none_seen(even)


def _break_even(
    even: BreakEven, saving: Saving, value: Decimal, usage: Usage, wording: Mapping[str, str]
) -> Iterator[str]:
    words = {
        "saving": money(saving.month or Decimal(0), even.currency),
        "volume": f"{usage.tasks:,}",
        "extra": count(even.extra),
        "extra_low": count(even.extra_low),
        "extra_high": count(even.extra_high),
        "break_even": money(value, even.currency),
        "break_even_low": _amount(even.low, even.currency),
        "low": _amount(even.low, even.currency),
        "high": _amount(even.high, even.currency),
    }
    yield fill(wording["break_even"], words)
    yield fill(wording["break_even_small_test"] if even.may_be_none else RANGE, words)


def _amount(amount: Decimal | None, currency: str) -> str:
    return "" if amount is None else money(amount, currency)


def _none_seen(even: BreakEven) -> str:
    if even.low is None:
        return NO_MORE
    return _fill(NO_MORE_SEEN, extra_high=count(even.extra_high), low=money(even.low, even.currency))


def _compared(ground: Ground) -> Iterator[str]:
    """The break-even beside what the buyer says a mistake costs."""
    even, mistake = ground.break_even, ground.usage.mistake
    if even is None or even.value is None:
        return
    if mistake is None:
        yield NO_MISTAKE_COST
    elif mistake.currency != even.currency:
        yield _fill(OTHER_CURRENCY, theirs=mistake.currency, ours=even.currency)
    else:
        sentence = _standing(mistake, even.value)
        yield _fill(sentence, mistake=_money(mistake), value=money(even.value, even.currency))
        if sentence != LEVEL and _could_turn(mistake, even, above=sentence == ABOVE):
            yield NOT_SURE


def _standing(mistake: Amount, value: Decimal) -> str:
    """Above, below, or level as far as the figures are written."""
    if _money(mistake) == money(value, mistake.currency):
        return LEVEL
    return ABOVE if mistake.amount > value else BELOW


def _could_turn(mistake: Amount, even: BreakEven, *, above: bool) -> bool:
    """Whether some break-even within the interval of the test lies on the other side."""
    if above:
        return even.high is None or mistake.amount <= even.high
    return even.low is not None and mistake.amount >= even.low
