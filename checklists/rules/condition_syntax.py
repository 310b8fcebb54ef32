"""The grammar of conditions: from text to a small tree, and nothing that is not in the grammar gets through.

and, or, not; == and !=; in and not in; names of facts; texts in quotes and tuples of them; True, False; known(fact).
"""

import ast
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import NamedTuple

from checklists.rules.quoting import cut

LONGEST = 2_000
DEEPEST = 20
ALLOWED = "and, or, not, ==, !=, in, not in, facts, texts in quotes, True, False and known(fact)"


class ConditionError(ValueError):
    """A condition that cannot be read. The message says what is wrong and, where it can, what was meant."""


class Atom(NamedTuple):
    """What a condition looks at: a fact, or one member of a set fact. `position`: the first place it stands at."""

    position: int
    fact: str
    member: str = ""


@dataclass(frozen=True)
class Always:
    """True or False, whatever is known."""

    value: bool


@dataclass(frozen=True)
class Leaf:
    """One look at one fact. `kind` is stands, one_of, member or known; `values` are what one_of compares with."""

    kind: str
    atom: Atom
    values: tuple[str, ...] = ()

    @cached_property
    def explained(self) -> tuple[frozenset[Atom]]:
        """The one set of atoms that explains what it says: its own."""
        return (frozenset((self.atom,)),)


@dataclass(frozen=True)
class Not:
    part: "Node"


@dataclass(frozen=True)
class Junction:
    """Parts joined by `and`, or by `or` where `either`."""

    either: bool
    parts: tuple["Node", ...]


Node = Always | Leaf | Not | Junction


@lru_cache(maxsize=4096)
def read(text: str) -> Node:
    """Turn the text of a condition into its tree. Names are not looked up here. Raises ConditionError."""
    line = " ".join(text.split())
    if not line:
        raise ConditionError("The condition is empty. Write True where it always holds.")
    if len(line) > LONGEST:
        raise ConditionError(f"The condition has {len(line):,} characters; the most is {LONGEST:,}.")
    for mark in "#\\":
        if mark in line:
            raise ConditionError(f'The character "{mark}" has no place in a condition.')
    return _Reader(line).node(_expression(line), 0)


def _expression(line: str) -> ast.expr:
    try:
        return ast.parse(line, mode="eval").body
    except (SyntaxError, ValueError, RecursionError, MemoryError) as error:
        where = f" near character {error.offset}" if isinstance(error, SyntaxError) and error.offset else ""
        raise ConditionError(f'"{cut(line)}" cannot be read{where}. A condition is made of {ALLOWED}.') from None


class _Reader:
    """Walks Python's own syntax tree and keeps count of the places at which facts first stand."""

    def __init__(self, line: str) -> None:
        self.line = line
        self.places: dict[tuple[str, str], int] = {}

    def shown(self, tree: ast.expr) -> str:
        return cut(ast.get_source_segment(self.line, tree) or self.line)

    def atom(self, fact: str, member: str = "") -> Atom:
        return Atom(self.places.setdefault((fact, member), len(self.places)), fact, member)

    def node(self, tree: ast.expr, depth: int) -> Node:
        if depth > DEEPEST:
            raise ConditionError(f"The condition is nested more than {DEEPEST} deep. Split it up.")
        match tree:
            case ast.BoolOp(op=op, values=values):
                parts = tuple(self.node(value, depth + 1) for value in values)
                return Junction(isinstance(op, ast.Or), parts)
            case ast.UnaryOp(op=ast.Not(), operand=operand):
                return Not(self.node(operand, depth + 1))
            case ast.Constant(value=bool(value)):
                return Always(value)
            case ast.Name(id=name):
                return Leaf("stands", self.atom(name))
            case ast.Compare(left=left, ops=[op], comparators=[right]):
                leaf = self.looked_at(tree, left, op, right)
                return Not(leaf) if isinstance(op, ast.NotEq | ast.NotIn) else leaf
            case ast.Call(func=ast.Name(id="known"), args=[ast.Name(id=name)], keywords=[]):
                return Leaf("known", self.atom(name))
        raise ConditionError(_not_allowed(tree, self.shown(tree)))

    def looked_at(self, tree: ast.expr, left: ast.expr, op: ast.cmpop, right: ast.expr) -> Leaf:
        match left, right:
            case ast.Name(id=name), ast.Constant(value=str(value)) if isinstance(op, ast.Eq | ast.NotEq):
                return Leaf("one_of", self.atom(name), (value,))
            case ast.Name(id=name), ast.Tuple(elts=items) if isinstance(op, ast.In | ast.NotIn):
                return Leaf("one_of", self.atom(name), tuple(self.text(item) for item in items))
            case ast.Constant(value=str(member)), ast.Name(id=name) if isinstance(op, ast.In | ast.NotIn):
                return Leaf("member", self.atom(name, member))
        raise ConditionError(f'"{self.shown(tree)}": {_miswritten(left, op, right)}')

    def text(self, item: ast.expr) -> str:
        if isinstance(item, ast.Constant) and isinstance(item.value, str):
            return item.value
        raise ConditionError(f'"{self.shown(item)}" must be a text in quotes.')


def _not_allowed(tree: ast.expr, shown: str) -> str:
    if isinstance(tree, ast.Call):
        return f'"{shown}" is not allowed: the only call is known(fact), with the name of one fact.'
    if isinstance(tree, ast.Compare):
        return f'"{shown}" compares more than two things. Join comparisons by "and".'
    return f'"{shown}" is not allowed. A condition is made of {ALLOWED}.'


def _miswritten(left: ast.expr, op: ast.cmpop, right: ast.expr) -> str:
    """Say what is wrong with a comparison whose two sides do not fit its sign."""
    match left, right:
        case ast.Name(id=name), ast.Name(id=value):
            return f"put the value in quotes, {name} == '{value}'."
        case ast.Name(id=name), ast.Constant(value=bool()):
            return f'a yes/no fact stands alone; write "{name}" or "not {name}".'
        case ast.Name(id=name), ast.Constant(value=str(value)) if isinstance(op, ast.In | ast.NotIn):
            return f"put the values in brackets with a comma, {name} in ('{value}',)."
        case ast.Constant(value=str(value)), ast.Name(id=name):
            return f"the fact comes first, {name} == '{value}'."
    return f"this comparison cannot be read. A condition is made of {ALLOWED}."
