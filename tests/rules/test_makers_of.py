"""Makers under one name: a longer name counts under the shorter ones it holds, and a name alone under itself."""

import pytest

from checklists.rules.makers import makers_of


@pytest.mark.parametrize(
    ("developers", "expected"),
    [
        (["Meta AI"], {"Meta AI": ("Meta AI",)}),
        (["Meta AI", "Meta"], {"Meta": ("Meta",), "Meta AI": ("Meta",)}),
        (["Facebook AI (Meta)", "Meta"], {"Facebook AI (Meta)": ("Meta",), "Meta": ("Meta",)}),
        (["Meta Platforms AI", "Meta AI", "Meta"], dict.fromkeys(["Meta", "Meta AI", "Meta Platforms AI"], ("Meta",))),
        (["AI Meta", "Meta AI"], {"AI Meta": ("AI Meta",), "Meta AI": ("AI Meta",)}),
        (
            ["Mistral AI and NVIDIA", "Mistral AI", "NVIDIA"],
            {
                "Mistral AI": ("Mistral AI",),
                "Mistral AI and NVIDIA": ("Mistral AI", "NVIDIA"),
                "NVIDIA": ("NVIDIA",),
            },
        ),
        (["Mistral AI and NVIDIA", "NVIDIA"], {"Mistral AI and NVIDIA": ("NVIDIA",), "NVIDIA": ("NVIDIA",)}),
        (["OpenAI", "Open"], {"Open": ("Open",), "OpenAI": ("OpenAI",)}),
        ([""], {"": ()}),
        (["", "Meta"], {"": (), "Meta": ("Meta",)}),
        ([], {}),
    ],
)
def test_a_maker_counts_under_the_shortest_names_that_its_own_holds(developers: list[str], expected: dict) -> None:
    assert makers_of(developers) == expected
    assert makers_of(reversed([*developers, *developers])) == expected
