"""The figures: right in their proportions, complete in their titles, escaped in every word, and the same each time."""

import itertools
from xml.etree import ElementTree as ET

import pytest
from fontTools.ttLib import TTFont
from hypothesis import given, settings
from hypothesis import strategies as st

from checklists.dossier import fontset
from checklists.dossier.figures import measure
from checklists.dossier.figures.layout import Edge, arranged
from checklists.dossier.figures.lineage import lineage
from checklists.dossier.figures.score_bar import score_bar
from checklists.dossier.figures.who_answered import LABELS, who_answered
from tests.dossier.makers import make_lineage, make_model, make_partition, make_score, make_step

SVG = "{http://www.w3.org/2000/svg}"
USE = {"name": "Sorting email", "purpose": "Sorting client email", "hosting_note": "our own server"}
HOSTILE = "<script>alert(1)</script> & \"' ]]>"


BOUNDS = list(itertools.combinations_with_replacement((0, 1, 3, 50, 97, 99, 100), 2))


def drawn(figure):
    return ET.fromstring(figure)


def texts(figure):
    return [node.text or "" for node in drawn(figure).iter(f"{SVG}text")]


def broken(figure):
    return [node for node in drawn(figure).iter() if node.get("stroke-dasharray")]


ALL = {
    "score": score_bar(make_score()),
    "score unknown": score_bar(make_score(None, None)),
    "who": who_answered(make_partition(looked_up=6, unanswered=31)),
    "lineage": lineage(make_lineage(), USE),
}


@pytest.mark.parametrize("name", ALL)
def test_a_figure_has_its_title_first_and_its_family_on_the_root(name):
    root = drawn(ALL[name])
    assert root[0].tag == f"{SVG}title"
    assert root[0].text.endswith(".")
    assert root.get("font-family").startswith("Lato")
    assert root.get("role") == "img"


def test_both_bounds_stand_above_the_bar_and_only_what_is_open_is_broken():
    figure = score_bar(make_score(60, 80))
    assert {"60", "80"} <= set(texts(figure))
    (opened,) = broken(figure)
    assert (float(opened.get("x")), float(opened.get("width"))) == (210.0, 70.0)


@pytest.mark.parametrize("bounds", BOUNDS)
def test_no_bound_runs_off_the_bar_or_over_the_other(bounds):
    lower, upper = bounds
    shown = [
        node for node in drawn(score_bar(make_score(lower, upper))).iter(f"{SVG}text") if node.get("font-size") == "9.5"
    ]
    spans = sorted(_span(node) for node in shown)
    assert spans[0][0] >= -0.1
    assert spans[-1][1] <= 356
    assert all(first[1] <= second[0] + 0.1 for first, second in itertools.pairwise(spans))
    assert len(spans) == (1 if lower == upper else 2)


def _span(node):
    wide = measure.width(node.text, 9.5, bold=True)
    start = float(node.get("x")) - {"start": 0, "middle": wide / 2, "end": wide}[node.get("text-anchor")]
    return start, start + wide


def test_a_score_that_does_not_exist_is_drawn_as_not_known():
    figure = score_bar(make_score(None, None))
    assert "none yet" in drawn(figure)[0].text
    assert len(broken(figure)) == 1


@settings(deadline=None)
@given(st.lists(st.integers(0, 60), min_size=7, max_size=7))
def test_one_square_stands_for_each_question_and_a_zero_is_printed_too(counts):
    partition = make_partition(**dict(zip(LABELS, counts, strict=True)))
    root = drawn(who_answered(partition))
    squares = [node for node in root.iter(f"{SVG}rect") if node.get("width") == "8"]
    assert len(squares) == partition["total"]
    said = [node.text for node in root.iter(f"{SVG}text")]
    assert [label for label in LABELS.values() if label not in said] == []
    assert said.count("0") == counts.count(0)
    edge = float(root.get("viewBox").split()[2])
    assert all(float(node.get("x")) + 8 <= edge + 0.1 for node in squares)


