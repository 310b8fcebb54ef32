"""The recommendation in words: outcomes, what closes each kind of finding, and where to look for an answer."""

from collections.abc import Iterable, Iterator, Sequence

from checklists.rules.answers import Answer, State
from checklists.rules.questions import Asked
from checklists.rules.short_form import OWN_PAPERS

LABELS = {
    "do_not_go_ahead": "Do not go ahead as things stand",
    "cannot_tell_yet": "Cannot tell yet",
    "prefer_larger_tier": "Use the larger model",
    "go_ahead_on_conditions": "Go ahead, on conditions",
    "go_ahead": "Go ahead",
}
THIS_USE = "this use"
NAMED_IN_TEXT = 3

RED = 'The answer to "{question}" is one that should not be passed over, and nothing else on file stands in for it.'
UNACCEPTABLE = 'A reviewer could not accept the answer to "{question}".'
LAW = 'The law asks it of you too: "{duty}". No record of yours meets that duty yet.'
BETTER = 'A better answer to "{question}", or a use that does not need one.'
BETTER_SHORT = 'a better answer to "{question}"'
TOLD = 'Nothing is approved without an answer to "{question}". {how}'
ON_FACTS = 'What the answer to "{question}" means depends on what is not known yet.'
TRADE_OFF = 'The work asks for a written trade-off, and "{question}" has no answer that is written down.'
TRADE_OFF_OPEN = 'Whether the work asks for a written trade-off is not known, and "{question}" has no answer yet.'
NOTHING_YET = "Nothing has been answered yet, so there is nothing to go by."
GATES_MET = "Each question without which nothing is approved has its answer, its test, or a named person's pass."
NOTHING_LEFT = "No finding of medium weight or more is open."
LOOK_AGAIN = "A new version, another host, new terms or a new use. Then look again."
WITHIN_LIMIT = "A test on your own documents in which the cheaper tier stays within your limit."
TEST_AGAIN = (
    "Ask the vendor what it can do about the kind of item that came out worst, or keep that kind for the larger tier. "
    "Then test again."
)
OWN_TEST_SHORT = "how both tiers do on your own documents"
OWN_TEST = "Run both tiers on your own documents and mark each answer right or wrong."
PUT_RIGHT_YOURSELVES = "It is yours to put right."
PUT_RIGHT_BY_VENDOR = "Ask the vendor what it can put right, and by when."
GOOD_ANSWER = "What a good answer says: {good}"
NO_ANSWER_YET = 'No answer yet: "{question}"'

FIRST = {
    "invoice": "Look on the invoice first; if it is not there, ask the vendor.",
    "contract": "Look in the contract first; if it is not there, ask the vendor.",
    "public_pages": "Look at the vendor's public pages first; if it is not there, ask the vendor.",
    "settings": "Look in the product's settings first; if it is not there, ask the vendor.",
    "trial": "Try it on your own documents: that tells you more than a sentence from the vendor would.",
}
YOURSELVES = "You can answer it yourselves."
ASK_VENDOR = "Ask the vendor."
TEST_IT = "Take documents of your own whose right answers you know. The other road is to ask again."
SAID_NOTHING = {
    State.NOT_APPLICABLE: "It was answered that this does not apply. Somebody here should accept that, or object.",
    State.DOES_NOT_KNOW: "It is not known yet. Ask who could find out, and by when.",
    State.REFUSES: "Nothing will be said. A named person may let it pass with a reason, or you restrict the use.",
    State.CONFIDENTIAL: "Look at it in the way that was offered, and record a judgement.",
    State.ANSWERED: "It is answered in words. Somebody here should read them and record a judgement.",
}
AFTER_ANOTHER = "It is asked once the question before it is answered."
START_WITH_PAPERS = "Start with your invoice and contract: they may settle some of it."
YOUR_OWN = "What only you know, you can answer today."
REST_TO_VENDOR = "Ask the vendor for what is left."
OWN_TEST_SAYS_MOST = "A test on your own documents tells you more than a label would."

WRITE_IT = "You write it yourselves; a note of a few lines will often do."
AMONG_FACTS = "You can answer most of it yourselves, among the facts."
CLOSED_BY = {"own_record_missing": WRITE_IT, "open_duty": AMONG_FACTS, "maker_does_not_say": OWN_TEST_SAYS_MOST}

