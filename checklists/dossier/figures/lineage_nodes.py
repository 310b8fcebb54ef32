"""What a lineage figure says: the words in each box, beside each step, and in the sentence that is read aloud."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from checklists.dossier.figures.layout import Edge
from checklists.dossier.words import capital, long_date, parameters, sentence

Data = Mapping[str, Any]
USE, UNNAMED, UNSAID = "in use", "unnamed", "unsaid"


class Node(NamedTuple):
    """One box: what it says, and how it is outlined: plain, broken where nobody has named it, washed for the use."""

    name: str
    lines: tuple[str, ...]
    note: str = ""
    remark: str = ""
    look: str = "plain"


class Step(NamedTuple):
    """One step of a record with its number, from 1."""

    number: int
    data: Data

    @property
    def edge(self) -> Edge:
        return Edge(self.data["parent"], self.data["child"], self.number)

    @property
    def what(self) -> str:
        return f"{self.number}. {done(self.data)}"

    @property
    def who(self) -> str:
        read = f"; read on {long_date(self.data['read_on'])}" if self.data["read_on"] else ""
        source = "" if self.data["source"] else "; no source given"
        return sentence(f"{capital(self.data['says_label'])}{read}{source}")


def done(step: Data) -> str:
    """What was done in a step: "Distillation, from the teacher's probabilities (soft targets)"."""
    how = f", {step['variant_label']}" if step["variant_label"] else ""
    return capital(step["method_label"]) + how


def nodes_of(record: Data, use: Data) -> dict[str, Node]:
    """Every box that may be drawn, by id."""
    nodes = {model["id"]: _node(model, record) for model in record["models"]}
    where = use.get("hosting_note") or "where it runs: see the facts"
    nodes[USE] = Node(
        use["name"], ("The model in use", capital(where)), "What is assessed", use.get("purpose", ""), "use"
    )
    nodes[UNNAMED] = Node("Which model it is", ("Nobody has named it yet",), "Not named", look="broken")
    told = "That is neither a yes nor a no."
    nodes[UNSAID] = Node("What it was made from", ("The maker has not said",), "Not disclosed", told, "broken")
    return nodes


def ends(record: Data, steps: Sequence[Step]) -> Iterator[Edge]:
    """The lines that are no step: from the subject to its use, and down from what nobody has said."""
    subject = record["subject"] or UNNAMED
    yield Edge(subject, USE, 0)
    if not any(step.edge.child == subject for step in steps) and _is_unsaid(record, subject):
        yield Edge(UNSAID, subject, 0)


def told(edge: Edge, nodes: Mapping[str, Node], steps: Mapping[int, Step], named_by: str = "") -> str:
    """One line of the figure as a sentence."""
    child, parent = nodes[edge.child].name, nodes[edge.parent].name
    if edge.parent == UNNAMED:
        return f"Nobody has named the model behind {child} yet."
    if edge.child == USE:
        return f"{parent} is the model in use: {child}. {sentence(named_by)}".strip()
    if edge.parent == UNSAID:
        return f"The maker has not said what {child} was made from."
    step = steps[edge.number]
    return f"{child} was made from {parent}: {done(step.data)}. {step.who}"


def _is_unsaid(record: Data, subject: str) -> bool:
    return any(model["id"] == subject and model["status"] != "not_distilled" for model in record["models"])


def _node(model: Data, record: Data) -> Node:
    released = long_date(model["released"]) or "release date not recorded"
    made = f"{model['developer'] or 'Maker not recorded'}, {released}"
    size, licence = capital(parameters(model["parameters"])), model["licence"] or "Licence not recorded"
    look = "broken" if model["role"] == "placeholder" else "plain"
    return Node(model["name"], (made, size, licence), _part(model, record), model["status_label"], look)


def _part(model: Data, record: Data) -> str:
    """Teacher, student or starting point: the part that a model plays in the steps on record."""
    of = [step["method"] for step in record["steps"] if step["parent"] == model["id"]]
    by = [step["method"] for step in record["steps"] if step["child"] == model["id"]]
    parts = ["student"] if "distillation" in by else []
    if of:
        parts.append("teacher" if "distillation" in of else "starting point")
    return capital(", ".join(parts)) or "The model"
