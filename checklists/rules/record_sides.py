"""What the public record of a model says on one side of a contradiction, by the forms of contradictions.yaml."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from checklists.rules.answers import Answer
from checklists.rules.lineage import MAKER_SAYS, Lineage, Model, Step, own_steps
from checklists.rules.lineage_words import OUTPUT_TERMS, method_in_words, status_in_words
from checklists.rules.matching import candidates, mentions_maker, normalise, same_maker
from checklists.rules.subject import model_picked


@dataclass(frozen=True)
class OnRecord:
    """What the record says, in words, who said it, where and when it was read, and what fills a sentence about it."""

    label: str
    said_by: str
    source: str | None
    read_on: date | None
    parent: str = ""
    method: str = ""
    answered: str = ""


@dataclass(frozen=True)
class Look:
    """One test of the record: its form, the lineage whose subject is `model`, and the answers it is held against."""

    form: Mapping[str, Any]
    lineage: Lineage
    model: Model
    answers: Mapping[str, Answer]

    @property
    def named_by(self) -> Answer | None:
        """The answer that must not have named the same."""
        return self.answers.get(self.form.get("not_named_by", ""))


def on_record(form: Mapping[str, Any], lineage: Lineage, answers: Mapping[str, Answer]) -> OnRecord | None:
    """What the record of the lineage's subject says in a form, or None where it says nothing of the kind."""
    model = lineage.models.get(lineage.subject or "")
    test = TESTS.get(form.get("lineage", ""))
    return test(Look(form, lineage, model, answers)) if model is not None and test is not None else None


def _steps(look: Look) -> list[Step]:
    methods, says = look.form.get("method", ()), look.form.get("says", MAKER_SAYS)
    steps = (step for step in own_steps(look.lineage) if step.parent in look.lineage.models)
    return [step for step in steps if step.method in methods and step.says in says]


def _derivation(look: Look) -> OnRecord | None:
    return _made_from(look, _steps(look))


def _parent(look: Look) -> OnRecord | None:
    """The teachers that the maker names, unless the answer names one of them or nobody can tell whom it names."""
    steps = [step for step in _steps(look) if look.lineage.models[step.parent].role != "placeholder"]
    named = _model_meant(look.named_by, look.lineage)
    return None if named is None or named in {step.parent for step in steps} else _made_from(look, steps)


def _made_from(look: Look, steps: list[Step]) -> OnRecord | None:
    if not steps:
        return None
    models = look.lineage.models
    parent = (" or " if steps[0].either_or else " and ").join(models[step.parent].name for step in steps)
    method = " and ".join(dict.fromkeys(method_in_words(step.method) for step in steps))
    label = f"{look.model.name} was made by {method} from {parent}"
    return OnRecord(label, _maker(look.model), steps[0].source, steps[0].read_on, parent, method)


def _model_meant(answer: Answer | None, lineage: Lineage) -> str | None:
    """The model that an answer names: picked, or typed under a name that means exactly one model of the lineage."""
    picked = model_picked(answer)
    if picked or answer is None or not isinstance(answer.value, Mapping):
        return picked
    meant = candidates(str(answer.value.get("name", "")), lineage.models.values())
    return meant[0].model if len(meant) == 1 else None


def _developer(look: Look) -> OnRecord | None:
    """The maker on record, where a typed answer names another known maker and not this one."""
    answer = look.named_by
    typed = str(answer.value.get("name") or "") if answer is not None and isinstance(answer.value, Mapping) else ""
    named = [maker for maker in _makers(look.lineage) if mentions_maker(typed, maker)]
    if not named or any(same_maker(maker, look.model.developer) for maker in named):
        return None
    source = look.model.status_source
    answered = _as_typed(typed, named)
    return OnRecord(look.model.developer, "The public record", source, look.model.read_on, answered=answered)


def _makers(lineage: Lineage) -> Iterable[str]:
    return dict.fromkeys(model.developer for model in lineage.models.values())


def _as_typed(typed: str, named: Sequence[str]) -> str:
    """Of makers that share a name, the one whose whole name was typed: Meta, where nobody wrote Facebook AI (Meta)."""
    whole = [maker for maker in named if f" {normalise(maker)} " in f" {normalise(typed)} "]
    return max(whole or named, key=len)


def _status(look: Look) -> OnRecord | None:
    if look.model.status not in look.form.get("any_of", ()):
        return None
    label = status_in_words(look.model.status)
    return OnRecord(label, _maker(look.model), look.model.status_source, look.model.read_on)


def _output_terms(look: Look) -> OnRecord | None:
    """The public terms of a teacher that the maker names."""
    teaching = replace(look, form={"method": ("distillation",)})
    for teacher in (look.lineage.models[step.parent] for step in _steps(teaching)):
        terms = teacher.output_terms
        if terms is not None and terms.allows in look.form.get("any_of", ()):
            label = f"{OUTPUT_TERMS[terms.allows]}: {teacher.name}"
            return OnRecord(label, _maker(teacher), terms.source, teacher.read_on, teacher.name, "distillation")
    return None


def _maker(model: Model) -> str:
    return f"{model.developer}, its maker"


TESTS: Mapping[str, Callable[[Look], OnRecord | None]] = {
    "derivation": _derivation,
    "parent": _parent,
    "developer": _developer,
    "status": _status,
    "output_terms": _output_terms,
}
