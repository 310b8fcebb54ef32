"""What the browser's tests and pictures look at: the example with its three models, and a firm that is at work."""

from dataclasses import dataclass, field
from datetime import timedelta
from decimal import Decimal

from django.urls import reverse
from django.utils import timezone
from django_scopes import scope

from checklists.actor import Actor, system
from checklists.dossier.request import request_dossier
from checklists.formats.own_items import OwnItem
from checklists.models import (
    AIModel,
    Assessment,
    Condition,
    Dossier,
    Evaluation,
    Evidence,
    Finding,
    Membership,
    ModelUse,
    Organisation,
    Product,
    QuestionnaireVersion,
    Vendor,
)
from checklists.models.people import Role
from checklists.rules.mail_times import MailKind
from checklists.rules.own_scale import Terms
from checklists.services import (
    access,
    answers,
    assessments,
    changes,
    decisions,
    evaluations,
    invitations,
    judging,
    mail,
    mail_proof,
    mail_sending,
    model_uses,
    own_tests,
    people,
    re_review,
    scales,
    vendors,
)
from checklists.services.given import Given
from checklists.services.judging import day_of
from checklists.services.mail_rows import Letter
from procurement.example.load import example_assessments, load_example

PASSWORD = "a long enough pass phrase"
OWNER, ASSESSOR, APPROVER = "dana@example.org", "ash@example.org", "tom@example.org"
BY = system("stage", "command")
PEOPLE = (
    (OWNER, "Dana Price", Role.OWNER),
    (ASSESSOR, "Ash Osei", Role.ASSESSOR),
    (APPROVER, "Tom Webb", Role.APPROVER),
)


@dataclass(frozen=True)
class Stop:
    """One page of the tour: a name for its picture, its address, and the organisation in which it is seen."""

    name: str
    address: str
    firm: str


@dataclass
class Stage:
    """The organisations by name, and the pages to be seen in each."""

    example: Organisation
    firm: Organisation
    stops: list[Stop] = field(default_factory=list)
    open_assessment: str = ""
    invitation: str = ""


def set_stage() -> Stage:
    """Load the example, and a firm of three people with one assessment under way."""
    at = timezone.now()
    example = load_example()
    firm = people.create_organisation(name="Quayside Accountants", by=BY, at=at)
    for organisation in (example, firm):
        with scope(organisation=organisation):
            _people()
    stage = Stage(example, firm)
    third = people.create_organisation(name="Harbour Lane LLP", by=BY, at=at)
    with scope(organisation=third):
        stage.invitation = _invited("new.colleague@example.org", "Noor Colleague")
        own = _invited(OWNER, "D. Price")
    with scope(organisation=firm):
        assessment = _under_way()
        _own_scale()
        stage.stops.append(Stop("mail-arrived", _test_mail(), firm.name))
        stage.open_assessment = str(assessment.pk)
        first, again = _asked_again()
        stage.stops += _stops_of_a_firm(firm, assessment)
        stage.stops += [
            Stop("changes", f"/admin/models-in-use/{first.model_use_id}/changes/", firm.name),
            Stop("overview-changed", f"/admin/assessments/{first.pk}/", firm.name),
            Stop("sheet-again", f"/admin/assessments/{again.pk}/answers/cost_and_tier/", firm.name),
        ]
        other = _invited("robin@example.org", "Robin Late")
        stage.stops += [Stop("join-confirm", own, firm.name), Stop("join-other", other, firm.name)]
    with scope(organisation=example):
        stage.stops += _stops_of_the_example(example)
    return stage


def _people() -> None:
    for email, name, role in PEOPLE:
        hashed = people.hashed_password(PASSWORD, email=email, name=name)
        people.add_member(email=email, name=name, role=role.value, by=BY, at=timezone.now(), password_hash=hashed)


def _invited(email: str, name: str) -> str:
    """The address of an invitation's page."""
    given = {"email": email, "name": name, "role": Role.ASSESSOR.value}
    return reverse("join", args=[invitations.invite_member(by=BY, at=timezone.now(), **given).token])


