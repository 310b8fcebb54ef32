"""How to check this document, what it does not prove, the words it uses, and what it was made with."""

from typing import Any

from checklists.dossier.reading import Reading
from checklists.dossier.words import instant, spaced

TITLE = "How to check this document"
GLOSSARY = (
    ("AI model", "A trained system as its maker names it. Several products may use the same one."),
    ("Model in use", "One AI model serving one product for one purpose of the organisation. It is what is assessed."),
    ("Distillation", "Training a smaller model, the student, to copy a larger one, the teacher."),
    (
        "Tier",
        "What a vendor calls a plan: lite, mini, pro. It is a label of price, and proves nothing about the model.",
    ),
    ("Gate", "A question that must be settled before approval, or passed by a named person for a written reason."),
    ("Finding", "Something wrong or missing, raised by a rule that is the same for every vendor."),
    ("Duty", "An obligation of the organisation's own that follows from the facts."),
    (
        "Own record",
        "The organisation's note or document, with an owner and a date. Only this shows that a duty is met.",
    ),
    ("Attested", "The vendor answered to the best of its knowledge on that date. It is no warranty."),
    ("Not known", "Neither a yes nor a no. It counts nothing in the lower score and fully in the upper."),
    ("Digest", "The SHA-256 of some bytes. Change one letter, and the digest is another."),
    ("Edition", "The dated version of the shared catalogue of questions, duties and models."),
)


def context(reading: Reading) -> dict[str, Any]:
    envelope = reading.envelope
    return {
        "digest": spaced(reading.digest),
        "frozen_at": instant(envelope["frozen_at"]),
        "event_index": envelope["event_index"],
        "signed": envelope["key_id"] is not None,
        "glossary": GLOSSARY,
        "fonts": envelope["fonts"],
        "template": envelope["template"],
    }
