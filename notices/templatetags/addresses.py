"""How does a link lead to another page of the same position?"""

from urllib.parse import urlencode

from django import template
from django.template import Context
from django.urls import reverse

register = template.Library()
OF_POSITION = ("on", "known")


@register.simple_tag(takes_context=True)
def same_day(context: Context, name: str, *args: object, part: str = "", **query: object) -> str:
    """As {% url %}, with `query` after the ?, the day that the reader asked this page for, and `part` after the #.

    {% same_day 'plans:item_list' notice.slug show="overdue" %}
    """
    return reverse(name, args=args) + with_days(context, **query) + (f"#{part}" if part else "")


@register.simple_tag(takes_context=True)
def with_days(context: Context, **query: object) -> str:
    """What stands after an address of the same position, from the ? on; nothing on a page of today."""
    request = getattr(context, "request", None)  # there, unlike context["request"], within {% include … only %}
    asked = {key: request.GET[key] for key in OF_POSITION if request.GET.get(key)} if request else {}
    said = {key: value for key, value in query.items() if value not in ("", None)} | asked
    return f"?{urlencode(said)}" if said else ""


@register.simple_tag(takes_context=True)
def decision_address(context: Context, slug: str, number: object) -> str:
    """Where one decision stands."""
    return same_day(context, "pages:decisions", slug, q=f"decision {number}", part=f"decision-{number}")