def _test_mail() -> str:
    """The address of a test mail's page; beside it a message that could not be sent."""
    at, owner = timezone.now(), Membership.objects.get(role=Role.OWNER.value)
    row = mail.queue_mail(
        Letter(MailKind.CODE, "robin@example.org", "Your code for Quayside Accountants", "[code]\n"), by=BY, at=at
    )
    taken = mail_sending.claim_mail(row.pk, at)
    assert taken is not None
    reason = "The mail server does not take mail for this address: 550 5.1.1 no such user here."
    mail_sending.park_mail(taken, reason=reason, remedy=mail_sending.WRONG_ADDRESS, by=BY, at=at)
    link = mail_proof.send_test_mail(owner, by=BY, at=at).message.secret
    return link[link.index("/admin/") :]


def _under_way() -> Assessment:
    at = timezone.now()
    vendor = vendors.record_vendor(legal_name="Beck & Fell Software Ltd", by=BY, at=at, company_number="01234567")
    product = vendors.record_product(vendor=vendor, name="Fell Assistant", by=BY, at=at)
    facts = {"processes_personal_data": True, "task_criticality": "complex", "regulated_activity": True}
    use = model_uses.record_model_use(
        product=product, name="Fell Assistant, Lite", tier_label="Lite", purpose="First drafts of letters about VAT",
        facts=facts, by=BY, at=at,
    )  # fmt: skip
    assessment = assessments.open_assessment(model_use=use, by=BY, at=at)
    given = [
        Given("is_this_distilled", "answered", "yes"),
        Given("teacher_model_identity", "refuses", note="Our methods are our own affair."),
        Given("base_model_and_creator", "answered", {"name": "r1 distill"}),
        Given(
            "uses_to_avoid", "answered", "Letters that nobody reads before they go out.", rung="vendor_shows_document"
        ),
    ]
    answers.write_answers(assessment, given, by=BY, at=at)
    access.create_api_key(
        name="Finance system", member=Membership.objects.get(role=Role.OWNER.value), scopes=["read"], by=BY, at=at
    )
    return assessments.find_assessment(assessment.pk)


def _own_scale() -> None:
    at = timezone.now()
    user = Membership.objects.get(role=Role.OWNER.value).user
    points = {"satisfactory": "1", "closed_good": "0.9", "concern": "0.25", "amber": "0.4"}
    terms = Terms(
        points | {"unacceptable": "0", "red": "0"},
        {"1": "1", "2": "2", "3": "3", "4": "5", "5": "8"},
        [
            {"label": "Fine", "at_least": "80"},
            {"label": "Ask again", "at_least": "50"},
            {"label": "Thin", "at_least": "0"},
        ],
    )
    reason = "The partners want a concern to weigh more than the usual half."
    by = Actor("person", user.pk, user.name, "admin", user.pk, Role.OWNER.value)
    scales.write_scale(terms=terms, holds_from=day_of(at), reason=reason, by=by, at=at)
    reason = "For the review at the end of the year."
    scales.write_scale(terms=None, holds_from=day_of(at) + timedelta(days=30), reason=reason, by=by, at=at)


def _asked_again() -> tuple[Assessment, Assessment]:
    """Two decided models in use: one with changes that wait, one whose next round asks what changed again."""
    at, product = timezone.now(), Product.objects.get()
    rounds = []
    for name in ("Fell Assistant, letters", "Fell Assistant, minutes"):
        use = model_uses.record_model_use(
            product=product, name=name, tier_label="Lite", purpose="First drafts", by=BY, at=at,
            facts={"hosting": "vendor_cloud", "task_criticality": "routine"},
        )  # fmt: skip
        assessment = assessments.open_assessment(model_use=use, by=BY, at=at)
        given = [Given("which_tier_are_we_on", "answered", "Lite"), Given("uses_to_avoid", "answered", "Payroll.")]
        answers.write_answers(assessment, given, by=BY, at=at)
        assessments.submit_assessment(assessments.find_assessment(assessment.pk), by=BY, at=at)
        _decided(assessments.find_assessment(assessment.pk))
        model_uses.change_model_use(use, version=None, tier_label="Pro", model_version="fell-2", by=BY, at=at)
        model_uses.say_facts(use, facts={"hosting": None}, version=None, by=BY, at=at)
        rounds.append((assessment, changes.look_for_changes(model_use=use, by=BY, at=at)))
    (first, _), (second, found) = rounds
    following = re_review.start_re_review(model_use=second.model_use, changes=found, by=BY, at=at)
    return first, following


