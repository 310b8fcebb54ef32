"""A body to send for each write, as the schema shows it. Ids stand for those that the caller was given."""

SOME_ID = "01936d2a-7c00-7000-8000-000000000000"
SOME_DIGEST = "5f70bf18a086007016e948b04aed3b82103a36bea41755b6cddfaf10ace3c6ef"

VENDOR = {
    "legal_name": "Oak Document Systems Ltd",
    "company_number": "01234567",
    "country": "GB",
    "website": "https://oak.example",
    "contacts": [{"name": "Ann Low", "role": "Sales", "email": "ann.low@oak.example"}],
    "external_refs": [{"system": "coupa", "ref": "V-1029"}],
}
PRODUCT = {"vendor": SOME_ID, "name": "Oak Sorter", "url": "https://oak.example/sorter"}
AI_MODEL = {"name": "Oak Sorter 2", "developer": "Oak Document Systems Ltd", "weights": "closed"}
DERIVATION = {
    "parent": SOME_ID,
    "method": "fine_tuning",
    "says": "vendor_stated",
    "statement": "Fine-tuned on letters.",
    "source": "https://oak.example/model",
    "read_on": "2026-11-24",
}
MODEL_USE = {
    "product": SOME_ID,
    "ai_model": SOME_ID,
    "name": "Sorting incoming letters",
    "purpose": "Sort incoming letters by subject",
    "tier_label": "lite",
    "volume": 4000,
    "facts": {"hosting": "vendor_cloud", "processes_personal_data": True, "agentic": False},
}
FACTS = {"facts": {"hosting": "own_infrastructure", "agentic": None}, "source": "The order form"}
OWN_RECORD = {"owner": "dana.price@harbour-lane.example", "on": "2026-11-20", "statement": "Screened; no high risk."}
DUTY_PLAN = {"owner": "dana.price@harbour-lane.example", "due_on": "2030-01-31", "note": "Ask the adviser first."}
PRICE = {
    "model_in_use": SOME_ID,
    "tier": "cheaper",
    "label": "Oak Sorter Lite",
    "unit": "million_tokens",
    "currency": "GBP",
    "input_price": "0.12",
    "output_price": "0.50",
    "valid_from": "2026-11-01",
    "read_on": "2026-11-24",
    "source": "Price list on the vendor's pages",
    "address": "https://oak.example/prices",
}
LIST_PRICE = {"list_price": "gpt-4o-mini.openai", "tier": "cheaper"}
USAGE = {
    "larger_input_tokens": 8000,
    "larger_output_tokens": 1000,
    "cheaper_input_tokens": 8000,
    "cheaper_output_tokens": 1400,
    "cheaper_attempts": "1.2",
    "mistake_cost": "35",
    "mistake_currency": "GBP",
}
ASSESSMENT = {"model_in_use": SOME_ID, "short": False}
ANSWER = {"state": "answered", "value": "yes", "rung": "published_by_vendor", "note": "On its model page."}
ANSWERS = [
    {"question": "is_this_distilled", "version": 0, "state": "answered", "value": "yes"},
    {
        "question": "training_data_provenance",
        "version": 2,
        "state": "does_not_know",
        "reason": "maker_does_not_say",
        "date_asked": "2026-11-20",
    },
]
JUDGED = {"judged": "concern", "comment": "Said on the phone; no document yet."}
REOPEN = {"why": "The vendor sent new documents."}
DISMISS = {"reason": "The plan was only renamed; the invoice shows the same model."}
RE_REVIEW = {"changes": [SOME_ID]}
ADDRESS = {
    "address": "https://oak.example/model",
    "text": "Oak Sorter 2 is distilled from a larger model.",
    "seen_on": "2026-11-24",
}
EVALUATION = {
    "model_in_use": SOME_ID,
    "title": "Oak against Oak Lite, November",
    "task": "Sorting incoming letters by subject",
    "larger": "Oak",
    "cheaper": "Oak Lite",
    "tolerance": "3",
}
TOLERANCE = {"tolerance": "2.5"}
COUNTS = {
    "measured_on": "2026-11-24",
    "slices": [
        {"name": "letters", "both": 80, "only_larger": 12, "only_cheaper": 5, "neither": 3},
        {"name": "forms", "both": 15, "only_larger": 3, "only_cheaper": 1, "neither": 1},
    ],
}
DECISION = {
    "outcome": "approved_with_conditions",
    "reasons": "It saves two hours a day, and mistakes are seen at once.",
    "digest": SOME_DIGEST,
    "judged_on": "2026-11-24",
    "conditions": [
        {"text": "The vendor says where it runs.", "due": "within_days", "days": 30, "names": ["gate:where_it_runs"]}
    ],
}
GATE_PASS = {"question": "is_this_distilled", "reason": "We test both tiers ourselves.", "expires_on": "2027-03-31"}
MET = {"met_on": "2026-12-01", "met_note": "Letter of 1 December."}
DOSSIER = {"assessment": SOME_ID}
FINDING = {"assessment": SOME_ID, "severity": "high", "title": "Nobody has tried it on our letters", "text": "Try 50."}
PUT_RIGHT = {
    "owner": "dana.price@harbour-lane.example",
    "due_on": "2099-12-01",
    "remediation": {"plan": "We move to the Leeds host.", "plan_by": "Ann Low", "plan_on": "2026-11-20"},
}
ACCEPTANCE = {"reason": "Every letter is read by one of us before it goes out.", "expires_on": "2027-03-31"}
CLOSED = {"note": "Tried on 50 letters; the result is on file."}
