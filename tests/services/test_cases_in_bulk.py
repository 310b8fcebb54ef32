"""Cases read many at once are the cases read one by one, in every part that the tables hold."""

from dataclasses import fields
from datetime import date, timedelta
from decimal import Decimal

from checklists.models import Assessment
from checklists.models.people import Role
from checklists.rules.case import Case
from checklists.services import findings, re_review
from checklists.services.assessments import find_assessment, submit_assessment
from checklists.services.cases_in_bulk import RELATED, CasesInBulk
from checklists.services.firm_records import write_firm_record
from checklists.services.following import pass_gate
from checklists.services.judging import case_of, content_of, judge_assessment
from tests.evaluation_makers import make_evaluation
from tests.makers import (
    COMMAND,
    NOW,
    TODAY,
    actor,
    make_answer,
    make_assessment,
    make_member,
    make_token_prices,
    make_use,
)
from tests.scale_makers import make_own_scale
from tests.services.test_changes import change_tier, decide, look

RECORD = ("dsit_algorithmic_transparency", "record_published")
W = {"by": COMMAND, "at": NOW}


def make_full():
    """A second round, with something in every part of a case that the tables hold."""
    first = make_assessment(make_use(tier_label="Lite", model="gpt2", facts={"agentic": True}))
    make_answer(first, "is_this_distilled", "no")
    submit_assessment(first, **W)
    passed = {"question": gate_of(first), "reason": "Known from the audit", "expires_on": TODAY + timedelta(9)}
    pass_gate(find_assessment(first.pk), **passed, by=actor(make_member(Role.APPROVER)), at=NOW)
    decided = decide(find_assessment(first.pk))
    change_tier(decided)
    use = decided.model_use
    following = re_review.start_re_review(model_use=use, changes=look(decided), **W)
    make_evaluation(use, tolerance=Decimal("3"))
    make_token_prices(use)
    make_own_scale(concern="0.25")
    findings.raise_finding(following, severity="high", title="No trial yet", **W)
    obligation, item = RECORD
    owner = make_member(Role.ASSESSOR)
    write_firm_record(model_use=use, obligation=obligation, item=item, owner=owner, statement="It is published.", **W)


def gate_of(assessment):
    gates = judge_assessment(assessment, TODAY).judgement.gates
    return next(gate.question for gate in gates if not gate.met)


def filled(case):
    """The names of the fields of a case that hold something else than they do by default."""
    empty = Case(judged_on=date.min)
    return {field.name for field in fields(Case) if getattr(case, field.name) != getattr(empty, field.name)}


def test_every_part_of_a_case_is_read_in_bulk_too(organisation):
    make_full()
    make_answer(make_assessment(short=True), "uses_to_avoid", "Payroll")
    rows = list(Assessment.objects.select_related(*RELATED).order_by("pk"))
    bulk = CasesInBulk(rows)
    seen = set()
    for row in rows:
        alone = case_of(row, content_of(row), TODAY)
        assert bulk.case_of(row, content_of(row), TODAY) == alone
        seen |= filled(alone)
    assert {field.name for field in fields(Case)} - seen == {"model_names"}  # given by callers