def test_many_unanswered_stand_flat_on_a_shelf_of_their_own_and_leave_no_gap():
    counts = make_partition(vendor_unattested=1, looked_up=6, own_with_document=1, own_without_source=6, unanswered=54)
    root = drawn(who_answered(counts))
    rows = sorted({float(node.get("y")) for node in root.iter(f"{SVG}rect") if node.get("width") == "8"})
    assert max(lower - upper for upper, lower in itertools.pairwise(rows)) <= 10.4 + 23
    assert float(root.get("viewBox").split()[3]) < 120


def test_only_missing_answers_have_a_broken_outline():
    assert len(broken(who_answered(make_partition(unanswered=3, looked_up=2, vendor_attested=1)))) == 3


def test_a_chain_shows_teacher_above_student_above_the_model_in_use():
    figure = lineage(make_lineage(), USE)
    heights = {node.text: float(node.get("y")) for node in drawn(figure).iter(f"{SVG}text")}
    assert heights["BERT-Base, Uncased"] < heights["DistilBERT base uncased"] < heights["Sorting email"]
    assert "Teacher" in heights
    assert "Student" in heights


def test_the_title_of_a_lineage_tells_every_step_and_who_says_so():
    title = drawn(lineage(make_lineage(), USE))[0].text
    assert "DistilBERT base uncased was made from BERT-Base, Uncased: Distillation, from the teacher's" in title
    assert "The maker says so; read on 24 November 2026." in title
    assert "DistilBERT base uncased is the model in use: Sorting email." in title


@pytest.mark.parametrize(
    ("says", "full", "dashed"),
    [
        ("maker_stated", True, 0),
        ("maker_implied", True, 0),
        ("buyer_tested", False, 0),
        ("reported", False, 1),
        ("unknown", False, 1),
    ],
)
def test_the_arrowhead_tells_who_says_so(says, full, dashed):
    figure = lineage(make_lineage(steps=[make_step(says=says)]), USE)
    heads = [node.get("fill") for node in drawn(figure).iter(f"{SVG}path")]
    assert (heads.count("#1a1d21") == 1) is full
    assert heads.count("none") == 1
    assert len(broken(figure)) == dashed


def test_a_model_of_which_nothing_is_said_stands_under_a_broken_box():
    silent = make_model(status="unknown", status_label="Not disclosed by the maker")
    figure = lineage(make_lineage(models=[silent], steps=[], roots=["m1"]), USE)
    assert "What it was made from" in texts(figure)
    assert "That is neither a yes nor a no." in texts(figure)
    assert len(broken(figure)) == 2


def test_a_model_that_was_made_another_way_has_no_broken_box():
    plain = make_model(status="not_distilled", status_label="Made by another route, the maker says")
    assert broken(lineage(make_lineage(models=[plain], steps=[], roots=["m1"]), USE)) == []


def test_a_use_whose_model_nobody_named_says_so():
    figure = lineage(make_lineage(subject=None, models=[], steps=[], roots=[], gaps=[]), USE)
    assert "Nobody has named it yet" in texts(figure)
    assert "Nobody has named the model behind Sorting email yet." in drawn(figure)[0].text


def test_two_parents_stand_side_by_side_with_numbered_steps():
    models = [make_model("m1"), make_model("m2", name="Teacher one"), make_model("m3", name="Base two")]
    steps = [
        make_step("m1", "m2"),
        make_step("m1", "m3", method="fine_tuning", method_label="fine-tuning", variant_label=""),
    ]
    figure = lineage(make_lineage(models=models, steps=steps), USE)
    place = {node.text: (float(node.get("x")), float(node.get("y"))) for node in drawn(figure).iter(f"{SVG}text")}
    assert place["Teacher one"][1] == place["Base two"][1]
    assert place["Teacher one"][0] < place["Base two"][0]
    assert {"1", "2"} <= set(place)
    assert "2. Fine-tuning" in place


