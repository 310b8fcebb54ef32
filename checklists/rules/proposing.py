"""Proposing: which known models a vendor may mean by what it wrote, and what to ask where it named none.

Each candidate comes with its reason in words. A person picks, even where one name fits exactly: a vendor's word for a
plan is not yet the model behind it.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from checklists.rules.lineage import Model
from checklists.rules.matching import LONGEST, NAMED, Candidate, Names, Words, named_in, names_of, names_of_maker
from checklists.rules.spelling import corrected, folded, squashed

# Words beside a name that name nothing themselves.
FILLING_WORDS = (
    "a about ai an and api assistant at azure base based bedrock behind built by called cloud copilot current custom "
    "deployment endpoint engine for from have hosted house in inference is it its language latest llm made model "
    "models new newest of on our own platform powered preview proprietary release runs s service something system tech "
    "technology that the their this through tuned tuning unknown us use used using version vertex via we with your "
    "bespoke inhouse eu uk"
)
# Words for a size or a plan: many makers use them, so alone they name no model.
SIZE_WORDS = (
    "advanced basic cheaper distill distilled economy fast full instruct large light lite medium micro mini nano plus "
    "premium pro quick small smaller standard tiny turbo ultra chat free"
)
OWN_WORDS = "our own proprietary bespoke inhouse house custom"
FILLING, SIZES, OWN = (frozenset(words.split()) for words in (FILLING_WORDS, SIZE_WORDS, OWN_WORDS))

SAME_NAME = "The same name. Pick it if it is this one."
HAS_WORDS = '"{alias}" has these words.'
RUN_TOGETHER = '"{alias}" is written like this with other spaces, points or hyphens.'
SLIP = '"{alias}" is this name, if "{written}" is a slip of the pen.'
SHARED = '"{alias}" shares the words {words}; the others are not in its name.'
MAKER = "{maker} makes it, and the text names {maker}; it names no model."

ASK_EMPTY = "Nothing is named. Ask which AI model it is: maker, name and version."
ASK_SIZE = (
    'That is a plan or a size, and not the name of a model. Ask: "Which AI model is behind it: maker, name and '
    'version?"'
)
ASK_OWN = (
    "That names no model. A vendor's own model is mostly made from another one. Ask: \"Which model did you start from, "
    'whose is it, and which version?"'
)
ASK_NONE = (
    "No model on record goes by that name. Ask for the maker, the name and the version as they stand in the vendor's "
    "settings; if it is a model that is not on record yet, add it to your AI models."
)
ASK_WHICH = 'Ask the vendor which of them it is: "Which exact version do you call, by its maker\'s name for it?"'
CONFIRM = "Look at the reason, and pick it if it is the one meant. Nothing is taken over by itself."


@dataclass(frozen=True)
class Proposal:
    """Candidates with reasons, the likeliest first, and in one sentence what to do or to ask next."""

    candidates: tuple[Candidate, ...]
    ask: str


def proposals(text: str, models: Iterable[Model]) -> Proposal:
    """What may be meant by a typed name. The first way of reading that finds anything decides; all it finds stays."""
    names, plain = names_of(models), folded(text[:LONGEST])
    words = tuple(word for word in plain.split() if word not in FILLING)
    if not words or SIZES.issuperset(words):
        return Proposal((), _what_to_ask(plain, words))
    found = _same_name_said(plain, _read(plain, words, names), names)
    if not found:
        return Proposal((), ASK_OWN if OWN.intersection(plain.split()) else ASK_NONE)
    return Proposal(found, CONFIRM if len(found) == 1 else ASK_WHICH)


def _same_name_said(plain: str, found: tuple[Candidate, ...], names: Names) -> tuple[Candidate, ...]:
    same = {model.id for model, _ in names if folded(model.name) == plain}
    return tuple(Candidate(each.model, SAME_NAME) if each.model in same else each for each in found)


def _what_to_ask(plain: str, words: Words) -> str:
    if words:
        return ASK_SIZE
    return ASK_OWN if OWN.intersection(plain.split()) else ASK_NONE if plain else ASK_EMPTY


def _read(plain: str, words: Words, names: Names) -> tuple[Candidate, ...]:
    """The ways of reading, the surest first: a name that takes up every word goes before one that leaves some over."""
    named = named_in(plain.split(), names)
    whole = tuple(Candidate(key, NAMED.format(alias=" ".join(alias))) for key, alias in named.items())
    if whole and set(words) <= {word for alias in named.values() for word in alias}:
        return whole
    found = _run_together(words, names, every=True) or _with_all_words(words, names) or whole
    return found or _read_loosely(plain, words, names)


def _read_loosely(plain: str, words: Words, names: Names) -> tuple[Candidate, ...]:
    for way in (_run_together, _with_a_slip, _with_some_words):
        if found := way(words, names):
            return found
    return _by_maker(plain, words, names)


def _each_once(hits: Iterable[tuple[Model, str]]) -> tuple[Candidate, ...]:
    first: dict[str, str] = {}
    for model, reason in hits:
        first.setdefault(model.id, reason)
    return tuple(Candidate(key, reason) for key, reason in first.items())


def _run_together(words: Words, names: Names, every: bool = False) -> tuple[Candidate, ...]:
    """The same letters and figures, with other spaces, points or hyphens; of `every` word, or of some in a row."""
    ends = range(1, len(words) + 1)
    parts = {squashed(words[start:end]) for end in ends for start in range(end)} if not every else {squashed(words)}
    hits = [(model, alias) for model, alias in names if len(squashed(alias)) > 2 and squashed(alias) in parts]
    longest = max((len(squashed(alias)) for _, alias in hits), default=0)
    kept = [(model, alias) for model, alias in hits if len(squashed(alias)) == longest]
    return _each_once((model, RUN_TOGETHER.format(alias=" ".join(alias))) for model, alias in kept)


def _with_all_words(words: Words, names: Names) -> tuple[Candidate, ...]:
    """Names that hold every word; the fewest other words first."""
    hits = [(model, alias) for model, alias in names if set(words) <= set(alias)]
    hits.sort(key=lambda hit: (hit[1][0] != words[0], len(hit[1])))
    return _each_once((model, HAS_WORDS.format(alias=" ".join(alias))) for model, alias in hits)


def _with_a_slip(words: Words, names: Names) -> tuple[Candidate, ...]:
    """Names that hold every word once slips of the pen are put right. Figures must be the same."""
    vocabulary = {word for _, alias in names for word in alias}
    meant = [word if word in vocabulary else corrected(word, vocabulary) for word in words]
    right = tuple(word for word in meant if word is not None)
    if len(right) < len(words) or right == words:
        return ()
    written = next(word for word, other in zip(words, meant, strict=True) if word != other)
    hits = [(model, alias) for model, alias in names if set(right) <= set(alias)]
    hits.sort(key=lambda hit: len(hit[1]))
    return _each_once((model, SLIP.format(alias=" ".join(alias), written=written)) for model, alias in hits)


def _with_some_words(words: Words, names: Names) -> tuple[Candidate, ...]:
    """Names that share the most words, one that is no size among them, and every figure that was written."""
    figures = {word for word in words if any(char.isdigit() for char in word)}
    hits: list[tuple[int, Model, Words, list[str]]] = []
    for model, alias in names:
        shared = [word for word in dict.fromkeys(words) if word in alias]
        telling = [word for word in shared if word not in SIZES and word not in figures]
        if telling and len(shared) > 1 and figures <= set(alias):
            hits.append((len(shared), model, alias, shared))
    most = max((count for count, *_ in hits), default=0)
    return _each_once(
        (model, SHARED.format(alias=" ".join(alias), words=", ".join(f'"{word}"' for word in shared)))
        for count, model, alias, shared in hits
        if count == most
    )


def _by_maker(plain: str, words: Words, names: Names) -> tuple[Candidate, ...]:
    """The models of a maker that is named with nothing but a size, or with nothing at all beside it, plans first."""
    text = f" {plain} "
    hits = []
    for model in {model.id: model for model, _ in names}.values():
        named = [name for name in names_of_maker(model.developer) if f" {name} " in text]
        rest = set(words) - SIZES - {word for name in named for word in name.split()}
        if named and not rest:
            hits.append((model, MAKER.format(maker=model.developer)))
    return _each_once(sorted(hits, key=lambda hit: hit[0].tier_label is None))
