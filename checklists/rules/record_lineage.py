"""The record of lineage: the models, the steps between them, what is inherited and what nobody has said."""

from collections.abc import Iterable

from checklists.rules.judge import Judgement
from checklists.rules.lineage import (
    Figure,
    Gap,
    Inherited,
    Lineage,
    Model,
    OutputTerms,
    Step,
    generations,
    roots,
)
from checklists.rules.lineage_words import (
    OUTPUT_TERMS,
    method_in_words,
    says_in_words,
    status_in_words,
    variant_in_words,
)
from checklists.rules.plain import Plain, iso

NAMELESS = "A model that is no longer on record"


def lineage_on_record(judgement: Judgement) -> Plain:
    """The lineage of the model in use, the subject first; with no model named, everything is empty but the gap."""
    return record_of_lineage(judgement.lineage, judgement.gaps, judgement.inherited)


def record_of_lineage(lineage: Lineage, gaps: Iterable[Gap], inherited: Iterable[Inherited]) -> Plain:
    """The lineage of one model, whether it is in use or not, with what nobody has said of it and what it inherits."""
    far = generations(lineage)
    models = [lineage.models[key] for key in far if key in lineage.models]
    steps = [step for key in far for step in lineage.steps if step.child == key]
    subject = lineage.models.get(lineage.subject or "")
    return {
        "subject": lineage.subject,
        "models": [_model(model, far[model.id]) for model in models],
        "steps": [_step(step, lineage) for step in steps],
        "roots": list(roots(lineage)),
        "gaps": [{"model": gap.model, "text": gap.text} for gap in gaps],
        "inherited": [_inherited(each) for each in inherited],
        "figures": [_figure(model, figure) for model in models for figure in model.figures],
        "claims": _claims(subject) if subject else [],
    }


def _model(model: Model, generation: int) -> Plain:
    return {
        "id": model.id,
        "key": model.key,
        "name": model.name,
        "developer": model.developer,
        "released": model.released,
        "weights": model.weights,
        "licence": model.licence,
        "parameters": model.parameters,
        "modality": model.modality,
        "tier_label": model.tier_label,
        "role": model.role,
        "status": model.status,
        "status_label": status_in_words(model.status),
        "status_source": model.status_source,
        "notes": model.notes,
        "output_terms": _terms(model.output_terms) if model.output_terms else None,
        "read_on": iso(model.read_on),
        "generation": generation,
    }


def _terms(terms: OutputTerms) -> Plain:
    return {
        "allows": terms.allows,
        "allows_label": OUTPUT_TERMS.get(terms.allows, OUTPUT_TERMS["unknown"]),
        "statement": terms.statement,
        "source": terms.source,
        "verified": terms.verified,
    }


def _step(step: Step, lineage: Lineage) -> Plain:
    return {
        "child": step.child,
        "parent": step.parent,
        "child_name": _name(lineage, step.child),
        "parent_name": _name(lineage, step.parent),
        "method": step.method,
        "method_label": method_in_words(step.method),
        "variant": step.variant,
        "variant_label": variant_in_words(step.variant),
        "says": step.says,
        "says_label": says_in_words(step.says),
        "statement": step.statement,
        "source": step.source,
        "verified": step.verified,
        "read_on": iso(step.read_on),
        "either_or": step.either_or,
    }


def _name(lineage: Lineage, key: str) -> str:
    model = lineage.models.get(key)
    return model.name if model else NAMELESS


def _inherited(each: Inherited) -> Plain:
    return {
        "kind": each.kind,
        "from": each.from_model,
        "from_name": each.from_name,
        "text": each.text,
        "source": each.source,
        "verified": each.verified,
    }


def _figure(model: Model, figure: Figure) -> Plain:
    return {
        "model": model.id,
        "metric": figure.metric,
        "benchmark": figure.benchmark,
        "teacher_value": figure.teacher_value,
        "student_value": figure.student_value,
        "retention_percent": figure.retention_percent,
        "retention_basis": figure.retention_basis,
        "lower_is_better": figure.lower_is_better,
        "compared_to": figure.compared_to,
        "note": figure.note,
        "source": figure.source,
        "verified": figure.verified,
    }


def _claims(model: Model) -> list[Plain]:
    return [
        {
            "model": model.id,
            "text": claim.text,
            "source": claim.source,
            "agrees_with_maker": claim.agrees_with_maker,
        }
        for claim in model.claims
    ]
