"""known_models/<maker>.yaml: makers, parents, and statements that fit what they rest on."""

from collections.abc import Iterator
from decimal import Decimal, InvalidOperation

from checklists.catalogue import schema
from checklists.catalogue.checks.whole import Spot, Whole, cycle_in
from checklists.catalogue.problems import Problem, did_you_mean

DISTILLED = {"stated": ("maker_stated", "maker_implied"), "implied": ("maker_implied", "maker_stated")}
NOT_OWN = ("not_distilled", "ancestor_only", "unknown")


def problems(whole: Whole) -> Iterator[Problem]:
    """Every model with a wrong maker, parent, role, status, source or figure; and a circle of descent."""
    yield from _makers(whole)
    seen: dict[str, str] = {}
    for spot, model in whole.known:
        if model.key in seen:
            yield whole.say(
                spot, f"has a key that is used already (in {seen[model.key]}).", "Give it a key of its own."
            )
        seen.setdefault(model.key, spot.file)
        yield from _edges(whole, spot, model)
        yield from _role(whole, spot, model)
        yield from _status(whole, spot, model)
        yield from _sources(whole, spot, model)
        for figure in model.published_trade_off:
            yield from _figure(whole, spot, figure)
    yield from _cycle(whole)


def _makers(whole: Whole) -> Iterator[Problem]:
    owner: dict[str, str] = {}
    for name, one in whole.files.maker_files.items():
        head = Spot(name, "")
        yield from whole.once(head, "makers", one.makers)
        for maker in one.makers:
            if owner.setdefault(maker, name) != name:
                yield whole.say(
                    head, f'"{maker}" has a file already ({owner[maker]}).', "Keep a maker's models in one file."
                )
        for maker in sorted(set(one.makers) - {model.developer for model in one.models}):
            yield whole.say(head, f'names the maker "{maker}" and holds no model of it.', "Take the name out.")
        for model in one.models:
            if model.developer not in one.makers:
                yield whole.say(
                    Spot(name, model.key),
                    f'developer is "{model.developer}", which is not among the makers of this file.',
                    did_you_mean(model.developer, one.makers),
                )


def _edges(whole: Whole, spot: Spot, model: schema.KnownModel) -> Iterator[Problem]:
    yield from whole.named(spot, "lineage", [edge.parent for edge in model.lineage], whole.models, "a known model")
    yield from whole.once(spot, "lineage", [f"{edge.relation} {edge.parent}" for edge in model.lineage])
    yield from whole.once(spot, "aliases", model.aliases)
    if sum(edge.either_or for edge in model.lineage) == 1:
        yield whole.say(
            spot, "has either_or on one parent only.", "Mark each of the parents that the maker names as alternatives."
        )


def _cycle(whole: Whole) -> Iterator[Problem]:
    cycle = cycle_in({key: [edge.parent for edge in model.lineage] for key, model in whole.models.items()})
    if cycle:
        spot = next(spot for spot, model in whole.known if model.key == cycle[0])
        yield whole.say(spot, f"descends from itself: {' -> '.join(cycle)}.", "Take out the step that is wrong.")


def _role(whole: Whole, spot: Spot, model: schema.KnownModel) -> Iterator[Problem]:
    parents = {edge.parent for other in whole.models.values() for edge in other.lineage}
    if model.role == "placeholder" and (model.lineage or model.aliases):
        yield whole.say(
            spot,
            "is a placeholder and has lineage or aliases, as if it could be picked.",
            "Take them out, or give it the role that fits.",
        )
    if model.role != "subject" and model.key not in parents:
        yield whole.say(
            spot, f"has the role {model.role}, and nothing descends from it.", "Make it a subject, or take it out."
        )
    if model.role == "subject" and not model.aliases:
        yield whole.say(
            spot,
            "is a subject without aliases, so that no vendor's words would find it.",
            "List what vendors write, in small letters.",
        )


def _status(whole: Whole, spot: Spot, model: schema.KnownModel) -> Iterator[Problem]:
    says = {edge.confidence for edge in model.lineage if edge.relation == "distilled_from"}
    status = model.distillation_status
    if status in DISTILLED and not says & set(DISTILLED[status]):
        yield whole.say(
            spot,
            f"has the status {status}, and no distilled_from by its maker.",
            "Add the step of lineage, or mend the status.",
        )
    if status in NOT_OWN and says & {"maker_stated", "maker_implied"}:
        yield whole.say(
            spot,
            f"has the status {status}, and its maker says that it was distilled.",
            "Mend the status, or the step of lineage.",
        )
    if status != "unknown" and not model.status_source and not model.lineage:
        yield whole.say(
            spot,
            f"has the status {status} and nothing that it rests on.",
            "Add status_source, or say that it is unknown.",
        )


def _sources(whole: Whole, spot: Spot, model: schema.KnownModel) -> Iterator[Problem]:
    claims: dict[str, schema.OutputTerms | schema.Edge | schema.Figure] = {
        f"published_trade_off, {figure.metric}": figure for figure in model.published_trade_off
    }
    claims |= {f"lineage, {edge.parent}": edge for edge in model.lineage}
    claims |= {"output_terms": model.output_terms} if model.output_terms else {}
    for field, claim in claims.items():
        if claim.verified and claim.source is None:
            cure = "Add the address that was read, or write `verified: false`."
            yield whole.say(spot, f"{field} is verified and has no source.", cure)


def _figure(whole: Whole, spot: Spot, figure: schema.Figure) -> Iterator[Problem]:
    field = f"published_trade_off, {figure.metric},"
    if (figure.retention_pct is None) != (figure.retention_basis is None):
        yield whole.say(spot, f"{field} has one of retention_pct and retention_basis.", "Give both or neither.")
    if figure.lower_is_better and figure.retention_pct is not None:
        yield whole.say(
            spot, f"{field} has a share kept where lower is better.", "Take retention_pct and retention_basis out."
        )
    if figure.retention_basis == "computed" and not _computed(figure):
        yield whole.say(
            spot,
            f"{field} retention_pct is not student_value / teacher_value x 100, to one decimal.",
            "Compute it again.",
        )


def _computed(figure: schema.Figure) -> bool:
    """Whether the share kept is what the two values give, within the rounding of one decimal."""
    try:
        share = Decimal(figure.student_value or "") / Decimal(figure.teacher_value or "") * 100
        return abs(share - Decimal(figure.retention_pct or "")) <= Decimal("0.05")
    except (InvalidOperation, ZeroDivisionError):
        return False
