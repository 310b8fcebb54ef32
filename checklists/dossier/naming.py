"""Who says which AI model is in use: the vendor or we. No maker can know that."""

from checklists.dossier.reading import Data, Reading, withheld
from checklists.rules.subject import BASE_MODEL

VENDOR, WE, IN_CONFIDENCE = "The vendor says so", "We say so", "An answer given in confidence says so"
WE_ALONE = "We say so; the answer does not name it so"


def named_by(reading: Reading) -> str:
    """Who says which model runs here, in a few words; "" while nobody has named one."""
    subject = reading.record["lineage"]["subject"]
    if subject is None:
        return ""
    answer = next((each["answer"] for each in reading.questions if each["key"] == BASE_MODEL), None)
    if answer is None or answer["state"] not in ("answered", "confidential"):
        return WE
    return IN_CONFIDENCE if withheld(answer) else _by_answer(answer, subject)


def _by_answer(answer: Data, subject: str) -> str:
    """An answer that picked this very model; a name that was only typed is no more than our record beside it."""
    picked = answer["value"].get("ai_model") if isinstance(answer["value"], dict) else None
    if picked != subject:
        return WE if picked is None else WE_ALONE
    return VENDOR if answer["said_by"] == "vendor" else WE
