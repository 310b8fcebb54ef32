"""Days: none that cannot be is kept, and today is London's."""

from datetime import UTC, date, datetime, timedelta

import pytest

from checklists.errors import Invalid
from checklists.models import AIModel, FactValue
from checklists.models.people import Role
from checklists.services import ai_models, evidence, firm_records, following, model_uses
from tests.makers import COMMAND, NOW, TODAY, make_member, make_use
from tests.walls.stages import decided

W = {"by": COMMAND, "at": NOW}
TOMORROW, LONG_AGO = TODAY + timedelta(days=1), date(1999, 12, 31)
# An hour in which London, on its summer time, has begun a day that UTC has not.
NIGHT = {"by": COMMAND, "at": datetime(2026, 7, 1, 23, 30, tzinfo=UTC)}
LONDONS_DAY = date(2026, 7, 2)
RECORD = ("dsit_algorithmic_transparency", "record_published")


def keep(at=W, **about):
    return evidence.keep_address(address="https://oak.example", text="Seen", **about, **at)


def write_record(at=W, **values):
    obligation, item = RECORD
    given = {"owner": make_member(Role.ASSESSOR), "statement": "It is published."} | values
    return firm_records.write_firm_record(model_use=make_use(), obligation=obligation, item=item, **given, **at)


def derive(**values):
    ours = ai_models.record_ai_model(name="Ours", **W)
    parent = AIModel.objects.get(key="gpt2")
    return ai_models.record_derivation(child=ours, parent=parent, method="merge", says="reported", **values, **W)


@pytest.mark.parametrize(
    ("write", "values", "pointer"),
    [
        (keep, {"seen_on": TOMORROW}, "/seen_on"),
        (keep, {"covers_from": TODAY, "covers_until": TODAY - timedelta(days=1)}, "/covers_until"),
        *((keep, {name: LONG_AGO}, f"/{name}") for name in evidence.DAYS),
        (derive, {"read_on": TOMORROW}, "/read_on"),
        (derive, {"read_on": LONG_AGO}, "/read_on"),
        (write_record, {"on": TOMORROW}, "/on"),
        (write_record, {"on": LONG_AGO}, "/on"),
        (write_record, {"on": TODAY, "expires_on": LONG_AGO}, "/expires_on"),
        *((make_use, {name: LONG_AGO}, f"/{name}") for name in model_uses.DAYS),
    ],
)
def test_a_day_that_cannot_be_is_refused_with_its_place(organisation, write, values, pointer):
    with pytest.raises(Invalid) as caught:
        write(**values)
    assert [detail.pointer for detail in caught.value.details] == [pointer]


def test_a_day_that_can_be_is_taken(organisation):
    kept = keep(seen_on=TODAY, covers_from=TODAY, covers_until=TODAY, expires_on=TOMORROW, retain_until=TOMORROW)
    assert (kept.seen_on, kept.covers_until) == (TODAY, TODAY)
    assert derive(read_on=TODAY).read_on == TODAY
    assert make_use(contract_on=TOMORROW).contract_on == TOMORROW


def test_a_change_of_a_model_in_use_is_held_to_the_same(organisation):
    with pytest.raises(Invalid, match="2000"):
        model_uses.change_model_use(make_use(), version=1, renewal_on=LONG_AGO, **W)


@pytest.mark.parametrize(("days", "fine"), [(-1, False), (0, True), (1, False)])
def test_a_condition_is_met_from_its_decision_on_and_not_in_the_future(organisation, days, fine):
    condition = decided().conditions.get(number=1)
    given = {"met_on": condition.decision.judged_on + timedelta(days=days), "note": "Seen", "version": 1}
    if fine:
        assert following.meet_condition(condition, **given, **W).met_on == given["met_on"]
        return
    with pytest.raises(Invalid) as caught:
        following.meet_condition(condition, **given, **W)
    assert [detail.pointer for detail in caught.value.details] == ["/met_on"]


def test_today_is_the_day_in_london(organisation):
    assert keep(NIGHT).seen_on == LONDONS_DAY
    assert keep(NIGHT, seen_on=LONDONS_DAY).seen_on == LONDONS_DAY
    assert write_record(NIGHT, on=LONDONS_DAY).on == LONDONS_DAY
    model_uses.say_facts(make_use(), facts={"agentic": True}, version=1, **NIGHT)
    assert FactValue.objects.get().said_on == LONDONS_DAY
