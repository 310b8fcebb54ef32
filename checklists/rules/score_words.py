"""The score in words: why one question counts as it does, and what would raise its share."""

WHY = {
    "satisfactory": "A reviewer found the answer satisfactory.",
    "closed_good": "The answer is a good one.",
    "concern": "A reviewer has a concern about the answer.",
    "amber": "The answer is a concern.",
    "unacceptable": "A reviewer could not accept the answer.",
    "red": "The answer is one that should not be passed over.",
    "may_be_red": "What the answer counts depends on a fact that is not known yet.",
    "open_answer": "It is answered, and nobody here has judged it yet.",
    "not_yet": "It is not answered yet.",
    "does_not_know": "It is not known.",
    "refuses": "Nothing will be said.",
    "confidential": "It was given in confidence, and nobody here has judged it yet.",
}
RAISES = {
    "closed_good": "A reviewer who finds it satisfactory.",
    "concern": "Settle the reviewer's concern.",
    "amber": "A better answer, or a reviewer who finds this one good enough.",
    "unacceptable": "A better answer, and a reviewer who accepts it.",
    "red": "A better answer.",
    "may_be_red": "Say what you know of that fact.",
    "open_answer": "Read it, and record a judgement.",
    "not_yet": "An answer.",
    "does_not_know": "Somebody who can find out.",
    "refuses": "An answer, should one come.",
    "confidential": "Look at it in the way that was offered, and record a judgement.",
}


def why(key: str) -> str:
    """Why a question counts as it does, in a sentence; a reason without words is shown as it is."""
    return WHY.get(key, key)


def what_raises(key: str, *, in_full: bool) -> str:
    """What would raise the least that a question counts; empty where it counts in full."""
    return "" if in_full else RAISES.get(key, "")
