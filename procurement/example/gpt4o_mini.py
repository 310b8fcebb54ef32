"""GPT-4o mini inside a vendor's product, sold as "Lite": the maker has not said whether it is distilled. In review."""

from typing import Any

CASE: dict[str, Any] = {
    "file": "gpt-4o-mini-inside-a-product.pdf",
    "vendor": {
        "legal_name": "Quillfeather Ltd (example)",
        "country": "GB",
        "website": "https://quillfeather.example",
        "note": "A made-up vendor of software for accountants.",
    },
    "product": {
        "name": "Quillfeather Assistant (example)",
        "description": "Practice software with an assistant that drafts letters.",
        "url": "https://quillfeather.example/assistant",
    },
    "use": {
        "name": "Quillfeather Assistant, Lite",
        "purpose": "First drafts of letters to clients about VAT",
        "model": "gpt-4o-mini",
        "tier_label": "Lite",
        "model_version": "",
        "version_floats": None,
        "volume": 400,
    },
    "facts": {
        "supplied_as": "feature_inside_other_software",
        "tier_position": "cheaper",
        "task_criticality": "complex",
        "regulated_activity": True,
        "decides_about_people": False,
        "automated_decision": False,
        "agentic": False,
        "customer_facing": False,
        "consumers_affected": False,
        "critical_function": False,
        "processes_personal_data": True,
        "confidential_client_information": True,
        "special_category_data": False,
        "uses_aml_data": False,
        "audit_or_assurance": False,
        "fca_firm_type": "none",
    },
    "evidence": {
        "silence": {
            "model": "gpt-4o-mini",
            "address": "https://ai.azure.com/catalog/models/gpt-4o-mini",
            "statement": "The launch text as carried by Azure: cost, tokenizer and safety, not distillation.",
        },
    },
    "answers": [
        {
            "question": "task_and_example",
            "value": "Drafts of short letters on VAT. Last week: a note to a builder on the reverse charge.",
        },
        {"question": "output_checking", "value": "every_item", "follow_up": "Whoever sends the letter."},
        {"question": "tolerance_before_test", "value": "2"},
        {"question": "cost_of_a_mistake", "value": {"amount": "35", "currency": "GBP"}},
        {"question": "client_terms_allow", "value": "some"},
        {"question": "insurer_told", "value": "yes"},
        {"question": "staff_rules", "value": "yes"},
        {
            "question": "tier_choice_recorded",
            "value": "Dana Price, 10 November 2026: Lite came with the licence, the larger tier costs double. Every "
            "letter is read before it goes out. A test of 120 letters on both tiers is planned.",
        },
        {
            "question": "which_tier_are_we_on",
            "value": "Lite",
            "follow_up": "cheaper",
            "said_by": "buyer",
            "rung": "own_record",
            "note": "From the invoice of October 2026.",
        },
        {
            "question": "what_does_lite_mean",
            "state": "does_not_know",
            "reason": "nobody_here_knows",
            "note": "Our contact at the vendor could not say who made the choice.",
        },
        {
            "question": "base_model_and_creator",
            "model": "gpt-4o-mini",
            "said_by": "buyer",
            "rung": "own_record",
            "note": "The order form's schedule of models names it.",
        },
        {
            "question": "is_this_distilled",
            "state": "does_not_know",
            "reason": "maker_does_not_say",
            "date_asked": "2026-11-12",
            "evidence": ["silence"],
        },
        {
            "question": "accuracy_vs_teacher",
            "state": "does_not_know",
            "reason": "nobody_here_knows",
            "note": "Our contact at the vendor had no comparison to show us.",
        },
        {"question": "tests_on_our_examples", "value": "yes"},
        {"question": "training_on_our_inputs", "value": "never", "note": "Section 9 of the vendor's terms (made up)."},
        {"question": "prompt_retention_days", "value": "30"},
        {"question": "processing_locations", "value": ["uk", "us"], "follow_up": "third_party_cloud"},
        {
            "question": "subprocessors_listed",
            "state": "refuses",
            "note": "Our list of suppliers is our own affair.",
        },
        {"question": "security_standards_met", "value": ["cyber_essentials"]},
        {"question": "silent_downgrade", "value": "with_notice"},
    ],
    "judge": {},
    "records": [
        {
            "obligation": "prof_competence",
            "item": "named_reviewer",
            "statement": "Whoever sends a letter has read it: staff rules of 3 November 2026, rule 2.",
        },
    ],
    "decision": None,
}
