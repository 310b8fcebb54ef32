"""A case in which every part of the record has something to say, and its record as it is on file beside this.

Where a change of the record is meant, `python -m tests.rules.whole_record` writes it anew; read what it changed.
"""

import json
from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path

from checklists.rules.answers import State
from checklists.rules.case import Case, GatePass, Reopened
from checklists.rules.judge import judge
from checklists.rules.life import Acceptance, ByHand, Life, Remediation
from checklists.rules.money.prices import Price, Tier, Unit
from checklists.rules.money.usage import Amount, Usage
from checklists.rules.obligations import Required
from checklists.rules.plain import Plain
from checklists.rules.record import as_record
from checklists.rules.trade_off.counts import Pairs
from tests.rules.makers import (
    EARLIER,
    TODAY,
    WORDING,
    make_answer,
    make_content,
    make_evaluation,
    make_obligation,
    make_record,
    make_source,
    make_yes_no,
    said,
)
from tests.rules.test_record import CASE, DUTIES, LINEAGE, QUESTIONS, RULES

ON_FILE = Path(__file__).with_name("whole_record.json")
LATER = date(2027, 2, 1)
CONTENT = make_content(
    *QUESTIONS,
    make_yes_no("tier_choice_recorded", section="second", asked_of="buyer", gate_when="regulated_activity"),
    obligations=(
        *DUTIES,
        make_obligation(
            "kept",
            applies_when="regulated_activity",
            required=(Required("note", "A note is kept", "firm"),),
            in_force_from=EARLIER,
            in_force_until=LATER,
            in_force_note="For the trial.",
            our_reading=True,
            helps=("policy",),
            watch="A new edition.",
        ),
        make_obligation("begins", in_force_from=LATER),
    ),
    contradictions=RULES,
    wording={
        **WORDING,
        "break_even": "{saving} of {volume}, {extra} more ({extra_low} to {extra_high}): {break_even}.",
        "break_even_small_test": "At least {break_even_low}.",
    },
    sources={"law_text": make_source()},
)
BY_HAND = ByHand("by_hand:1", "high", "No exit", "Nothing says how we leave.", "words")
LIVES = {
    "by_hand:1": Life("Ada", LATER, Remediation("They will write it.", "Vendor", EARLIER, "Bea", TODAY)),
    "contradiction:said_not": Life(
        "Bea", TODAY, None, Acceptance("The other model is gone.", "Ada", EARLIER, LATER, "high")
    ),
}
PRICES = (
    Price("p1", Tier.LARGER, "Full", Unit.TASK, "GBP", EARLIER, EARLIER, price=Decimal("0.25")),
    Price("p2", Tier.CHEAPER, "Lite", Unit.TASK, "GBP", EARLIER, EARLIER, price=Decimal("0.10")),
    Price("p3", Tier.CHEAPER, "Lite", Unit.TASK, "GBP", LATER, TODAY, price=Decimal("0.20")),
)
TESTED = make_evaluation(
    Pairs(90, 6, 2, 2),
    Pairs(80, 4, 2, 14),
    tolerance=Decimal(5),
    tolerance_on=EARLIER,
    note="Invoices of one month.",
    blind=True,
)
WHOLE: Case = replace(
    CASE,
    said=(*CASE.said, *said(customer_data_used_for_training=False)),
    answers={
        **CASE.answers,
        "away": make_answer("away", "yes"),
        "tier_choice_recorded": make_answer("tier_choice_recorded", None, state=State.REFUSES),
    },
    lineage=LINEAGE,
    records=(*CASE.records, make_record("kept", expires_on=LATER, firm=True)),
    gate_passes=(GatePass("tier_choice_recorded", "For the trial.", "Ada", EARLIER, LATER),),
    evaluations=(TESTED,),
    prices=PRICES,
    usage=Usage(400, mistake=Amount(Decimal(4), "GBP")),
    lives=LIVES,
    by_hand=(BY_HAND,),
    reopened={"later": Reopened(("The model is another one.",), make_answer("later", "no"))},
)


def whole_record() -> Plain:
    return as_record(CONTENT, WHOLE, judge(CONTENT, WHOLE))


def written(record: Plain) -> str:
    return json.dumps(record, indent=1, ensure_ascii=False) + "\n"


if __name__ == "__main__":
    ON_FILE.write_text(written(whole_record()), encoding="utf-8")
