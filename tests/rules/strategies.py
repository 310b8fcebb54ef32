"""Random facts, conditions and answers for the properties that hold of all of them."""

from hypothesis import strategies as st

from checklists.rules.facts import Facts, Members, Said, Value
from tests.rules.makers import ANSWERS, BUYER, DEFINITIONS, LINEAGE

SMALL = {
    name: DEFINITIONS[name] for name in ("agentic", "regulated_activity", "hosting", "professional_body", "techniques")
}


def values_of(name: str) -> st.SearchStrategy[Value]:
    definition = SMALL[name]
    keys = [choice.value for choice in definition.choices]
    if definition.type == "bool":
        return st.booleans()
    if definition.type == "enum":
        return st.sampled_from(keys)
    return st.dictionaries(st.sampled_from(keys), st.booleans(), min_size=1).map(
        lambda known: Members(
            frozenset(key for key, there in known.items() if there),
            frozenset(key for key, there in known.items() if not there),
        )
    )


def statements(names: list[str] | None = None, max_size: int = 8) -> st.SearchStrategy[list[Said]]:
    one = st.sampled_from(names or list(SMALL)).flatmap(
        lambda name: st.builds(
            Said, fact=st.just(name), value=values_of(name), origin=st.sampled_from([BUYER, ANSWERS, LINEAGE])
        )
    )
    return st.lists(one, max_size=max_size)


@st.composite
def settled(draw: st.DrawFn) -> Facts:
    """Facts as they are once settled: some known, sets member by member, the rest unknown."""
    chosen = {name: draw(st.none() | values_of(name)) for name in SMALL}
    return Facts(SMALL, {name: value for name, value in chosen.items() if value is not None}, {})


def more_known(facts: Facts) -> st.SearchStrategy[Facts]:
    """The same facts with some of what was unknown filled in, and nothing that was known changed."""

    @st.composite
    def filled(draw: st.DrawFn) -> Facts:
        values = dict(facts.values)
        for name, definition in SMALL.items():
            if definition.type != "set":
                if name not in values and draw(st.booleans()):
                    values[name] = draw(values_of(name))
                continue
            members = values.get(name, Members())
            present, ruled_out = set(members.present), set(members.ruled_out)
            for choice in definition.choices:
                if choice.value not in present | ruled_out and draw(st.booleans()):
                    (present if draw(st.booleans()) else ruled_out).add(choice.value)
            if present or ruled_out:
                values[name] = Members(frozenset(present), frozenset(ruled_out))
        return Facts(SMALL, values, {})

    return filled()


def _looks() -> st.SearchStrategy[str]:
    plain = st.sampled_from(["agentic", "regulated_activity", "True", "False"])
    places = st.sampled_from(["vendor_cloud", "own_infrastructure", "on_device"])
    compared = st.builds("hosting {} '{}'".format, st.sampled_from(["==", "!="]), places)
    listed = st.builds("hosting {} ('{}', '{}')".format, st.sampled_from(["in", "not in"]), places, places)
    bodies = st.builds("'{}' in professional_body".format, st.sampled_from(["icaew", "sra", "none"]))
    ways = st.builds("'{}' not in techniques".format, st.sampled_from(["distillation", "merge"]))
    return st.one_of(plain, compared, listed, bodies, ways)


def conditions() -> st.SearchStrategy[str]:
    """Conditions of any shape that the grammar allows, but for known(), which sees what is not known."""
    return st.recursive(
        _looks(),
        lambda parts: st.one_of(
            st.builds("not ({})".format, parts),
            st.builds("({}) and ({})".format, parts, parts),
            st.builds("({}) or ({})".format, parts, parts),
        ),
        max_leaves=7,
    )
