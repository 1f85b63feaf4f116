"""How is a text drawn in which people may use a few marks? {{ text|prose }} gives its blocks to reports/_prose.html."""

from django import template

from reports.prose import Block, blocks

register = template.Library()


@register.filter
def prose(text: str) -> list[Block]:
    return blocks(text)
