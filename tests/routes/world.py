"""Two organisations with everything that routes can name. Every word of the foreign one is a canary."""

from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django.apps import apps
from django.db import models
from django_scopes import scope, scopes_disabled

from checklists.canonical import digest_of, plain
from checklists.dossier import produce, request, store
from checklists.models import (
    Condition,
    Derivation,
    DutyPlan,
    FirmRecord,
    GatePass,
    Organisation,
    Questionnaire,
    QuestionnaireVersion,
    VendorContact,
)
from checklists.models.people import Role
from checklists.models.tenancy import TenantRow
from checklists.services import (
    access,
    ai_models,
    changes,
    decisions,
    duty_plans,
    evidence,
    findings,
    firm_records,
    following,
    judging,
    model_uses,
    reviewing,
    usage,
    vendors,
)
from checklists.services.assessments import find_assessment
from tests.database import writing_around_the_services
from tests.evaluation_makers import make_outputs, make_plan, make_test
from tests.mail_makers import make_parked, make_proof
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
    make_price,
    make_product,
    make_submitted,
    make_use,
    make_vendor,
)
from tests.request_makers import make_request

CANARY = "Canary7f3a"
PASSWORD = "a long password for the tests"
W: dict[str, Any] = {"by": COMMAND, "at": NOW}


@dataclass(frozen=True)
class World:
    """One organisation: its rows by kind, its members by role, and the secrets of its keys by scope."""

    organisation: Organisation
    rows: dict[str, models.Model]
    members: dict[Role, Any]
    keys: dict[str, str]

    def id_of(self, kind: str) -> str:
        return str(self.rows[kind].pk)


def build(word: str) -> World:
    """An organisation whose every text begins with `word`."""
    organisation = make_organisation(f"{word} Firm")
    with scope(organisation=organisation):
        people = {
            role: make_member(
                role, name=f"{word} {role}", email=f"{word}.{role}@example.org".lower(), password=PASSWORD
            )
            for role in Role
        }
        rows = _register(word, people[Role.OWNER]) | _assessed(word, people) | _people(word, people)
        keys = {name: _key(people[role], scopes) for name, role, scopes in KEYS}
        return World(organisation, rows, people, keys)


KEYS = (
    ("read", Role.OWNER, ("read",)),
    ("write", Role.OWNER, ("read", "write")),
    ("decide", Role.OWNER, ("read", "write", "decide")),
    ("viewer", Role.VIEWER, ("read", "write", "decide")),
)


def _key(member: Any, scopes: tuple[str, ...]) -> str:
    return access.create_api_key(name="Probe", member=member, scopes=scopes, **W).secret


def _register(word: str, owner: Any) -> dict[str, models.Model]:
    refs = [{"system": "Coupa", "ref": f"{word}-1"}]
    contacts = [{"name": f"{word} Contact", "email": "contact@example.org"}]
    vendor = make_vendor(f"{word} Vendor Ltd", contacts=contacts, external_refs=refs, note=word, owner=owner)
    lonely = make_vendor(f"{word} Lonely Ltd", sold_by=vendor)
    product = make_product(vendor, f"{word} Product", description=word)
    parent = ai_models.record_ai_model(name=f"{word} Parent model", developer=word, notes=word, **W)
    model = ai_models.record_ai_model(name=f"{word} Model", developer=word, notes=word, **W)
    given = {"child": model, "parent": parent, "method": "fine_tuning", "says": "buyer_tested", "statement": word}
    ai_models.record_derivation(**given, **W)
    use = make_use(product, name=f"{word} Use", purpose=word, tier_label=word, facts={"agentic": True})
    firm_records.write_firm_record(
        model_use=use, obligation="ico_lawful_basis", item="basis_for_use", statement=word, owner=owner, on=TODAY, **W
    )
    duty_plans.plan_duty(
        model_use=use, obligation="ico_lawful_basis", item="basis_for_use", owner=owner, due_on=TODAY, note=word, **W
    )
    usage.write_usage(model_use=use, larger_input_tokens=900, **W)
    return {
        "price": make_price(use, label=word, source=word),
        "vendor": vendor,
        "lonely_vendor": lonely,
        "contact": VendorContact.objects.get(),
        "product": product,
        "ai_model": model,
        "parent_model": parent,
        "derivation": Derivation.objects.filter(edition=None).get(),
        "use": use,
        "own_record": FirmRecord.objects.get(),
        "duty_plan": DutyPlan.objects.get(),
        **_questionnaire(word),
    }


