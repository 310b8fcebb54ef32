"""How the frameworks under the API are set: read by procurement/settings.py, so it imports nothing."""

from typing import Any

REST_FRAMEWORK: dict[str, Any] = {
    "DEFAULT_SCHEMA_CLASS": "procurement.api.schema.ApiSchema",
    "EXCEPTION_HANDLER": "procurement.api.problems.handle",
    "DEFAULT_RENDERER_CLASSES": ["rest_framework.renderers.JSONRenderer"],
    "DEFAULT_PARSER_CLASSES": ["procurement.api.parsers.JSONParser"],
    "UNAUTHENTICATED_USER": None,
    "URL_FORMAT_OVERRIDE": None,
}
SPECTACULAR: dict[str, Any] = {
    "TITLE": "Candour",
    "DESCRIPTION": (
        "Due diligence on the AI inside what vendors sell, for programs.\n\n"
        "Send your key with every call: `Authorization: Bearer cnd_...`. A change names the version that it changes "
        "(`If-Match`); a write may carry an `Idempotency-Key` and then be sent twice; what is refused is told as "
        "`application/problem+json`, with a pointer to each part. The page docs/api.md of the project walks through "
        "it all in ten minutes. General information, not legal advice."
    ),
    "TAGS": [
        {"name": "vendors", "description": "Who sells, and through whom."},
        {"name": "products", "description": "What is sold."},
        {"name": "ai-models", "description": "AI models as their makers name them."},
        {"name": "lineage", "description": "What a model was made from, and who says so."},
        {"name": "models-in-use", "description": "One model serving one product for one purpose: what is assessed."},
        {"name": "own-records", "description": "Your own records: what alone meets a duty."},
        {"name": "duty-plans", "description": "Who sees to a duty, and by when, before its record is written."},
        {"name": "price-points", "description": "What the larger and the cheaper tier cost, from which day on."},
        {"name": "list-prices", "description": "The catalogue's list prices, to be taken for a tier."},
        {"name": "usage", "description": "What one task takes on each tier, and what a mistake costs."},
        {"name": "questionnaires", "description": "What is asked."},
        {"name": "assessments", "description": "One round: asked, answered, judged, decided."},
        {"name": "answers", "description": "What was said, in six states, and what a reviewer makes of it."},
        {"name": "evidence", "description": "Files, and addresses with the text that stood there."},
        {"name": "gate-passes", "description": "Gates that a named person let pass."},
        {"name": "decisions", "description": "What was decided, on what, by whom, on which conditions."},
        {"name": "dossiers", "description": "One assessment frozen, as PDF and JSON."},
        {"name": "events", "description": "The history, in order, with hashes."},
    ],
    "VERSION": "1",
    "OAS_VERSION": "3.1.0",
    "COMPONENT_SPLIT_REQUEST": True,
    "ENUM_GENERATE_CHOICE_DESCRIPTION": False,
    "ENUM_SUFFIX": "",
    "ENUM_NAME_OVERRIDES": {
        "RegisterState": "procurement.api.enum_names.REGISTER_STATES",
        "UseState": "procurement.api.enum_names.USE_STATES",
        "AssessmentState": "procurement.api.enum_names.ASSESSMENT_STATES",
        "AnswerState": "procurement.api.enum_names.ANSWER_STATES",
        "PriceState": "procurement.api.enum_names.PRICE_STATES",
        "LifeState": "procurement.api.enum_names.LIFE_STATES",
        "DossierState": "procurement.api.enum_names.DOSSIER_STATES",
    },
    "POSTPROCESSING_HOOKS": [
        "drf_spectacular.hooks.postprocess_schema_enums",
        "procurement.api.problem_schema.add_problems",
    ],
    "SWAGGER_UI_DIST": "SIDECAR",
    "SWAGGER_UI_FAVICON_HREF": "SIDECAR",
    "SWAGGER_UI_SETTINGS": {"deepLinking": True, "docExpansion": "list", "validatorUrl": None},
    "ENABLE_DJANGO_DEPLOY_CHECK": False,
}
