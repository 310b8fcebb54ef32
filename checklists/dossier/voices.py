"""Who is speaking: how one answer is shown, with its label, its words, and whether they are somebody else's."""

from typing import Any, NamedTuple

from checklists.dossier.reading import Data, Reading, withheld
from checklists.dossier.words import capital, clipped, long_date, short_date, short_digest
from checklists.rules.labels import WHENCE

LONG, MANY_LINES = 420, 8
OPENING = 160
CLOSED = {"yes_no", "choice", "multi_choice", "date", "money"}
FIGURES = {"number", "percent"}
SILENT = {"does_not_know", "refuses", "not_yet"}


class Words(NamedTuple):
    """One piece of an answer.

    `theirs` sets it in the face of other people's words, `quoted` in quotation marks; `reported` draws their line at
    its side and keeps our own face: what we read of theirs and told in our words.
    """

    text: str
    theirs: bool = False
    quoted: bool = False
    reported: bool = False


class Voice(NamedTuple):
    """One answer as it is printed: `tag` says who and how, `words` are the answer, its follow-up and its note.

    `silent` draws the broken box of what is not known yet, `kept` the plain box of what others hold. `in_full` holds
    the words where they are too long for a row; `words` then has only their opening.
    """

    tag: str
    words: tuple[Words, ...] = ()
    silent: bool = False
    kept: bool = False
    in_full: tuple[Words, ...] = ()


def voice(question: Data, reading: Reading) -> Voice:
    """How the answer to one question is shown."""
    answer = question["answer"]
    if withheld(answer):
        return _in_confidence(answer, reading)
    if answer["state"] in SILENT:
        return _shortened(Voice(_silence(answer), (Words(_reason(answer)), *_more(answer)), silent=True))
    if answer["state"] == "not_applicable":
        return _shortened(Voice(_tag(answer), _more(answer) or (Words("No reason was given."),)))
    return _shortened(Voice(_tag(answer), (_value(question), *_more(answer))))


def is_theirs(answer: Data) -> bool:
    """Whether a vendor gave the answer. What our own people looked up is told in their words, and is no quotation."""
    return answer["said_by"] == "vendor" and answer["rung"] != "buyer_tested"


def is_quoted(question: Data) -> bool:
    """Whether the words were written freely; a ticked choice, a date and a sum are theirs, but no quotation."""
    answer, kind = question["answer"], question["answer_type"]
    if kind in FIGURES or kind in CLOSED or isinstance(answer["value"], list):
        return False
    return kind != "ai_model" or "ai_model" not in (answer["value"] or {})


def _tag(answer: Data) -> str:
    """Who says so, in which capacity, and when."""
    when = [short_date(answer["said_on"])] if answer["said_on"] else ["date not recorded"]
    who = [answer["said_by_name"]] if answer["said_by_name"] else []
    return ", ".join([_speaker(answer), *who, *when])


def _speaker(answer: Data) -> str:
    does = "does not apply, says" if answer["state"] == "not_applicable" else ""
    if answer["rung"] == "buyer_tested":
        return "Tested by us"
    if answer["rung"] == "published_by_vendor" and not is_theirs(answer):
        return "Published, looked up by us"
    if answer["said_by"] == "vendor":
        attested = ", attested" if answer["attested"] else ", not attested"
        return capital(f"{does} the vendor{attested}".strip()) if does else f"The vendor says{attested}"
    return "Does not apply, we say" if does else "We say"


def _silence(answer: Data) -> str:
    if answer["state"] == "refuses":
        return "The vendor declines to say" if answer["said_by"] == "vendor" else "We decline to say"
    return answer["reason_label"] or answer["state_label"]


def _reason(answer: Data) -> str:
    """When it was asked, or answered so."""
    if answer["date_asked"]:
        return f"Asked on {long_date(answer['date_asked'])}."
    who = f"{answer['said_by_name']}, " if answer["said_by_name"] else ""
    return f"{who}{long_date(answer['said_on'])}." if answer["said_on"] else "The date was not recorded."


def _value(question: Data) -> Words:
    answer = question["answer"]
    theirs = is_theirs(answer)
    looked_up = answer["rung"] == "published_by_vendor" and not theirs
    return Words(answer["value_label"] or "no words were given", theirs, theirs and is_quoted(question), looked_up)


def _more(answer: Data) -> tuple[Words, ...]:
    """The follow-up, quoted where it was written and not ticked, and the note."""
    theirs, follow_up, note = is_theirs(answer), answer["follow_up_label"], answer["note"]
    written = theirs and answer["follow_up"] == follow_up
    first = (Words(follow_up, theirs, written),) if follow_up else ()
    return (*first, Words(note, theirs, theirs)) if note else first


def _in_confidence(answer: Data, reading: Reading) -> Voice:
    digest = answer.get("withheld")
    held = f"Given in confidence; held by {reading.snapshot['organisation']['name']}, " + (
        f"digest {short_digest(digest)}." if digest else "no digest recorded."
    )
    tag = answer["reason_label"] if answer["state"] == "confidential" else answer["who_may_see_label"]
    return Voice(tag or answer["state_label"], (Words(held),), kept=True)


def _shortened(spoken: Voice) -> Voice:
    """A long answer keeps only its opening in the row; the whole follows the table."""
    whole = "\n".join(piece.text for piece in spoken.words)
    if len(whole) <= LONG and whole.count("\n") <= MANY_LINES:
        return spoken
    first = spoken.words[0]
    return spoken._replace(words=(first._replace(text=clipped(first.text, OPENING)),), in_full=spoken.words)


def support(question: Data, reading: Reading) -> dict[str, Any]:
    """How well an answer is supported: its rung, its documents, and whether it was carried over."""
    answer = question["answer"]
    documents = [] if withheld(answer) else answer["documents"]
    return {
        "rung": answer["rung_label"] or answer["state_label"],
        "refs": reading.evidence_refs(documents),
        "digests": [(ref, short_digest(doc["digest"])) for doc in documents for ref in reading.evidence_refs([doc])],
        "reused": long_date(answer["reused_from"]),
        "whence": WHENCE.get(question.get("scope", ""), ""),
    }