# What closes each kind of finding: a condition in full, then as part of a list, of one and of several.
CLOSES = {
    "silence": (
        "Get an answer: {what}.",
        "one open question is answered",
        "{count} open questions are answered",
    ),
    "not_recorded": (
        "Find out again, and write down: {what}.",
        "one thing that was not recorded is found out again",
        "{count} things that were not recorded are found out again",
    ),
    "maker_does_not_say": (
        "Test on your own work what the maker does not say: {what}.",
        "one point that the maker leaves open is tested on your own work",
        "{count} points that the maker leaves open are tested on your own work",
    ),
    "we_asked_and_wait": (
        "Wait for the answer that was promised, or ask again: {what}.",
        "one promised answer arrives",
        "{count} promised answers arrive",
    ),
    "nobody_here_knows": (
        "Name who could find out, and by when: {what}.",
        "one thing that nobody knows yet is found out",
        "{count} things that nobody knows yet are found out",
    ),
    "refuses": (
        "Test it, restrict the use, or accept it with a written reason: {what}.",
        "you test, restrict or accept one point on which nothing will be said",
        "you test, restrict or accept {count} points on which nothing will be said",
    ),
    "confidential": (
        "Look at what was offered in confidence: {what}.",
        "somebody here looks at one answer given in confidence",
        "somebody here looks at {count} answers given in confidence",
    ),
    "red": (
        "Put right, or restrict the use until it is: {what}.",
        "one answer that should not be passed over is put right",
        "{count} answers that should not be passed over are put right",
    ),
    "amber": (
        "Settle the concern: {what}.",
        "one concern is settled",
        "{count} concerns are settled",
    ),
    "judged_unacceptable": (
        "Put right what the reviewer could not accept: {what}.",
        "one answer that a reviewer could not accept is put right",
        "{count} answers that a reviewer could not accept are put right",
    ),
    "judged_concern": (
        "Settle the reviewer's concern: {what}.",
        "a reviewer's concern about one answer is settled",
        "a reviewer's concerns about {count} answers are settled",
    ),
    "evidence_missing": (
        "Attach the document that the answer speaks of: {what}.",
        "one missing document is attached",
        "{count} missing documents are attached",
    ),
    "evidence_expired": (
        "Get a current document: {what}.",
        "one document that has run out is renewed",
        "{count} documents that have run out are renewed",
    ),
    "answer_stale": (
        "Ask again, for the answer is old: {what}.",
        "one old answer is asked for again",
        "{count} old answers are asked for again",
    ),
    "contradiction": (
        "Ask which of two statements holds: {what}.",
        "it is settled which of two statements holds",
        "it is settled in {count} matters which of two statements holds",
    ),
    "tier_without_model": (
        "Get the model's name and version in writing: {what}.",
        "the model's name and version are given in writing",
        "the model's name and version are given in writing",
    ),
    "own_record_missing": (
        "Write your own record: {what}.",
        "one record of your own is written",
        "{count} records of your own are written",
    ),
    "open_duty": (
        "Find out whether these duties apply, and treat them as a yes until then: {what}.",
        "you find out whether one duty applies",
        "you find out whether {count} duties apply",
    ),
    "other": ("Settle: {what}.", "one finding is settled", "{count} findings are settled"),
}


def closes(rule: str, what: Sequence[str]) -> str:
    """The condition that would close the findings of one rule, about each of `what`."""
    return CLOSES.get(rule, CLOSES["other"])[0].format(what=quoted_list(what))


def where_to_begin(asked: Iterable[Asked]) -> Iterator[str]:
    """Where to begin, for several open questions together."""
    listed = list(asked)
    own = [each for each in listed if each.asked_of == "buyer"]
    if any(OWN_PAPERS.intersection(each.question.look_in) for each in listed):
        yield START_WITH_PAPERS
    if own:
        yield YOUR_OWN
    if len(listed) > len(own):
        yield REST_TO_VENDOR


def closes_short(rule: str, count: int) -> str:
    """The same condition as part of a list."""
    _, one, several = CLOSES.get(rule, CLOSES["other"])
    return one if count == 1 else several.format(count=count)


def quoted_list(texts: Iterable[str]) -> str:
    """Whole things, each in its quotation marks."""
    return "; ".join(f'"{text}"' for text in texts)


def some_of(parts: Sequence[str], at_most: int = NAMED_IN_TEXT) -> str:
    """The first few of a list, and how many more there are: the list itself stands beneath."""
    if len(parts) <= at_most + 1:
        return "; ".join(parts)
    return "; ".join([*parts[:at_most], f"{len(parts) - at_most} more, listed with the reasons"])


def where_to_look(asked: Asked, answer: Answer) -> str:
    """Where the answer to an open question may be found, in a sentence."""
    if not asked.shown:
        return AFTER_ANOTHER
    if answer.state in SAID_NOTHING:
        return SAID_NOTHING[answer.state]
    if asked.asked_of == "buyer":
        return YOURSELVES
    return FIRST.get(next(iter(asked.question.look_in), ""), ASK_VENDOR)
