"""Frozen snapshots by hand, in the shape of checklists/rules/record.py: each maker gives a whole piece."""

from typing import Any

Data = dict[str, Any]
DIGEST = "5ce4d0535942846c321fb6d7c61e221773528396 93c137907e53e14f94e29499".replace(" ", "")


def make_document(**changes: Any) -> Data:
    return {
        "id": "0190-e1",
        "title": "Model card of DistilBERT base uncased",
        "kind": "address",
        "digest": DIGEST,
        "issuer": "Hugging Face",
        "expires_on": None,
        "address": "https://example.org/card",
        "seen_on": "2026-11-24",
    } | changes


def make_evidence(**changes: Any) -> Data:
    return make_document() | {"size": 14_200, "used_for": ["is_this_distilled"]} | changes


def make_answer(**changes: Any) -> Data:
    return {
        "state": "answered",
        "state_label": "Answered",
        "value": "yes",
        "value_label": "Yes",
        "follow_up": None,
        "follow_up_label": "",
        "reason": "",
        "reason_label": "",
        "note": "",
        "rung": "own_record",
        "rung_label": "Own record",
        "said_by": "buyer",
        "said_by_label": "Your organisation",
        "said_by_name": "Operations lead",
        "said_on": "2026-11-10",
        "face": "admin",
        "attested": False,
        "date_asked": None,
        "who_may_see": "in_dossier",
        "who_may_see_label": "Whoever reads the dossier",
        "judged": None,
        "judged_label": "",
        "judged_comment": "",
        "judged_by": "",
        "documents": [],
        "reused_from": None,
        "version": 1,
    } | changes


def make_silence(state: str = "not_yet", label: str = "Not answered yet", **changes: Any) -> Data:
    nobody = {"value": None, "value_label": "", "rung": None, "rung_label": "", "said_by_name": "", "said_on": None}
    return make_answer(state=state, state_label=label, **nobody, **changes)


def make_question(key: str = "is_this_distilled", number: str = "1.1", **changes: Any) -> Data:
    return {
        "key": key,
        "number": number,
        "text": "Is this a distilled model?",
        "asked_of": "either",
        "scope": "product",
        "weight": 5,
        "answer_type": "yes_no",
        "why_asked": [],
        "asked_because": "Asked of every model in use.",
        "gate": "no",
        "gate_met": False,
        "gate_how": "",
        "shown": True,
        "waits_for": "",
        "core": True,
        "vendor_help": "",
        "why": "A distilled model is a smaller one trained to copy a larger one.",
        "good_answer": "Yes or no, and from which model.",
        "red_flag": "",
        "evidence": "",
        "look_in": [],
        "sources": [],
        "grade": "good",
        "grade_label": "Good",
        "answer": make_answer(),
    } | changes


def make_section(*questions: Data, **changes: Any) -> Data:
    return {
        "key": "distillation",
        "title": "How the model was made",
        "intro": "",
        "questions": list(questions),
    } | changes


def make_finding(key: str = "silence:accuracy", **changes: Any) -> Data:
    return {
        "key": key,
        "rule": "silence",
        "severity": "high",
        "severity_label": "High",
        "title": "No answer on accuracy",
        "text": "How its accuracy compares has not been answered.",
        "questions": ["is_this_distilled"],
        "obligation": "",
        "covered_by": "",
        "sources": [],
    } | changes


def make_contradiction(**changes: Any) -> Data:
    return {
        "key": "said_not_distilled_maker_says_distilled",
        "title": "Distilled or not",
        "wording": "The vendor said on 10 November 2026 that the model is not distilled. The maker says that it was.",
        "charitable": "Both may be honest: the vendor may mean another version.",
        "ask": "Which version do we get?",
        "severity": "high",
        "severity_label": "High",
        "questions": ["is_this_distilled"],
        "sources": [],
        "left": {"label": "No", "said_by": "The vendor", "on": "2026-11-10", "source": None},
        "right": {
            "label": "Distilled",
            "said_by": "The maker",
            "on": "2026-11-24",
            "source": "https://example.org/card",
        },
    } | changes


