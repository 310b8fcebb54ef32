"""What our templates need beside Django's own tags: the frame, dates as people write them, marks of forms."""

from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django import template
from django.template.context import Context
from django.utils import timezone
from django.utils.html import format_html
from django.utils.safestring import SafeString

from checklists.rules.dates import MONTHS, in_words
from checklists.rules.labels import WHENCE
from checklists.rules.values import day as read_iso
from procurement.admin.acting import today
from procurement.admin.labels import labelled
from procurement.admin.navigation import menu_for
from procurement.admin.rendered_for import FIELD, mark_of

register = template.Library()
THEMES = ("light", "dark")
RUNG_STEPS = {
    "vendor_says": 1,
    "published_by_vendor": 2,
    "vendor_shows_document": 3,
    "third_party_attests": 4,
    "buyer_tested": 5,
}


@register.simple_tag(takes_context=True)
def rendered_for(context: Context) -> SafeString:
    """The hidden field that says for which organisation a form was made."""
    return format_html('<input type="hidden" name="{}" value="{}">', FIELD, mark_of(context["request"]))


@register.simple_tag(takes_context=True)
def theme_class(context: Context) -> str:
    """ "light" or "dark" where the person chose one; nothing where the colours follow the system."""
    chosen = context["request"].COOKIES.get("candour_theme", "")
    return chosen if chosen in THEMES else ""


@register.simple_tag(takes_context=True)
def keys_class(context: Context) -> str:
    """Whether single letters and digits answer questions: on, unless the person switched them off."""
    return "" if context["request"].COOKIES.get("candour_keys") == "off" else "keys-on"


@register.inclusion_tag("admin/parts/menu.html", takes_context=True)
def menu(context: Context, label: str) -> dict[str, Any]:
    """The menu, for the wide screen or the small one; `label` tells the two apart for screen readers."""
    return {"groups": list(menu_for(context["request"])), "label": label}


@register.inclusion_tag("admin/parts/firm.html", takes_context=True)
def firm(context: Context, wide: bool = True) -> dict[str, Any]:
    """The organisation in which the person is, and the others that they could switch to."""
    request = context["request"]
    member = getattr(request, "member", None)
    others = [one for one in getattr(request, "memberships", []) if one != member]
    return {"request": request, "member": member, "others": others, "wide": wide}


@register.filter
def day(value: date | datetime | str | None) -> str:
    """A date as people write it: 12 November 2026. Text that is no date is shown as it is; nothing gives nothing."""
    if isinstance(value, str):
        return in_words(read) if (read := read_iso(value)) else value
    if isinstance(value, datetime):
        value = timezone.localtime(value).date()
    return in_words(value) if value else ""


@register.filter
def is_past(value: date | str | None) -> bool:
    """Whether a day has passed, as London counts: what was due then is overdue."""
    due = read_iso(value) if isinstance(value, str) else value
    return due is not None and due < today()


@register.filter
def when(value: datetime | None) -> str:
    """An instant as people write it, in London: 12 November 2026, 10:31."""
    if value is None:
        return ""
    local = timezone.localtime(value)
    return f"{local.day} {MONTHS[local.month]} {local.year}, {local:%H:%M}"


@register.filter
def clock(value: datetime | None) -> str:
    """The time of day for today's instants, else the day: what stands beside "Saved"."""
    if value is None:
        return ""
    local = timezone.localtime(value)
    return f"{local:%H:%M}" if local.date() == timezone.localdate() else day(local.date())


@register.inclusion_tag("admin/parts/rung.html")
def rung(key: str) -> dict[str, Any]:
    """The claim rung as five steps; nothing for what stands on no rung."""
    return {"steps": RUNG_STEPS.get(key, 0)}


@register.filter
def percent_of(part: int, whole: int) -> int:
    """A share of a whole as a number of thousandths, for bars that are 1,000 wide."""
    return round(1000 * part / whole) if whole else 0


@register.filter
def in_fours(digest: str) -> str:
    """A digest in groups of four, so that two people can read it to each other."""
    return " ".join(digest[start : start + 4] for start in range(0, len(digest), 4))


@register.filter
def short_id(value: Any) -> str:
    """The first characters of a digest or an id."""
    return str(value)[:12]


@register.filter
def get(mapping: Any, key: Any) -> Any:
    """`mapping[key]`, or None."""
    return mapping.get(key) if mapping else None


@register.filter
def in_plain(key: str) -> str:
    """A key as words: another_supplier, another supplier."""
    return str(key).replace("_", " ")


@register.filter
def in_sentence(text: str) -> str:
    """A label in the middle of a sentence: its first letter small, unless the word is an abbreviation or a name."""
    first = str(text).split(" ")[0] if text else ""
    return text if first[1:] != first[1:].lower() or first == "I" else first.lower() + str(text)[len(first) :]


@register.filter(name="labelled")
def labelled_filter(key: str) -> str:
    """The words for a state, a role or an outcome."""
    return labelled(key)


@register.filter
def whence(scope: str) -> str:
    """Where an answer that is used again was given, by the scope of its question."""
    return WHENCE.get(scope, "used again")


@register.filter
def in_thousands(number: int) -> str:
    """A whole number with commas: 70,000,000."""
    return f"{number:,}"


@register.filter
def nth(words: str, place: int) -> str:
    """One of some words that commas part."""
    return words.split(",")[place]


@register.filter
def plain_number(number: Decimal | None) -> str:
    """A decimal without zeros at its end: 3.00 as 3; nothing for None."""
    return "" if number is None else f"{number.normalize():f}"


@register.simple_tag
def filter_choices(changes: Any, spec: Any) -> list[dict[str, Any]]:
    """What a list can be narrowed to by one filter: display, query_string, selected."""
    return list(spec.choices(changes))
