"""How is a long table drawn? {{ rows|in_parts:p.objectives.rows }} gives the tables that it is drawn as."""

from collections.abc import Sequence

from django import template

from reports.parting import Part, Row, parts

register = template.Library()


@register.filter
def in_parts(rows: Sequence[Row], objectives: Sequence[Row]) -> list[Part]:
    return parts(rows, objectives)