def make_duty(key: str = "ico_lawful_basis", **changes: Any) -> Data:
    return {
        "key": key,
        "band": "law",
        "band_title": "The law says",
        "headline": True,
        "regulator": "ICO",
        "regulator_name": "Information Commissioner's Office",
        "status": "not_met",
        "status_label": "Applies, own record missing",
        "status_kind": "law",
        "status_kind_label": "Law",
        "our_reading": False,
        "plain_title": "Have a lawful reason for using the data",
        "title": "Have a lawful basis for each use",
        "summary": "You need a lawful basis for using personal data with the AI.",
        "because": [],
        "because_text": "It sees personal data.",
        "in_force_from": None,
        "in_force_until": None,
        "in_force_note": "In force.",
        "law_text_not_checked": False,
        "text": "",
        "items": [make_item()],
        "helps": [],
        "questions": ["is_this_distilled"],
        "consequence": 3,
        "sources": ["uk_gdpr"],
        "watch": "",
    } | changes


def make_item(**changes: Any) -> Data:
    return {
        "key": "basis_for_use",
        "text": "Lawful basis decided for using the data with this tool",
        "applies_to": "model_in_use",
        "met": False,
        "owner": "",
        "on": None,
        "statement": "",
        "expires_on": None,
        "documents": [],
    } | changes


def make_fact(name: str = "hosting", **changes: Any) -> Data:
    return {
        "name": name,
        "plain": "Where does the model run?",
        "group": "supply",
        "group_title": "How it is supplied",
        "type": "enum",
        "known": True,
        "disputed": False,
        "worth_asking": True,
        "value": "own_infrastructure",
        "value_label": "Our own servers",
        "said": [
            {
                "value": "own_infrastructure",
                "value_label": "Our own servers",
                "origin": "buyer",
                "origin_label": "Your own record",
                "source": "",
                "on": "2026-11-03",
            }
        ],
    } | changes


def make_model(identity: str = "m1", **changes: Any) -> Data:
    return {
        "id": identity,
        "key": "distilbert-base-uncased",
        "name": "DistilBERT base uncased",
        "developer": "Hugging Face",
        "released": "2019-10",
        "weights": "open",
        "licence": "Apache-2.0",
        "parameters": 66_000_000,
        "modality": "text",
        "tier_label": None,
        "role": "subject",
        "status": "stated",
        "status_label": "Distilled, the maker says so",
        "status_source": None,
        "notes": "",
        "output_terms": None,
        "read_on": "2026-11-24",
        "generation": 0,
    } | changes


def make_step(child: str = "m1", parent: str = "m2", **changes: Any) -> Data:
    return {
        "child": child,
        "parent": parent,
        "child_name": "DistilBERT base uncased",
        "parent_name": "BERT-Base, Uncased",
        "method": "distillation",
        "method_label": "distillation",
        "variant": "white_box_soft_targets",
        "variant_label": "from the teacher's probabilities (soft targets)",
        "says": "maker_stated",
        "says_label": "the maker says so",
        "statement": "Trained on BERT-base output probabilities as a soft-target loss.",
        "source": "https://example.org/card",
        "verified": True,
        "read_on": "2026-11-24",
        "either_or": False,
    } | changes


def make_lineage(**changes: Any) -> Data:
    teacher = make_model(
        "m2", name="BERT-Base, Uncased", developer="Google", released="2018-10", parameters=110_000_000, generation=1
    )
    return {
        "subject": "m1",
        "models": [make_model(), teacher],
        "steps": [make_step()],
        "roots": ["m2"],
        "gaps": [{"model": "m2", "text": "The maker has not said on which pages it was trained."}],
        "inherited": [],
        "figures": [],
        "claims": [],
    } | changes


def make_source(key: str = "uk_gdpr", **changes: Any) -> Data:
    return {
        "key": key,
        "title": "UK General Data Protection Regulation",
        "publisher": "UK legislation",
        "version": "as amended",
        "url": "https://www.legislation.gov.uk/eur/2016/679",
        "verified": True,
        "basis": "read in a mirror",
        "checked_on": "2026-11-24",
        "status_note": "",
    } | changes


def make_step_to_do(**changes: Any) -> Data:
    return {
        "key": "ico_lawful_basis:basis_for_use",
        "kind": "record",
        "text": "Write down the lawful basis for using the data with this tool",
        "obligation": "ico_lawful_basis",
        "band": "law",
        "consequence": 3,
        "owner": "",
        "due": None,
    } | changes


