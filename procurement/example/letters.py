"""The 120 letters of the example's own test: twelve questions of ten clients each, a right draft and a wrong one.

All of it is made up, and nothing in it was written by a model.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from checklists.rules.trade_off.counts import Pairs

CLIENTS = "ABCDEFGHIJ"
EVERYDAY, BUILDING, ABROAD = "Everyday VAT", "Building work", "Buying and selling abroad"
# Coprime to the number of letters of each kind, so that what went wrong is spread over them.
STRIDE = 7


@dataclass(frozen=True)
class Letter:
    """One letter that was asked for, the drafts of both tiers, and which of them was right."""

    kind: str
    text: str
    larger: str
    cheaper: str
    larger_right: bool
    cheaper_right: bool


@dataclass(frozen=True)
class Question:
    """What clients ask, and the gist of a right and of a wrong draft."""

    asks: str
    right: str
    wrong: str


QUESTIONS: dict[str, tuple[Question, ...]] = {
    EVERYDAY: (
        Question(
            "bought a van for the business and asks whether the VAT comes back.",
            "Yes, as far as the van is used for the business. Keep the VAT invoice.",
            "No. VAT on vehicles never comes back.",
        ),
        Question(
            "took a customer to lunch and asks whether the VAT comes back.",
            "No. VAT on entertaining customers is blocked.",
            "Yes, in full: it was for the business.",
        ),
        Question(
            "has an invoice that a customer has owed for eight months, and asks about its VAT.",
            "It can be reclaimed as bad debt relief, once the debt is written off in the books.",
            "Nothing can be done: VAT that was declared stays declared.",
        ),
        Question(
            "went over the registration threshold last month and asks by when to register.",
            "Within 30 days of the end of that month.",
            "At the end of the tax year.",
        ),
        Question(
            "has lost a supplier's VAT invoice and asks whether to claim all the same.",
            "Ask the supplier for a copy first, and claim once it is there.",
            "Claim it. No invoice is needed.",
        ),
        Question(
            "makes children's clothes and asks at what rate to sell them.",
            "At the zero rate. The sales still count towards the registration threshold.",
            "They are exempt, so VAT on costs cannot be claimed.",
        ),
    ),
    BUILDING: (
        Question(
            "lays bricks for a VAT-registered main contractor and asks how to invoice.",
            "Under the domestic reverse charge: the contractor accounts for the VAT, and the invoice says so.",
            "Add 20 per cent VAT to the invoice as usual.",
        ),
        Question(
            "put a new roof on a private house and asks whether the reverse charge applies.",
            "No. A householder is not registered for VAT, so charge it as usual.",
            "Yes. Send the invoice without VAT.",
        ),
        Question(
            "supplies temporary staff to builders and asks whether the reverse charge applies.",
            "No. Supplying staff is outside it, so charge VAT as usual.",
            "Yes, as for all building work.",
        ),
    ),
    ABROAD: (
        Question(
            "buys advertising from a company in Ireland and asks about the VAT.",
            "Account for UK VAT yourself under the reverse charge, and claim it back as far as the usual rules allow.",
            "None is due: the supplier is abroad.",
        ),
        Question(
            "brings in machine parts from Germany and asks how import VAT is paid.",
            "On the VAT return by postponed accounting, or at the border.",
            "As acquisition VAT, as for anything from the EU.",
        ),
        Question(
            "sends furniture to a customer in France and asks at what rate.",
            "At the zero rate, with evidence of the export on file in time.",
            "At 20 per cent, since France is in Europe.",
        ),
    ),
}


def letters_of(kinds: Sequence[Mapping[str, object]]) -> Iterator[Letter]:
    """The letters with drafts that give the counts of `kinds`, each a name of QUESTIONS and the counts of Pairs."""
    for counted in kinds:
        name = str(counted["name"])
        yield from _of_a_kind(name, Pairs(**{key: value for key, value in counted.items() if key != "name"}))  # type: ignore[arg-type]


def _of_a_kind(name: str, counts: Pairs) -> Iterator[Letter]:
    asked = [(client, question) for client in CLIENTS for question in QUESTIONS[name]]
    outcomes = _outcomes(counts)
    for place, (client, question) in enumerate(asked):
        larger, cheaper = outcomes[place * STRIDE % len(outcomes)]
        drafts = {True: question.right, False: question.wrong}
        yield Letter(name, f"Client {client} {question.asks}", drafts[larger], drafts[cheaper], larger, cheaper)


def _outcomes(counts: Pairs) -> list[tuple[bool, bool]]:
    """For each letter, whether the larger and the cheaper tier had it right."""
    return [
        *[(True, True)] * counts.both,
        *[(True, False)] * counts.only_larger,
        *[(False, True)] * counts.only_cheaper,
        *[(False, False)] * counts.neither,
    ]