def _decided(assessment: Assessment) -> None:
    at = timezone.now()
    judged = judging.judge_assessment(assessment, judging.day_of(at))
    user = Membership.objects.get(role=Role.OWNER.value).user
    actor = Actor("person", user.pk, user.name, "admin", user.pk, Role.OWNER.value)
    decisions.decide(
        assessment, outcome="on_hold", reasons="Until the vendor has answered", digest=judged.digest,
        judged_on=judging.day_of(at), by=actor, at=at,
    )  # fmt: skip


LISTS = ("vendor", "product", "modeluse", "aimodel", "assessment", "dossier")
SECTIONS = ("intake", "cost_and_tier", "base_model", "distillation", "accuracy_trade_off", "data_use", "ncsc")


def _stops_of_a_firm(firm: Organisation, assessment: Assessment) -> list[Stop]:
    base, vendor = f"/admin/assessments/{assessment.pk}", Vendor.objects.get()
    pages = {
        "home-firm": "/admin/",
        "check": "/admin/check/",
        "vendor-add": "/admin/checklists/vendor/add/",
        "vendor": f"/admin/checklists/vendor/{vendor.pk}/change/",
        "vendor-delete": f"/admin/checklists/vendor/{vendor.pk}/delete/",
        "product-add": "/admin/checklists/product/add/",
        "ai-model-add": "/admin/checklists/aimodel/add/",
        "overview-open": f"{base}/",
        "by-sheet": f"{base}/sheet/",
        "prices-none": f"/admin/models-in-use/{assessment.model_use_id}/prices/",
        **{f"sheet-{key}": f"{base}/answers/{key}/" for key in SECTIONS},
        "people": "/admin/people/",
        "member-add": "/admin/people/invite/",
        "key-add": "/admin/people/keys/new/",
        "mail": "/admin/mail/",
        "settings": "/admin/people/settings/",
        "scale": "/admin/people/scale/",
        "you": "/admin/you/",
        "password": "/admin/password_change/",
    }
    return [Stop(name, address, firm.name) for name, address in pages.items()]


def _compared(use: ModelUse) -> dict[str, str]:
    """A comparison with results, a plan, and an own test under way."""
    at = timezone.now()
    named = {"task": use.purpose, "larger": "BERT-Base", "cheaper": "DistilBERT", "by": BY, "at": at, "model_use": use}
    plan = evaluations.plan_evaluation(title="Counts of the pilot", tolerance=Decimal(3), **named)
    slices = [
        {"name": "invoices", "both": 61, "only_larger": 8, "only_cheaper": 3, "neither": 3},
        {"name": "letters", "both": 31, "only_larger": 9, "only_cheaper": 2, "neither": 3},
    ]
    given = {"title": "Our letters, November", "slices": slices, "measured_on": day_of(at)}
    done = evaluations.record_evaluation(**given, **named)
    test = evaluations.plan_evaluation(title="Our own forty", how="own_test", blind=True, **named)
    items = [OwnItem(f"Letter {number}: may we claim the VAT back on this?", "letters") for number in range(1, 41)]
    own_tests.add_items(test, items=items, by=BY, at=at)
    told = {n: own_tests.Outputs("Yes, in full: it was for the business.", "No.") for n in range(1, 13)}
    own_tests.record_outputs(test, outputs=told, by=BY, at=at)
    own_tests.mark_items(test, marks={1: own_tests.Marks("right", "wrong")}, by=BY, at=at)
    return {"plan": str(plan.pk), "done": str(done.pk), "test": str(test.pk)}