def make_record(*questions: Data, **changes: Any) -> Data:
    asked = questions or (make_question(),)
    return {
        "edition": "2026.11.1",
        "as_of": "2026-11-24",
        "judged_on": "2026-11-24",
        "questionnaire": {"title": "Due diligence on an AI model", "version": 1},
        "triage": {"form": "full", "reason": "It sees personal data."},
        "first_page": {"total": 15, "own": 6, "vendor_count": 9, "minutes": 40},
        "facts": [make_fact()],
        "lineage": make_lineage(),
        "sections": [make_section(*asked)],
        "left_out": [],
        "gates": [],
        "findings": [make_finding()],
        "contradictions": [make_contradiction()],
        "obligations": [make_duty()],
        "to_do": [make_step_to_do()],
        "next_steps": [make_step_to_do()],
        "score": make_score(),
        "who_answered": make_partition(own_without_source=len(asked)),
        "questions_back": [],
        "open_facts": [],
        "blocking": [],
        "trade_off": make_trade_off(),
        "sources": [make_source()],
    } | changes


def make_score(lower: int | None = 60, upper: int | None = 80, **changes: Any) -> Data:
    return {
        "lower": lower,
        "upper": upper,
        "band_lower": "thin",
        "band_upper": "gaps",
        "label": "Thin to Answered, with gaps",
        "states": {"answered": 1},
        "lines": [],
    } | changes


def make_partition(**counts: int) -> dict[str, int]:
    groups = ("vendor_attested", "vendor_unattested", "looked_up", "own_with_document", "own_without_source")
    partition = dict.fromkeys((*groups, "tested_by_us", "unanswered"), 0) | counts
    return partition | {"total": sum(partition.values())}


def make_decision(**changes: Any) -> Data:
    return {
        "outcome": "approved_with_conditions",
        "outcome_label": "Approved with conditions",
        "reasons": "The model is open and documented, and the work is routine.",
        "decided_by": "Director",
        "decided_on": "2026-11-24",
        "submitted_by": "Operations lead",
        "four_eyes": True,
        "valid_until": "2027-11-24",
        "digest": DIGEST,
        "conditions": [make_condition()],
        "gate_passes": [],
    } | changes


def make_condition(number: int = 1, **changes: Any) -> Data:
    return {
        "number": number,
        "text": "The model file's hash is on record and is checked at each start.",
        "due_kind": "before_use",
        "due_label": "Before use",
        "days": None,
        "due_on": None,
        "owner": "IT lead",
        "names": ["silence:accuracy"],
        "met_on": None,
    } | changes


def make_event(seq: int = 1, **changes: Any) -> Data:
    return {
        "seq": seq,
        "at": "2026-11-03T09:12:00Z",
        "kind": "assessment_opened",
        "kind_label": "Assessment opened",
        "by": "Operations lead",
        "face": "admin",
        "text": "",
    } | changes


def make_trade_off(**changes: Any) -> Data:
    """Nothing compared yet."""
    text = "Nobody has compared the two tiers on your work yet."
    nothing: Data = {"text": text, "against_cheaper": "", "relied_on": None, "gap": None, "evaluations": []}
    return nothing | changes


def make_snapshot(*questions: Data, judgement: Data | None = None, **changes: Any) -> Data:
    return {
        "schema": "dossier-1",
        "language": "en-GB",
        "organisation": {"name": "Harbour Accounts", "slug": "harbour", "example": False, "note": ""},
        "vendor": {
            "legal_name": "Sortwell Ltd",
            "company_number": "01234567",
            "country": "United Kingdom",
            "website": "https://sortwell.example",
            "sold_by": "",
        },
        "product": {"name": "Sortwell Mail", "url": "", "description": "Sorts email into queues."},
        "model_in_use": {
            "name": "DistilBERT for sorting email",
            "purpose": "Sorting incoming client email into six queues",
            "tier_label": "",
            "version": "",
            "hosting_note": "our own server",
            "owner": "Operations lead",
            "volume": "1,500 emails a month",
        },
        "ai_model": {"id": "m1", "name": "DistilBERT base uncased"},
        "assessment": {
            "id": "0190-a1",
            "round": 1,
            "state": "decided",
            "state_label": "Decided",
            "opened_on": "2026-11-03",
            "submitted_on": "2026-11-20",
            "submitted_by": "Operations lead",
            "set": "full",
        },
        "judgement": judgement or make_record(*questions),
        "decision": make_decision(),
        "history": [make_event()],
        "evidence": [make_evidence()],
        "example_note": None,
    } | changes


def make_envelope(**changes: Any) -> Data:
    return {
        "number": 12,
        "frozen_at": "2026-11-24T10:00:00Z",
        "event_index": 41,
        "key_id": None,
        "proof": None,
        "checkpoint": None,
        "fonts": ["Lato-Regular.ttf 1234"],
        "template": "dossier-1.0",
    } | changes
