"""Facts that nobody has settled yet, and the questions that answers put back to the buyer."""

from dataclasses import dataclass


@dataclass(frozen=True)
class OpenFact:
    """A fact that is worth asking and not known. `decides` names the obligations and questions that wait for it."""

    name: str
    plain: str
    obligations: tuple[str, ...] = ()
    questions: tuple[str, ...] = ()


@dataclass(frozen=True)
class QuestionBack:
    """An answer that puts a question to the buyer: about which fact, in which words, because of which answer."""

    fact: str
    text: str
    question: str
