"""For each public service: what must be there before it is called, and the call itself, given who and when."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

from django_scopes import scope, scopes_disabled

from checklists.actor import Actor
from checklists.catalogue.load import read_edition
from checklists.dossier import produce, request
from checklists.formats.own_items import OwnItem
from checklists.formats.workbook.writing import write_sheet
from checklists.models import Change, Condition, Decision, Dossier, Edition, Organisation, Rejudging
from checklists.models.people import Role
from checklists.rules import change_kinds
from checklists.services import (
    access,
    ai_models,
    answers,
    assessments,
    changes,
    decisions,
    digests,
    duty_plans,
    editions,
    evaluation_plans,
    evaluations,
    evidence,
    findings,
    firm_records,
    following,
    invitations,
    judging,
    links,
    mail,
    mail_proof,
    mail_sending,
    model_uses,
    own_tests,
    people,
    prices,
    putting_right,
    re_review,
    rejudging,
    returned_sheets,
    reviewing,
    scales,
    usage,
    vendors,
)
from checklists.services.looked_sheets import look_at_sheet
from checklists.services.vendor_sheets import sheet_for_vendor
from tests.evaluation_makers import CSV, NAMED, SLICES, make_marks, make_outputs, make_plan, make_test
from tests.mail_makers import claimed_mail, letter, make_parked, make_proof
from tests.makers import (
    COMMAND,
    NOW,
    TODAY,
    actor,
    make_answer,
    make_assessment,
    make_invitation,
    make_member,
    make_organisation,
    make_product,
    make_submitted,
    make_use,
    make_vendor,
    priced,
)
from tests.scale_makers import make_terms
from tests.workbook_makers import Filled

Call = Callable[..., Any]
STAGES: dict[str, Callable[[Organisation], Call]] = {}
W: dict[str, Any] = {"by": COMMAND, "at": NOW}


def stage(name: str) -> Callable[[Callable[[Organisation], Call]], Callable[[Organisation], Call]]:
    """Sets the stage for the service of that name and gives the call, which takes `by` and `at`."""

    def keep(build: Callable[[Organisation], Call]) -> Callable[[Organisation], Call]:
        STAGES[name] = build
        return build

    return keep


def own_model(name: str = "House model") -> Any:
    return ai_models.record_ai_model(name=name, developer="We", **W)


def kept() -> Any:
    return evidence.keep_file(content=b"words", filename="a.txt", **W)


def decided() -> Decision:
    """A decided assessment, on a condition."""
    assessment, approver = make_submitted(), make_member(Role.APPROVER)
    judged = judging.judge_assessment(assessment, TODAY)
    names = tuple(block.key for block in decisions.blocking(judged.judgement))
    return decisions.decide(
        assessment,
        outcome="approved_with_conditions",
        reasons="Good enough",
        digest=judged.digest,
        judged_on=TODAY,
        conditions=[decisions.Wanted("Mend it", "before_use", names=names)],
        by=actor(approver),
        at=NOW,
    )


def claimed() -> Dossier:
    dossier = produce.claim_dossier(request.request_dossier(make_submitted(), **W).pk, NOW)
    assert dossier is not None
    return dossier


@stage("services.access.create_api_key")
def _(organisation: Organisation) -> Call:
    member = make_member()
    return lambda **w: access.create_api_key(name="K", member=member, scopes=["read"], **w)


@stage("services.returned_sheets.take_sheet")
def _(organisation: Organisation) -> Call:
    assessment = make_assessment()
    filled = Filled(write_sheet(sheet_for_vendor(assessment, at=NOW))).answer("is_this_distilled", "Yes")
    looked = look_at_sheet(assessment, filename="a.csv", content=filled.csv(), at=NOW)
    return lambda **w: returned_sheets.take_sheet(assessment, looked, questions=["is_this_distilled"], **w)


@stage("services.access.revoke_api_key")
def _(organisation: Organisation) -> Call:
    made = access.create_api_key(name="K", member=make_member(), scopes=["read"], **W)
    return lambda **w: access.revoke_api_key(made.key, **w)


@stage("services.ai_models.record_ai_model")
def _(organisation: Organisation) -> Call:
    return lambda **w: ai_models.record_ai_model(name="House model", **w)


@stage("services.ai_models.change_ai_model")
def _(organisation: Organisation) -> Call:
    model = own_model()
    return lambda **w: ai_models.change_ai_model(model, version=1, licence="MIT", **w)


@stage("services.ai_models.record_derivation")
def _(organisation: Organisation) -> Call:
    child, parent = own_model(), own_model("Parent")
    given = {"child": child, "parent": parent, "method": "fine_tuning", "says": "buyer_tested"}
    return lambda **w: ai_models.record_derivation(**given, **w)


@stage("services.ai_models.remove_derivation")
def _(organisation: Organisation) -> Call:
    given = {"child": own_model(), "parent": own_model("Parent"), "method": "merge", "says": "unknown"}
    step = ai_models.record_derivation(**given, **W)
    return lambda **w: ai_models.remove_derivation(step, **w)


def changed() -> Change:
    """A change since a decision, noticed."""
    use = decided().assessment.model_use
    model_uses.change_model_use(use, version=None, tier_label="Pro", **W)
    return changes.look_for_changes(model_use=use, **W)[0]


def newer_edition() -> Edition:
    """An edition that is newer than the one assessments are pinned to; it is not the current one."""
    with scopes_disabled():
        return Edition.objects.create(
            version="2027.1.1", as_of=TODAY, compiled=TODAY, digest="0" * 64, installed_at=NOW
        )


def begun() -> Rejudging:
    make_assessment()
    return rejudging.begin_rejudging(to_edition=newer_edition(), **W)[0]


@stage("services.changes.look_for_changes")
def _(organisation: Organisation) -> Call:
    use = decided().assessment.model_use
    model_uses.change_model_use(use, version=None, tier_label="Pro", **W)
    return lambda **w: changes.look_for_changes(model_use=use, **w)


@stage("services.changes.dismiss_change")
def _(organisation: Organisation) -> Call:
    row = changed()
    return lambda **w: changes.dismiss_change(row, reason="Only a new name", **w)


@stage("services.re_review.start_re_review")
def _(organisation: Organisation) -> Call:
    row = changed()
    return lambda **w: re_review.start_re_review(model_use=row.model_use, changes=[row], **w)


@stage("services.rejudging.begin_rejudging")
def _(organisation: Organisation) -> Call:
    make_assessment()
    edition = newer_edition()
    return lambda **w: rejudging.begin_rejudging(to_edition=edition, **w)


@stage("services.rejudging.park_rejudging")
def _(organisation: Organisation) -> Call:
    batch = begun()
    return lambda **w: rejudging.park_rejudging(batch, **w)


@stage("services.rejudging.note_judgement_changed")
def _(organisation: Organisation) -> Call:
    assessment = make_assessment()
    found = change_kinds.Change("edition", "edition", "New", "New.", "It is.", "1", "2", (), None, None)
    return lambda **w: rejudging.note_judgement_changed(assessment, found, **w)


@stage("services.answers.write_answers")
def _(organisation: Organisation) -> Call:
    assessment = make_assessment()
    given = [answers.Given("is_this_distilled", "answered", "no")]
    return lambda **w: answers.write_answers(assessment, given, **w)


@stage("services.reviewing.judge_answers")
def _(organisation: Organisation) -> Call:
    answer = make_answer(make_assessment(), "is_this_distilled", "no")
    return lambda **w: reviewing.judge_answers(answer.assessment, {answer.question: ("concern", "Hm")}, **w)


@stage("services.assessments.open_assessment")
def _(organisation: Organisation) -> Call:
    use = make_use()
    return lambda **w: assessments.open_assessment(model_use=use, **w)


@stage("services.assessments.submit_assessment")
def _(organisation: Organisation) -> Call:
    answer = make_answer(make_assessment(), "is_this_distilled", "no")
    return lambda **w: assessments.submit_assessment(answer.assessment, **w)


@stage("services.assessments.reopen_assessment")
def _(organisation: Organisation) -> Call:
    assessment = make_submitted()
    return lambda **w: assessments.reopen_assessment(assessment, **w)


@stage("services.decisions.decide")
def _(organisation: Organisation) -> Call:
    assessment, approver = make_submitted(), make_member(Role.APPROVER)
    digest = judging.judge_assessment(assessment, TODAY).digest
    given = {"outcome": "on_hold", "reasons": "Wait", "digest": digest, "judged_on": TODAY}

    def call(by: Actor, at: Any) -> Any:
        return decisions.decide(assessment, **given, by=actor(approver) if by is COMMAND else by, at=at)

    return call


@stage("services.following.pass_gate")
def _(organisation: Organisation) -> Call:
    assessment, until = make_submitted(), TODAY + timedelta(days=30)
    given = {"question": "is_this_distilled", "reason": "Known", "expires_on": until}
    return lambda **w: following.pass_gate(assessment, **given, **w)


@stage("services.following.meet_condition")
def _(organisation: Organisation) -> Call:
    condition = Condition.objects.get(decision=decided())
    return lambda **w: following.meet_condition(condition, met_on=TODAY, note="Seen", version=1, **w)


@stage("services.editions.install_edition")
def _(organisation: Organisation) -> Call:
    files = read_edition()
    edition = files.edition.model_copy(update={"version": "2026.12.1"})
    newer = type(files)(**{**vars(files), "edition": edition})
    return lambda **w: editions.install_edition(files=newer, **w)


@stage("services.evaluations.plan_evaluation")
def _(organisation: Organisation) -> Call:
    use = make_use()
    return lambda **w: evaluations.plan_evaluation(model_use=use, **NAMED, **w)


@stage("services.evaluations.record_evaluation")
def _(organisation: Organisation) -> Call:
    given = {"model_use": make_use(), "slices": SLICES, "measured_on": TODAY, **NAMED}
    return lambda **w: evaluations.record_evaluation(**given, **w)


@stage("services.evaluations.change_evaluation")
def _(organisation: Organisation) -> Call:
    plan = make_plan()
    return lambda **w: evaluations.change_evaluation(plan, version=1, note="Seen", **w)


@stage("services.evaluation_plans.delete_plan")
def _(organisation: Organisation) -> Call:
    test = make_test()
    return lambda **w: evaluation_plans.delete_plan(test, version=None, **w)


@stage("services.evaluations.record_counts")
def _(organisation: Organisation) -> Call:
    given = {"evaluation": make_plan(), "slices": SLICES, "measured_on": TODAY, "version": 1}
    return lambda **w: evaluations.record_counts(**given, **w)


@stage("services.evaluations.record_paired_results")
def _(organisation: Organisation) -> Call:
    staged = evaluations.stage_paired_results(content=CSV, filename="a.csv", by=COMMAND)
    given = {"evaluation": make_plan(), "staged": staged, "measured_on": TODAY, "version": 1}
    return lambda **w: evaluations.record_paired_results(**given, **w)


@stage("services.own_tests.add_items")
def _(organisation: Organisation) -> Call:
    test = make_test(items=0)
    return lambda **w: own_tests.add_items(test, items=[OwnItem("A letter")], **w)


@stage("services.own_tests.record_outputs")
def _(organisation: Organisation) -> Call:
    test = make_test()
    return lambda **w: own_tests.record_outputs(test, outputs={1: own_tests.Outputs("a", "b")}, **w)


@stage("services.own_tests.mark_items")
def _(organisation: Organisation) -> Call:
    test = make_outputs(make_test())
    return lambda **w: own_tests.mark_items(test, marks={1: own_tests.Marks("right", "wrong")}, **w)


@stage("services.own_tests.finish_own_test")
def _(organisation: Organisation) -> Call:
    test = make_marks(make_outputs(make_test(items=1), (1,)), n1=("right", "wrong"))
    return lambda **w: own_tests.finish_own_test(test, measured_on=TODAY, version=None, **w)


@stage("services.own_tests.forget_texts")
def _(organisation: Organisation) -> Call:
    test = make_marks(make_outputs(make_test(items=1), (1,)), n1=("right", "wrong"))
    own_tests.finish_own_test(test, measured_on=TODAY, version=None, **W)
    return lambda **w: own_tests.forget_texts(test, version=None, **w)


@stage("services.evidence.keep_file")
def _(organisation: Organisation) -> Call:
    return lambda **w: evidence.keep_file(content=b"words", filename="a.txt", **w)


@stage("services.evidence.keep_address")
def _(organisation: Organisation) -> Call:
    return lambda **w: evidence.keep_address(address="https://example.org", text="Words", **w)


@stage("services.evidence.attach_evidence")
def _(organisation: Organisation) -> Call:
    answer, one = make_answer(make_assessment(), "is_this_distilled", "no"), kept()
    return lambda **w: evidence.attach_evidence(answer, one, **w)


@stage("services.evidence.detach_evidence")
def _(organisation: Organisation) -> Call:
    answer, one = make_answer(make_assessment(), "is_this_distilled", "no"), kept()
    evidence.attach_evidence(answer, one, **W)
    return lambda **w: evidence.detach_evidence(answer, one, **w)


@stage("services.firm_records.write_firm_record")
def _(organisation: Organisation) -> Call:
    given = {"model_use": make_use(), "obligation": "ico_lawful_basis", "item": "basis_for_use", "statement": "Noted"}
    return lambda **w: firm_records.write_firm_record(**given, **w)


@stage("services.duty_plans.plan_duty")
def _(organisation: Organisation) -> Call:
    given = {"model_use": make_use(), "obligation": "ico_lawful_basis", "item": "basis_for_use", "due_on": TODAY}
    return lambda **w: duty_plans.plan_duty(**given, **w)


@stage("services.model_uses.record_model_use")
def _(organisation: Organisation) -> Call:
    product = make_product()
    return lambda **w: model_uses.record_model_use(product=product, name="Use", purpose="Letters", **w)


@stage("services.model_uses.change_model_use")
def _(organisation: Organisation) -> Call:
    use = make_use()
    return lambda **w: model_uses.change_model_use(use, version=1, tier_label="Lite", **w)


@stage("services.model_uses.delete_model_use")
def _(organisation: Organisation) -> Call:
    use = make_use()
    return lambda **w: model_uses.delete_model_use(use, version=1, **w)


@stage("services.model_uses.say_facts")
def _(organisation: Organisation) -> Call:
    use = make_use()
    return lambda **w: model_uses.say_facts(use, facts={"agentic": True}, version=1, **w)


@stage("services.prices.record_price")
def _(organisation: Organisation) -> Call:
    given = priced(make_use())
    return lambda **w: prices.record_price(**given, **w)


@stage("services.prices.take_catalogue_price")
def _(organisation: Organisation) -> Call:
    given = {"model_use": make_use(), "tier": "cheaper", "key": "gpt-4o-mini.openai"}
    return lambda **w: prices.take_catalogue_price(**given, **w)


@stage("services.prices.withdraw_price")
def _(organisation: Organisation) -> Call:
    price = prices.record_price(**priced(make_use()), **W)
    return lambda **w: prices.withdraw_price(price, version=1, **w)


@stage("services.scales.write_scale")
def _(organisation: Organisation) -> Call:
    return lambda **w: scales.write_scale(terms=make_terms(), holds_from=TODAY, reason="We are strict", **w)


@stage("services.usage.write_usage")
def _(organisation: Organisation) -> Call:
    use = make_use()
    return lambda **w: usage.write_usage(model_use=use, larger_input_tokens=900, **w)


@stage("services.people.create_organisation")
def _(organisation: Organisation) -> Call:
    return lambda **w: people.create_organisation(name="New", **w)


@stage("services.people.add_member")
def _(organisation: Organisation) -> Call:
    return lambda **w: people.add_member(email="new@example.org", name="New", role="viewer", **w)


@stage("services.people.change_password")
def _(organisation: Organisation) -> Call:
    member = make_member()

    def call(by: Actor, at: Any) -> Any:
        by = actor(member) if by is COMMAND else by
        return people.change_password(user=member.user, password_hash="x", by=by, at=at)

    return call


@stage("services.invitations.invite_member")
def _(organisation: Organisation) -> Call:
    return lambda **w: invitations.invite_member(email="new@example.org", name="New", role="viewer", **w)


@stage("services.invitations.renew_invitation")
def _(organisation: Organisation) -> Call:
    invited = make_invitation().invitation
    return lambda **w: invitations.renew_invitation(invited, **w)


@stage("services.invitations.withdraw_invitation")
def _(organisation: Organisation) -> Call:
    invited = make_invitation().invitation
    return lambda **w: invitations.withdraw_invitation(invited, **w)


@stage("services.invitations.join_as_new")
def _(organisation: Organisation) -> Call:
    token = make_invitation().token
    return lambda **w: invitations.join_as_new(token=token, name="New", password_hash="x", **w)


@stage("services.invitations.join_with_account")
def _(organisation: Organisation) -> Call:
    with scope(organisation=make_organisation()):
        member = make_member(email="known@example.org")
    token = make_invitation("Known@example.org").token

    def call(by: Actor, at: Any) -> Any:
        by = actor(member) if by is COMMAND else by
        return invitations.join_with_account(token=token, user=member.user, by=by, at=at)

    return call


@stage("services.people.change_member")
def _(organisation: Organisation) -> Call:
    member = make_member()
    return lambda **w: people.change_member(member, role="viewer", **w)


@stage("services.people.change_organisation")
def _(organisation: Organisation) -> Call:
    return lambda **w: people.change_organisation(organisation, version=1, four_eyes=False, **w)


@stage("services.people.make_setup_link")
def _(organisation: Organisation) -> Call:
    return lambda **w: people.make_setup_link(**w)


@stage("services.people.use_setup_link")
def _(organisation: Organisation) -> Call:
    token = people.make_setup_link(**W)
    given = {"name": "Ann", "email": "ann@example.org", "organisation": "Ann's", "password_hash": "x", "alone": True}
    return lambda **w: people.use_setup_link(token=token, **given, **w)


@stage("services.people.join_example")
def _(organisation: Organisation) -> Call:
    user = make_member().user
    make_organisation("Example", is_example=True)
    return lambda **w: people.join_example(user=user, **w)


@stage("services.vendors.record_vendor")
def _(organisation: Organisation) -> Call:
    return lambda **w: vendors.record_vendor(legal_name="New Ltd", contacts=[{"name": "Ann"}], **w)


@stage("services.vendors.change_vendor")
def _(organisation: Organisation) -> Call:
    vendor = make_vendor()
    return lambda **w: vendors.change_vendor(vendor, version=1, country="GB", **w)


@stage("services.vendors.delete_vendor")
def _(organisation: Organisation) -> Call:
    vendor = make_vendor()
    return lambda **w: vendors.delete_vendor(vendor, version=1, **w)


@stage("services.vendors.record_product")
def _(organisation: Organisation) -> Call:
    vendor = make_vendor()
    return lambda **w: vendors.record_product(vendor=vendor, name="New", **w)


@stage("services.vendors.change_product")
def _(organisation: Organisation) -> Call:
    product = make_product()
    return lambda **w: vendors.change_product(product, version=1, description="New", **w)


def found(**values: Any) -> Any:
    return findings.raise_finding(make_assessment(), severity="high", title="No trial", **values, **W)


def accept(finding: Any, **w: Any) -> Any:
    return findings.accept_finding(finding, reason="We check each", expires_on=TODAY + timedelta(days=9), **w)


@stage("services.findings.take_up_finding")
def _(organisation: Organisation) -> Call:
    assessment = make_assessment()
    make_answer(assessment, "is_this_distilled", state="refuses")
    return lambda **w: findings.take_up_finding(assessment, key="refuses:is_this_distilled", **w)


@stage("services.findings.raise_finding")
def _(organisation: Organisation) -> Call:
    assessment = make_assessment()
    return lambda **w: findings.raise_finding(assessment, severity="high", title="No trial", **w)


@stage("services.findings.accept_finding")
def _(organisation: Organisation) -> Call:
    finding, approver = found(), make_member(Role.APPROVER)

    def call(by: Actor, at: Any) -> Any:
        return accept(finding, by=actor(approver) if by is COMMAND else by, at=at)

    return call


@stage("services.findings.withdraw_acceptance")
def _(organisation: Organisation) -> Call:
    finding = accept(found(), by=actor(make_member(Role.APPROVER)), at=NOW)
    return lambda **w: findings.withdraw_acceptance(finding, **w)


@stage("services.findings.close_by_hand")
def _(organisation: Organisation) -> Call:
    finding = found()
    return lambda **w: findings.close_by_hand(finding, note="Tried", **w)


@stage("services.putting_right.put_right")
def _(organisation: Organisation) -> Call:
    finding = found()
    return lambda **w: putting_right.put_right(finding, due_on=TODAY, **w)


@stage("services.vendors.delete_product")
def _(organisation: Organisation) -> Call:
    product = make_product()
    return lambda **w: vendors.delete_product(product, version=1, **w)


@stage("services.mail.queue_mail")
def _(organisation: Organisation) -> Call:
    return lambda **w: mail.queue_mail(letter(), **w)


@stage("services.mail.replay_mail")
def _(organisation: Organisation) -> Call:
    row = make_parked()
    return lambda **w: mail.replay_mail(row, **w)


@stage("services.mail.choose_mail")
def _(organisation: Organisation) -> Call:
    member = make_member()

    def call(by: Actor, at: Any) -> Any:
        return mail.choose_mail(member, digest=False, by=actor(member) if by is COMMAND else by, at=at)

    return call


@stage("services.mail_proof.send_test_mail")
def _(organisation: Organisation) -> Call:
    member = make_member(Role.OWNER)
    return lambda **w: mail_proof.send_test_mail(member, **w)


@stage("services.mail_proof.prove_test_mail")
def _(organisation: Organisation) -> Call:
    member = make_member(Role.OWNER)
    row = mail_proof.send_test_mail(member, **W)

    def call(by: Actor, at: Any) -> Any:
        given = {"opened_at": links.public_host(), "by": actor(member) if by is COMMAND else by, "at": at}
        return mail_proof.prove_test_mail(row, **given)

    return call


@stage("services.mail_sending.mark_sent")
def _(organisation: Organisation) -> Call:
    row = claimed_mail()
    return lambda **w: mail_sending.mark_sent(row, way="smtp", **w)


@stage("services.mail_sending.park_mail")
def _(organisation: Organisation) -> Call:
    row = claimed_mail()
    return lambda **w: mail_sending.park_mail(row, reason="No", remedy="Do", **w)


@stage("services.digests.write_digests")
def _(organisation: Organisation) -> Call:
    make_proof()
    make_submitted()
    return lambda **w: digests.write_digests(**w)


@stage("dossier.request.request_dossier")
def _(organisation: Organisation) -> Call:
    assessment = make_submitted()
    return lambda **w: request.request_dossier(assessment, **w)


@stage("dossier.request.replay_dossier")
def _(organisation: Organisation) -> Call:
    dossier = claimed()
    produce.park(dossier, reason="No", remedy="Do", **W)
    return lambda **w: request.replay_dossier(dossier, **w)


@stage("dossier.produce.finish")
def _(organisation: Organisation) -> Call:
    dossier = claimed()
    return lambda **w: produce.finish(dossier, digest="0" * 64, size=1, **w)


@stage("dossier.produce.park")
def _(organisation: Organisation) -> Call:
    dossier = claimed()
    return lambda **w: produce.park(dossier, reason="No", remedy="Do", **w)
