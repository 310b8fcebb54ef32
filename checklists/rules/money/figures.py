"""Figures of money as people write them. Decimals stay exact until they are written."""

from decimal import ROUND_HALF_EVEN, Context, Decimal

SIGNS = {"GBP": "£", "EUR": "€", "USD": "US$"}
PENNY, TENTH = Decimal("0.01"), Decimal("0.1")
SMALL = TENTH
# Room for the largest amount that a price and a volume may come to, to the millionth; the usual 28 digits have not.
WIDE = Context(prec=60)


def rounded(number: Decimal, place: Decimal) -> Decimal:
    """A number to a place, halves to the even one, however large it is."""
    return number.quantize(place, ROUND_HALF_EVEN, WIDE)


def money(amount: Decimal, currency: str) -> str:
    """An amount to the nearest penny, halves to the even one: £1,234.50. Below ten pence, two figures that count."""
    sign = SIGNS.get(currency, f"{currency} ")
    minus = "-" if amount < 0 else ""
    return f"{minus}{sign}{_rounded(abs(amount)):,f}"


def _rounded(amount: Decimal) -> Decimal:
    pence = rounded(amount, PENNY)
    if pence == amount or pence >= SMALL:
        return pence
    return rounded(amount, Decimal(1).scaleb(amount.adjusted() - 1))


def exact_money(amount: Decimal, currency: str) -> str:
    """An amount as it was recorded, with all its figures: £1,234.50, US$0.125. For a price, which is not worked out."""
    whole = amount == rounded(amount, PENNY)
    return money(amount, currency) if whole else f"{SIGNS.get(currency, f'{currency} ')}{amount.normalize():,f}"


def count(number: Decimal) -> str:
    """A number of mistakes: whole from 10 on, one decimal below, or that it is below that."""
    if number >= 10:
        return f"{rounded(number, Decimal(1)):,f}"
    if 0 < number < TENTH:
        return "fewer than 0.1"
    return f"{rounded(number, TENTH):f}"


def per_cent(share: Decimal) -> str:
    """A share out of 1 as a whole per cent; one decimal where it lies within 1 of nothing or of all."""
    hundred = share * 100
    step = TENTH if abs(hundred) < 1 or 99 < hundred < 100 else Decimal(1)
    return f"{rounded(hundred, step):f}"
