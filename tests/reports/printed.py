"""What does a report look like that is as small as one can be and still has everything that is hard to print?"""

from datetime import date
from decimal import Decimal

from indicators.charts import Point, TargetStep, run_chart

CHART_TITLE = "Assessments finished in 45 days: 86 % in March 2013, from 41 % in January; target 90 %"
HEAD = "Anyshire Council · position at 28 February 2013 · edition 2"
SHAPES = ("ring", "dot", "square", "tick", "up", "down", "query", "level")


def chart() -> str:
    values = [Decimal(41), None, Decimal(86)]
    points = [Point(date(2013, month, 28), value, f"Month {month}") for month, value in enumerate(values, 1)]
    return run_chart(
        points,
        key="finished",
        title=CHART_TITLE,
        description="February was not collected.",
        target=[TargetStep(date(2013, 1, 1), Decimal(90))],
        unit="%",
    )


def table(rows: int = 3) -> str:
    body = "".join(
        f'<tr><th scope="row">QP{n}</th><td><span class="status shape-{SHAPES[n % len(SHAPES)]}">On course</span></td>'
        f'<td class="figure">{n}.5 %</td></tr>'
        for n in range(1, rows + 1)
    )
    return (
        '<table><caption>The measures</caption><thead><tr><th scope="col">Measure</th><th scope="col">Judgement</th>'
        f'<th scope="col" class="figure">Share</th></tr></thead><tbody>{body}</tbody></table>'
    )


def page(body: str, *, sample: bool = True, head: str = "") -> str:
    return (
        '<!doctype html><html lang="en-GB"><head><meta charset="utf-8"><title>Report to Ministers</title>'
        '<meta name="dcterms.created" content="2013-03-05T14:05:00Z">'
        f'<meta name="dcterms.modified" content="2013-03-05T14:05:00Z">{head}</head>'
        f'<body{" class=sample" if sample else ""} data-head="{HEAD}" '
        f'data-foot="ANYSHIRE/M2/2" data-fingerprint="Fingerprint 3f9a 21c0">{body}</body></html>'
    )


def report() -> str:
    return page(
        '<div class="masthead"><p class="council">Anyshire Council</p><h1>Progress under the notice</h1>'
        '<p class="standfirst">To Ministers, March 2013.</p></div><h2>1. The chair’s judgement</h2>'
        '<blockquote class="judgement"><p class="para"><span class="no">1.1</span> Children are safer, say Siân Ŵyn '
        'and Łukasz <strong>Nowak</strong>.</p></blockquote><p class="flagged">No analysis yet: Action 22.</p>'
        f"{table()}<h3>Figures</h3><figure>{chart()}<figcaption>Figures to March.</figcaption></figure>"
        '<section class="sheet"><h2>2. Signature</h2><div class="signature"><table class="facts"><caption>This '
        'edition</caption><tbody><tr><th scope="row">Fingerprint</th><td class="fingerprint">3f9a21c077de0b41</td></tr>'
        '</tbody></table></div><ul><li>One</li><li>Two</li></ul><p class="note">A method.</p></section>'
    )