def _stops_of_the_example(example: Organisation) -> list[Stop]:
    named = {name.split("-")[0]: assessment for name, assessment in example_assessments()}
    review, decided = named["gpt"], named["distilbert"]
    at, uses = timezone.now(), list(ModelUse.objects.order_by("id"))
    dossier = request_dossier(review, by=BY, at=at)
    base, use = f"/admin/assessments/{review.pk}", review.model_use_id
    assert Condition.objects.exists() and Dossier.objects.exists() and uses
    comparisons, own = _compared(decided.model_use), Evaluation.objects.get(how="own_test", state="done")
    pages = {
        "comparison-own": f"/admin/comparisons/{own.pk}/",
        "comparisons-own": f"/admin/models-in-use/{use}/comparisons/",
        "comparisons": f"/admin/models-in-use/{decided.model_use_id}/comparisons/",
        "comparison-new": f"/admin/models-in-use/{use}/comparisons/new/",
        "comparison": f"/admin/comparisons/{comparisons['done']}/",
        "comparison-test": f"/admin/comparisons/{comparisons['test']}/",
        "comparison-items": f"/admin/comparisons/{comparisons['test']}/items/",
        "comparison-outputs": f"/admin/comparisons/{comparisons['test']}/outputs/1/",
        "comparison-marks": f"/admin/comparisons/{comparisons['test']}/marks/1/",
        "comparison-counts": f"/admin/comparisons/{comparisons['plan']}/counts/",
        "comparison-file": f"/admin/comparisons/{comparisons['plan']}/file/",
        "home": "/admin/",
        **{f"list-{key}": f"/admin/checklists/{key}/" for key in LISTS},
        "model-use": f"/admin/checklists/modeluse/{use}/change/",
        "overview-review": f"{base}/",
        "overview-decided": f"/admin/assessments/{decided.pk}/",
        "sheet-locked": f"{base}/answers/distillation/",
        "review": f"{base}/review/intake/",
        "judgement": f"{base}/judgement/",
        "judgement-deepseek": f"/admin/assessments/{named['deepseek'].pk}/judgement/",
        "decide": f"{base}/decide/",
        "gate": f"{base}/gates/training_on_our_inputs/",
        "facts": f"/admin/models-in-use/{use}/facts/",
        "resting": "/admin/rests-on/",
        "resting-behind": "/admin/rests-on/?kind=model&part=open",
        "prices": f"/admin/models-in-use/{use}/prices/",
        "findings": "/admin/findings/",
        "finding": f"/admin/findings/{Finding.objects.filter(severity='high')[0].pk}/",
        "finding-new": f"{base}/findings/new/",
        "duties": "/admin/duties/",
        "duties-of-use": f"/admin/duties/{use}/",
        "own-record": f"/admin/duties/{use}/ico_lawful_basis/basis_for_use/",
        "dossier": f"/admin/dossiers/{dossier.pk}/",
        "evidence": f"/admin/evidence/{Evidence.objects.order_by('id')[0].pk}/",
        "ai-model": f"/admin/ai-models/{AIModel.objects.get(key='deepseek-r1-distill-llama-70b').pk}/",
        "history": "/admin/history/",
        "history-of-one": f"/admin/history/{review.pk}/",
        "catalogue": "/admin/catalogue/",
        "catalogue-duties": "/admin/catalogue/duties/",
        "catalogue-sources": "/admin/catalogue/sources/",
        "scale-none": "/admin/people/scale/",
        "questionnaires": "/admin/questionnaires/",
        "questionnaire": f"/admin/questionnaires/{QuestionnaireVersion.objects.get(number=1).pk}/",
    }
    return [Stop(name, address, example.name) for name, address in pages.items()]