def _questionnaire(word: str) -> dict[str, models.Model]:
    """An organisation's own questionnaire; no service writes one yet."""
    organisation = Organisation.objects.get(name=f"{word} Firm")
    with writing_around_the_services():
        mine = Questionnaire(organisation=organisation, key="own", title=f"{word} questions").stamp(COMMAND, NOW)
        mine.save()
        version = QuestionnaireVersion(
            organisation=organisation, questionnaire=mine, number=1, state="published"
        ).stamp(COMMAND, NOW)
        version.save()
    return {"questionnaire": mine, "questionnaire_version": version}


def _assessed(word: str, people: dict[Role, Any]) -> dict[str, models.Model]:
    collecting = make_assessment(make_use(name=f"{word} Collecting"), by=actor(people[Role.ASSESSOR]))
    answer = make_answer(collecting, "uses_to_avoid", word, note=word)
    kept = evidence.keep_file(content=word.encode(), filename=f"{word}.txt", answer=answer, **W)
    review = make_submitted(use=make_use(name=f"{word} Review"), by=actor(people[Role.ASSESSOR]))
    reviewing.judge_answers(review, {"is_this_distilled": ("concern", word)}, **W)
    until = TODAY + timedelta(days=30)
    following.pass_gate(review, question="is_this_distilled", reason=word, expires_on=until, **W)
    decided = _decided(word, people)
    dossier = _dossier(find_assessment(decided.assessment_id))
    finding = findings.raise_finding(collecting, severity="high", title=f"{word} finding", text=word, **W)
    make_proof(people[Role.OWNER])
    asked = make_request(collecting, email=f"{word}.asked@vendor.example".lower(), name=word, message=word)
    return {
        "request": asked.request,
        "finding": finding,
        "evaluation": make_plan(collecting.model_use, title=f"{word} comparison"),
        "own_test": make_outputs(make_test(collecting.model_use, title=f"{word} test")),
        "assessment": collecting,
        "answer": answer,
        "evidence": kept,
        "in_review": review,
        "gate_pass": GatePass.objects.get(),
        "decided": decided.assessment,
        "changed_use": decided.assessment.model_use,
        "change": _changed(word, decided.assessment.model_use),
        "decision": decided,
        "condition": Condition.objects.get(),
        "dossier": dossier,
    }


def _decided(word: str, people: dict[Role, Any]) -> Any:
    assessment = make_submitted(use=make_use(name=f"{word} Decided"), by=actor(people[Role.ASSESSOR]))
    judged = judging.judge_assessment(assessment, TODAY)
    names = tuple(block.key for block in decisions.blocking(judged.judgement))
    return decisions.decide(
        assessment,
        outcome="approved_with_conditions",
        reasons=word,
        digest=judged.digest,
        judged_on=TODAY,
        conditions=[decisions.Wanted(word, "before_use", names=names)],
        by=actor(people[Role.APPROVER]),
        at=NOW,
    )


def _changed(word: str, use: Any) -> Any:
    """A change that was noticed after the decision."""
    model_uses.change_model_use(use, version=None, tier_label=f"{word} tier", **W)
    (row,) = changes.look_for_changes(model_use=use, **W)
    return row


def _dossier(assessment: Any) -> Any:
    """A ready dossier; its pages are not what these tests are about."""
    dossier = produce.claim_dossier(request.request_dossier(assessment, **W).pk, NOW)
    digest = store.put(dossier.organisation_id, b"%PDF-1.7 " + str(dossier.pk).encode())
    produce.finish(dossier, digest=digest, size=46, **W)
    return dossier


def _people(word: str, people: dict[Role, Any]) -> dict[str, models.Model]:
    made = access.create_api_key(name="Listed", member=people[Role.OWNER], scopes=["read"], **W)
    invited = make_invitation(f"{word}.invited@example.org", name=f"{word} Invited").invitation
    parked = make_parked(to=f"{word}.mailed@example.org", subject=f"{word} subject", text=word)
    return {"member": people[Role.VIEWER], "api_key": made.key, "invitation": invited, "mail": parked}


def state_of(world: World) -> str:
    """A digest of every row of the organisation, so that a single change shows."""
    with scopes_disabled():
        tenant = [model for model in apps.get_models() if issubclass(model, TenantRow)]
        rows = {
            model.__name__: sorted(
                [
                    plain({field.attname: _told(getattr(row, field.attname)) for field in row._meta.concrete_fields})
                    for row in model._base_manager.filter(organisation=world.organisation)
                ],
                key=lambda row: row["id"],
            )
            for model in tenant
        }
    return digest_of(rows)


def _told(value: Any) -> Any:
    return str(value) if isinstance(value, float) else value


def seller_of(world: World) -> Any:
    """The vendor, read again."""
    return vendors.find_vendor(world.rows["vendor"].pk)
