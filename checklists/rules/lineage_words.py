"""Lineage in words: methods, variants and who says so; what nobody has said; what shows on a student as inherited."""

from collections.abc import Iterator

from checklists.rules.lineage import MAKER_SAYS, Gap, Inherited, Lineage, Model, Step, ancestors, generations, own_steps

METHODS = {
    "distillation": "distillation",
    "fine_tuning": "fine-tuning",
    "quantisation": "quantisation",
    "pruning": "pruning",
    "adapter": "an adapter",
    "merge": "merging",
}
VARIANTS = {
    "ai_feedback": "from the judgements of another model",
    "awq_4bit": "to 4 bits, by activation-aware quantisation (AWQ)",
    "black_box_sequence": "from the teacher's written answers",
    "contrastive_fine_tuning": "by telling like from unlike pairs",
    "gguf": "to fewer bits, in a GGUF file",
    "gptq": "to fewer bits, by GPTQ",
    "gptq_4bit": "to 4 bits, by GPTQ",
    "guidance_distillation": "by building the teacher's guidance into one pass",
    "int4_weights": "to 4-bit whole numbers",
    "layer_pruning": "by taking out whole layers",
    "lora": "as a low-rank add-on (LoRA)",
    "mixed_soft_and_sequence": "from the teacher's probabilities and its written answers",
    "on_policy_distillation": "by correcting the student's own answers",
    "online_distillation": "while the teacher was itself in training",
    "ptq_4bit": "to 4 bits, after training",
    "qat_4bit": "to 4 bits, with training for it",
    "reinforcement_learning": "by reward (reinforcement learning)",
    "step_distillation": "to reach a result in fewer steps",
    "structured_pruning": "by taking out whole parts, such as heads and layers",
    "supervised_fine_tuning": "on chosen examples",
    "synthetic_data": "on examples written by another model",
    "unspecified": "in a way that is not specified",
    "weight_average": "by averaging weights",
    "white_box_features": "from the teacher's inner states",
    "white_box_soft_targets": "from the teacher's probabilities (soft targets)",
}
SAYS = {
    "maker_stated": "the maker says so",
    "maker_implied": "the maker implies it",
    "vendor_stated": "the vendor says so",
    "reported": "others report it, the maker does not",
    "buyer_tested": "tested by the buyer",
    "unknown": "nobody has said so",
}
STATUSES = {
    "stated": "Distilled, the maker says so",
    "implied": "Distilled, the maker implies it",
    "partly_stated": "Partly stated by the maker",
    "reported": "Reported by others, not by the maker",
    "ancestor_only": "An ancestor was distilled or cut; of this model itself it is not said",
    "not_distilled": "Made by another route, the maker says",
    "unknown": "Not disclosed by the maker",
}
OUTPUT_TERMS = {
    "yes": "Its terms allow outputs to be used for training",
    "no": "Its terms do not allow outputs to be used for training",
    "conditional": "Its terms allow outputs to be used for training on conditions",
    "unknown": "Whether its terms allow outputs to be used for training is not known",
}
# What is not said of how a model was made, by its status; {name} is the model.
NOT_SAID = {
    "unknown": "The maker has not said whether {name} was distilled. That is neither a yes nor a no.",
    "partly_stated": "The maker has said only in part how {name} was made.",
    "reported": "Others report that {name} was distilled. The maker has not said so itself.",
    "ancestor_only": "An ancestor of {name} was distilled or cut. Whether {name} itself was distilled is not said.",
}
STEP_NOT_SAID = {
    "reported": "Others report that {name} was made from {parent}. The maker has not said so.",
    "unknown": "It is on record that {name} was made from {parent}, and not who says so.",
}
UNSTATED_ROUTE = "No maker has said that the model comes from it: others report it, or nobody is on record."
NO_MODEL = "No model is named yet, so nothing can be said of how it was made."


def method_in_words(method: str) -> str:
    """The name of a method in a sentence: "made by fine-tuning from ..."."""
    return METHODS.get(method, method.replace("_", " "))


def variant_in_words(variant: str) -> str:
    """How exactly, to stand after the method; empty where the record does not say."""
    return VARIANTS.get(variant, variant.replace("_", " "))


def says_in_words(says: str) -> str:
    """Who says that a step was taken."""
    return SAYS.get(says, says.replace("_", " "))


def status_in_words(status: str) -> str:
    """What is known of whether a model was distilled."""
    return STATUSES.get(status, status.replace("_", " "))


def gaps(lineage: Lineage) -> tuple[Gap, ...]:
    """What nobody has said of the subject and its ancestors, in sentences, the subject first."""
    if lineage.subject is None:
        return (Gap("", NO_MODEL),)
    return tuple(
        Gap(key, text)
        for key, distance in generations(lineage).items()
        if key in lineage.models
        for text in _not_said(lineage, lineage.models[key], distance)
    )


def _not_said(lineage: Lineage, model: Model, distance: int) -> Iterator[str]:
    if model.role == "placeholder":
        return
    if model.status in NOT_SAID:
        yield NOT_SAID[model.status].format(name=model.name)
    for step in own_steps(lineage, model.id):
        yield from _step_not_said(lineage, model, step)
    if not distance and model.licence is None:
        yield f"The licence of {model.name} is not on record."
    if not distance and model.parameters is None:
        yield f"The size of {model.name} is not on record."


def _step_not_said(lineage: Lineage, model: Model, step: Step) -> Iterator[str]:
    parent = lineage.models.get(step.parent)
    if parent is None or parent.role == "placeholder":
        yield f"The maker has not disclosed what {model.name} was made from by {method_in_words(step.method)}."
    elif step.says in STEP_NOT_SAID:
        yield STEP_NOT_SAID[step.says].format(name=model.name, parent=parent.name)


def inherited(lineage: Lineage) -> tuple[Inherited, ...]:
    """What is known of the ancestors and shows on the subject: terms on using outputs, and third-party claims.

    Where no maker says that the subject comes from an ancestor, each line about that one says so.
    """
    stated = ancestors(lineage, said_by=MAKER_SAYS)
    older = [lineage.models[key] for key in ancestors(lineage) if key in lineage.models]
    return tuple(each for model in older for each in _handed_down(model, "" if model.id in stated else UNSTATED_ROUTE))


def _handed_down(model: Model, caveat: str) -> Iterator[Inherited]:
    if model.output_terms is not None:
        terms = model.output_terms
        words = (f"{OUTPUT_TERMS.get(terms.allows, OUTPUT_TERMS['unknown'])}.", terms.statement, caveat)
        text = " ".join(part for part in words if part)
        yield Inherited("output_terms", model.id, model.name, text, terms.source, terms.verified)
    for claim in model.claims:
        text = " ".join(part for part in (claim.text, caveat) if part)
        yield Inherited("claim", model.id, model.name, text, claim.source)
