"""DistilBERT on the firm's own server: self-supplied, routine, decided on conditions."""

from typing import Any

CASE: dict[str, Any] = {
    "file": "distilbert-own-server.pdf",
    "vendor": None,
    "product": {
        "name": "Email sorter (example)",
        "description": "A script of our own that puts incoming emails into nine folders.",
    },
    "use": {
        "name": "DistilBERT on our own server",
        "purpose": "Sorting about 1,500 client emails a month into nine folders",
        "model": "distilbert-base-uncased",
        "tier_label": "",
        "model_version": "as published in October 2019",
        "version_floats": False,
        "volume": 1500,
    },
    "facts": {
        "supplied_as": "self_supplied",
        "hosting": "own_infrastructure",
        "tier_position": "only_one",
        "task_criticality": "routine",
        "regulated_activity": False,
        "decides_about_people": False,
        "automated_decision": False,
        "agentic": False,
        "customer_facing": False,
        "consumers_affected": True,
        "critical_function": False,
        "processes_personal_data": True,
        "confidential_client_information": True,
        "special_category_data": False,
        "uses_aml_data": False,
        "customer_data_used_for_training": False,
        "international_transfer": False,
        "audit_or_assurance": False,
        "fca_firm_type": "none",
        "open_weights": True,
    },
    "prices": [
        {"tier": "larger", "label": "BERT-Base on our server"},
        {"tier": "cheaper", "label": "DistilBERT on our server"},
    ],
    "price_of_all": {
        "unit": "month",
        "currency": "GBP",
        "is_free": True,
        "free_because": "runs on the office server that is there anyway (made up)",
        "valid_from": "2026-10-01",
        "read_on": "2026-11-20",
        "source": "The firm's own books, made up for the example",
    },
    "usage": {"mistake_cost": "1.20", "mistake_currency": "GBP"},
    "evidence": {
        "distilled": {"model": "distilbert-base-uncased", "edge": "bert-base-uncased"},
        "card": {"model": "distilbert-base-uncased", "card": "bert-base-uncased"},
        "figures": {"model": "distilbert-base-uncased", "figure": "GLUE score kept"},
    },
    "answers": [
        {
            "question": "task_and_example",
            "value": "It reads the subject and first lines of an incoming email and suggests one of nine folders. "
            "Last week: 'Query about my VAT return' went to the VAT folder.",
        },
        {
            "question": "output_checking",
            "value": "every_item",
            "follow_up": "The office manager sees each email anyway.",
        },
        {
            "question": "tier_choice_recorded",
            "value": "Tom Webb, 2 November 2026: the larger BERT-Base was considered. A wrong folder is put right in "
            "seconds by whoever opens it, so the smaller model is good enough. To be looked at again in May 2027.",
        },
        {"question": "cost_of_a_mistake", "value": {"amount": "1.20", "currency": "GBP"}},
        {"question": "client_terms_allow", "value": "yes"},
        {"question": "staff_rules", "value": "yes"},
        {"question": "base_model_and_creator", "model": "distilbert-base-uncased"},
        {"question": "full_model_chain", "value": "None. The script calls this one model."},
        {"question": "base_model_version_fixed", "value": "fixed_with_notice"},
        {
            "question": "model_card_supplied",
            "value": "exact_model",
            "rung": "published_by_vendor",
            "evidence": ["card"],
        },
        {
            "question": "is_this_distilled",
            "value": "yes",
            "rung": "published_by_vendor",
            "evidence": ["distilled"],
            "note": "Looked up on the maker's own page.",
        },
        {
            "question": "teacher_model_identity",
            "model": "bert-base-uncased",
            "rung": "published_by_vendor",
            "evidence": ["distilled"],
        },
        {
            "question": "distillation_done_by",
            "value": "model_maker",
            "rung": "published_by_vendor",
            "evidence": ["distilled"],
        },
        {
            "question": "distillation_method",
            "value": "soft_targets",
            "rung": "published_by_vendor",
            "evidence": ["distilled"],
        },
        {"question": "safety_and_bias_retested", "state": "does_not_know", "reason": "nobody_here_knows"},
        {
            "question": "accuracy_vs_teacher",
            "value": "public_benchmarks_only",
            "rung": "published_by_vendor",
            "evidence": ["figures"],
            "note": "We have not compared the two on our emails.",
        },
        {"question": "tests_on_our_examples", "value": "yes"},
        {"question": "uses_to_avoid", "value": "Anything where a person is not going to open the email anyway."},
        {"question": "accuracy_monitoring", "value": "on_schedule"},
        {"question": "training_on_our_inputs", "value": "never"},
        {"question": "our_data_in_distillation", "value": "not_used"},
        {"question": "processing_locations", "value": ["uk"], "follow_up": "own_infrastructure"},
        {"question": "weights_integrity_checks", "value": "yes"},
        {
            "question": "patching_split",
            "value": [
                {"part": "model", "who": "us", "urgent_days": "30"},
                {"part": "serving software", "who": "us", "urgent_days": "14"},
                {"part": "drivers", "who": "another_supplier", "urgent_days": "14"},
                {"part": "operating system", "who": "another_supplier", "urgent_days": "7"},
            ],
        },
        {"question": "signed_updates_and_rollback", "value": "yes"},
        {"question": "security_logging", "value": "yes"},
        {"question": "automatic_model_switching", "value": "no_switching"},
        {
            "question": "prompt_injection_limits",
            "value": "It can only name a folder. Text in an email cannot make it do anything else.",
        },
    ],
    "judge": {
        "uses_to_avoid": ("satisfactory", "Clear enough for this use."),
        "prompt_injection_limits": ("satisfactory", ""),
    },
    "records": [
        {
            "obligation": "ico_lawful_basis",
            "item": "basis_for_use",
            "statement": "Legitimate interests: getting client emails to the right person. The assessment "
            "lies in the data protection folder.",
        },
        {
            "obligation": "ico_lawful_basis",
            "item": "basis_for_training",
            "statement": "No training takes place: the model is used as published.",
        },
        {
            "obligation": "ico_transparency",
            "item": "notice_covers_use",
            "statement": "Privacy notice of 1 October 2026, paragraph 7.",
        },
    ],
    "decision": {
        "outcome": "approved_with_conditions",
        "reasons": "A wrong folder is a nuisance, seen the same day. The maker says plainly how the model was made. "
        "What is missing is on our side: a note on risk to people, and a check that it still sorts well in spring.",
        "conditions": [
            {"text": "Write the screening note on risk to people, or a note why none is needed", "due": "before_use"},
            {
                "text": "Sort 200 emails by hand and compare, then again each spring",
                "due": "within_days",
                "days": 60,
            },
        ],
    },
}
