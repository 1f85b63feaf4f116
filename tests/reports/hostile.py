"""What would somebody type who wants a report to reach out, to show a file of the machine, or to break? In every field of a notice
that reaches one, by the product's own write functions."""

from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from accounts.models import User
from accounts.policy import Role
from indicators import commenting
from indicators import domain as indicators
from indicators.models import Indicator
from indicators.rebasing import rebase
from notices.models import Agency, Notice
from plans import domain as plan
from plans.models import DateChange, Item
from reports import contributing
from reports.models import Report
from reports.reviewing import conclude_review
from tests.evidence_files import upload
from tests.factories import World

# Twelve ways to have a program that draws HTML fetch an address or a file. Each without a space, so that it is one word.
VECTORS = (
    '<img/src="{url}">',
    '<link/rel="attachment"/href="{url}">',
    '<a/rel="attachment"/href="{url}">x</a>',
    '<link/rel="stylesheet"/href="{url}">',
    '<style>@import"{url}";</style>',
    "<style>@font-face{{font-family:x;src:url({url})}}</style>",
    '<p/style="background:url({url})">x</p>',
    '<svg/width="9"/height="9"><title>x</title><image/href="{url}"/></svg>',
    '<object/data="{url}">x</object>',
    '<embed/src="{url}">',
    '<link/rel="attachment"/href="file:///etc/passwd">',
    '<img/src="file:///etc/passwd">',
)
SCRIPT = "<script>alert(1)</script>"
LONG_WORD = "Kinderundjugendhilfeverwaltungsvorschriftenangelegenheitenamt"  # of 61 letters
PICTURES, NAMED = "😀👩\u200d👩\u200d👧🫠", "[grinning face][woman][woman][girl][melting face]"  # as typed, as printed
AWKWARD = (f'">{SCRIPT}', LONG_WORD, PICTURES, "{{p.head}}{%csrf_token%}", "&amp;&lt;", "]]>--><!--", "Ŵyn")


@dataclass
class Typing:
    """Types the same everywhere, each time with the name of its field, which the address asked for ends in; what was typed stands
    in `typed`. Where only so many characters fit, some of it: another part in each field."""

    url: str
    typed: dict[str, str] = field(default_factory=dict)

    def __call__(self, name: str, most: int = 4_000) -> str:
        where = f"{self.url}/{name.replace(' ', '-')}"
        words = [one.format(url=where) for one in VECTORS] + list(AWKWARD)
        turn = len(self.typed) % len(words)
        text = f"({name})"
        for word in words[turn:] + words[:turn]:
            if len(text) + 1 + len(word) <= most:
                text += f" {word}"
        self.typed[name] = text
        return text


def write_everywhere(world: World, say: Typing) -> None:
    """Item 3 is off plan and explained, 4 has a date that waits, 5 is late and unexplained, 6 is a milestone; and there is one of
    everything else that anybody writes."""
    User.objects.filter(pk=world.officer.pk).update(name=say("owner", 120))
    User.objects.filter(pk=world.chair.pk).update(name=say("chair", 120))
    Agency.objects.filter(notice=world.notice, code="council").update(name=say("agency", 120))
    Notice.objects.filter(pk=world.notice.pk).update(title=say("title", 200), stake=say("stake"))
    world.notice.refresh_from_db()
    decision = world.decide(say("decision", 5_000))
    indicator = indicator_of(world, say)
    objective = world.agree_objective(say("objective"), indicators=[indicator])
    world.rule(ask(world, world.item(3), say, "refused"), "refused", decision=decision)
    waiting = world.agree_item(date(2013, 2, 1), words=say("item"), objective=objective)
    ask(world, waiting, say, "asked")
    late = world.agree_item(date(2013, 2, 2), serves="QP2.a", words=say("unexplained item"))
    world.update(late, done_so_far=say("done so far"), next_step=say("next step"), forecast="")
    world.agree_item(date(2013, 9, 1), kind=Item.Kind.MILESTONE, words=say("milestone"))
    file = upload(name=f"{LONG_WORD} <img src=x> 😀.txt")
    evidence = world.evidence(
        world.item(1), shows="QP1.b", title=say("evidence", 200), note=say("note of evidence"), file=file
    )
    world.review(evidence, words=say("ruling on evidence"))
    world.close(world.concern(indicator, say("concern")), none_needed=say("no outcome needed"))
    world.close(world.concern(objective, say("concern of objective")), action=waiting)
    world.judge(world.meetings[1], {"QP1": "on_course"}, reason=say("judgement"))
    with world.writing() as at:
        said = {name: say(name, 2_000) for name in ("attended", "conclusions", "effect")}
        conclude_review(
            review=world.notice.reviews.get(kind="initial"), held_on=date(2013, 1, 15), pack=None, follows="continue",
            by=world.secretary, at=at, **said,
        )  # fmt: skip


def ask(world: World, item: Item, say: Typing, name: str) -> DateChange:
    with world.writing() as at:
        why = {part: say(f"{part} {name}") for part in ("analysis", "remedy")}
        return plan.propose_date(item=item, to=date(2013, 6, 1), by=world.owner_of(item), at=at, **why)


def indicator_of(world: World, say: Typing) -> Indicator:
    """One that misses its target, with eight months of figures, limits drawn anew, a benchmark, a commentary."""
    meant = {"code": "FD-04", "unit": "count", "polarity": "lower", "every": "month", "numerator": say("numerator")}
    with world.writing() as at:
        indicator = indicators.define_indicator(
            notice=world.notice, name=say("indicator", 200), definition=say("definition"), source=say("source"),
            by=world.secretary, at=at, counts_on=world.clock.today, **meant,
        )  # fmt: skip
    world.set_target(indicator, 10, from_on=date(2012, 5, 31), source="published", source_words=say("target"))
    ends = [date(2012, month, 31) for month in (5, 7, 8, 10, 12)] + [date(2013, 1, 31)]
    for number, end in enumerate(ends):
        world.report(indicator, end, 40 + number, note=say("note of figure") if end == ends[-1] else "")
    with world.writing() as at:
        indicators.record_benchmark(
            indicator=indicator, kind="neighbours", who=say("benchmark", 120), period="2011–12", value=Decimal(20),
            verified=True, source=say("source of benchmark"), by=world.secretary, at=at, counts_on=world.clock.today,
        )  # fmt: skip
    decision = world.decide("Limits.")
    with world.writing() as at:
        reason = say("rebase")
        rebase(indicator=indicator, decision=decision, from_on=ends[2], reason=reason, by=world.secretary, at=at)
    with world.writing() as at:
        text = say("commentary")
        commenting.comment(indicator=indicator, period_on=ends[-1], every="month", text=text, by=world.analyst, at=at)
    return indicator


def contribute(world: World, report: Report, say: Typing) -> None:
    with world.writing() as at:
        said = {name: say(f"council {name}") for name in contributing.ASKED}
        contributing.save_contribution(report=report, by=world.cast.members_of(world.notice)[Role.LEAD], at=at, **said)