def test_a_long_line_bends_round_the_boxes_between():
    models = [make_model("m1"), make_model("m2", name="Middle"), make_model("m3", name="Root")]
    steps = [make_step("m1", "m2"), make_step("m2", "m3"), make_step("m1", "m3", says="reported")]
    root = drawn(lineage(make_lineage(models=models, steps=steps), USE))
    lines = [node.get("points").split() for node in root.iter(f"{SVG}polyline")]
    assert sorted(len(points) for points in lines) == [2, 2, 2, 4]


def test_hostile_names_stay_text():
    model = make_model(name=HOSTILE, developer=HOSTILE, licence=HOSTILE)
    figure = lineage(make_lineage(models=[model], steps=[]), USE | {"name": HOSTILE})
    assert "<script" not in figure
    assert HOSTILE in drawn(figure)[0].text


def test_the_same_data_gives_the_same_picture():
    assert lineage(make_lineage(), USE) == lineage(make_lineage(), USE)


@given(
    st.lists(
        st.tuples(st.integers(0, 9), st.integers(0, 9)).filter(lambda pair: pair[0] > pair[1]), unique=True, max_size=20
    )
)
def test_in_every_layout_a_parent_stands_above_its_child(pairs):
    edges = [Edge(f"m{parent}", f"m{child}", number) for number, (parent, child) in enumerate(pairs, 1)]
    layout = arranged("m0", edges)
    layer = {name: index for index, names in enumerate(layout.layers) for name in names}
    assert all(layer[edge.parent] < layer[edge.child] for edge in layout.ways)
    for way in layout.ways.values():
        assert [layer[name] for name in way] == list(range(layer[way[0]], layer[way[-1]] + 1))


def test_a_cycle_is_cut_and_not_followed():
    layout = arranged("a", [Edge("b", "a", 1), Edge("c", "b", 2), Edge("b", "c", 3)])
    assert sum(name in {"a", "b", "c"} for names in layout.layers for name in names) == 3


@pytest.mark.parametrize(("bold", "file"), [(False, "Lato-Regular.ttf"), (True, "Lato-Bold.ttf")])
def test_the_widths_are_those_of_the_bundled_font(bold, file):
    font = TTFont(fontset.FOLDER / file, lazy=True)
    cmap, advance = font.getBestCmap(), font["hmtx"]
    real = [round(advance[cmap[code]][0] / 2) for code in range(32, 127)]
    assert list(measure.WIDTHS[bold]) == real


@given(st.text(max_size=200), st.integers(20, 200), st.integers(1, 3))
def test_a_wrapped_text_keeps_within_its_box(text, room, lines):
    done = measure.wrapped(text, 8, room, lines=lines)
    assert 1 <= len(done) <= lines
    assert all(measure.width(line, 8) <= room for line in done)


@pytest.mark.parametrize("steps", [[make_step()], [make_step(), make_step("m1", "m3")]])
def test_who_says_which_model_runs_is_told_and_is_never_the_maker(steps):
    models = [make_model("m1"), make_model("m2", name="Teacher one"), make_model("m3", name="Base two")]
    figure = lineage(make_lineage(models=models, steps=steps), USE, "The vendor says so")
    assert "The vendor says so." in texts(figure)
    assert "is the model in use: Sorting email. The vendor says so." in drawn(figure)[0].text
    assert "Which model runs here" not in " ".join(texts(lineage(make_lineage(models=models, steps=steps), USE)))


def test_a_name_with_a_sign_that_no_font_draws_keeps_within_its_box():
    sign = "\U0010fffd"
    (line,) = measure.wrapped(f"Letters {sign * 6}", 11.5, 120, bold=True, lines=2)[1:]
    assert "U+10FFFD" in line
    assert sign not in line
    assert measure.width(line, 11.5, bold=True) <= 120
