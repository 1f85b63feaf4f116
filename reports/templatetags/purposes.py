"""How is a report called on a page, whatever it is for?"""

from django import template

from reports.models import Report
from reports.purposes import Purpose, kind_of, name_of, title_of

register = template.Library()


@register.filter
def called(report: Report) -> str:
    """Within a sentence: report to Ministers of March 2013."""
    return name_of(report)


@register.filter
def titled(report: Report) -> str:
    """As a heading: Progress report to Ministers, March 2013."""
    return title_of(report)


@register.filter
def kind(report: Report) -> Purpose:
    return kind_of(report)
