"""DeepSeek-R1-Distill-Llama-70B at a third-party host, for regulated work: in review."""

from typing import Any

CASE: dict[str, Any] = {
    "file": "deepseek-r1-distill-regulated.pdf",
    "vendor": {
        "legal_name": "Castle Compute Ltd (example)",
        "country": "GB",
        "website": "https://castle-compute.example",
        "note": "A made-up host. It runs open models for other firms.",
    },
    "product": {
        "name": "Castle Inference (example)",
        "description": "Open models by the hour, run by the vendor in rented data centres.",
        "url": "https://castle-compute.example/inference",
    },
    "use": {
        "name": "R1 distill for pension letters",
        "purpose": "First drafts of suitability letters on pension transfers, which an adviser then signs",
        "model": "deepseek-r1-distill-llama-70b",
        "tier_label": "R1 distill",
        "model_version": "",
        "version_floats": None,
        "volume": 120,
    },
    "facts": {
        "supplied_as": "ai_product",
        "hosting": "third_party_cloud",
        "tier_position": "cheaper",
        "task_criticality": "high_stakes",
        "regulated_activity": True,
        "decides_about_people": True,
        "automated_decision": False,
        "agentic": False,
        "customer_facing": False,
        "consumers_affected": True,
        "critical_function": False,
        "processes_personal_data": True,
        "confidential_client_information": True,
        "special_category_data": True,
        "uses_aml_data": False,
        "audit_or_assurance": False,
        "fca_firm_type": "solo_regulated",
    },
    "evidence": {
        "distilled": {"model": "deepseek-r1-distill-llama-70b", "edge": "deepseek-r1"},
        "terms": {"model": "deepseek-r1", "terms": True},
    },
    "answers": [
        {
            "question": "task_and_example",
            "value": "It drafts the reasons-why letter from the adviser's notes. One case, without names: a client "
            "of 58 who wants to move a small defined-benefit pension.",
        },
        {
            "question": "output_checking",
            "value": "every_item",
            "follow_up": "The adviser who signs reads every line against the notes.",
        },
        {"question": "cost_of_a_mistake", "state": "does_not_know", "reason": "nobody_here_knows"},
        {"question": "client_terms_allow", "value": "not_checked"},
        {"question": "insurer_told", "value": "no"},
        {
            "question": "which_tier_are_we_on",
            "value": "R1 distill, by the hour",
            "said_by": "buyer",
            "rung": "own_record",
        },
        {
            "question": "base_model_and_creator",
            "model": "deepseek-r1-distill-llama-70b",
            "said_by": "buyer",
            "rung": "own_record",
            "note": "The order form names the model.",
        },
        {
            "question": "is_this_distilled",
            "value": "yes",
            "rung": "published_by_vendor",
            "evidence": ["distilled"],
            "note": "Looked up by us on the maker's own page.",
        },
        {
            "question": "teacher_model_identity",
            "model": "deepseek-r1",
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
            "value": "generated_outputs",
            "rung": "published_by_vendor",
            "evidence": ["distilled"],
        },
        {
            "question": "teacher_terms_allow_training",
            "value": "same_maker",
            "rung": "published_by_vendor",
            "evidence": ["distilled", "terms"],
            "note": "The teacher is the maker's own. The base model is another maker's.",
        },
        {
            "question": "training_data_provenance",
            "state": "does_not_know",
            "reason": "maker_does_not_say",
            "date_asked": "2026-11-12",
        },
    ],
    "judge": {},
    "records": [],
    "decision": None,
}
