"""Does the council answer its three questions, lose no text, and stand in the report under its own name?"""

import json

import pytest

from records import drafts
from records.models import AuditEntry
from records.refusal import NotTheNext
from reports.contributing import ASKED, save_contribution
from reports.models import Contribution
from reports.sheets import MOST_WORDS_OF_RISKS
from reports.small_words import passages
from tests.pages import drawn, fields_of, queries, text_of

SAID = {
    "better": "Children are seen sooner:\n- 9 of 10 in time\n- *no* case waits",
    "off_plan": "Supervision is late, because teams were short.",
    "risks": "Agency staff leave. The Head of Service watches it.",
}


def contribute(desk, *, after=None, **answers):
    with desk.world.writing() as at:
        return save_contribution(report=desk.report, by=desk.world.cast.lead, at=at, after=after, **SAID | answers)


@pytest.fixture
def lead(desk, client_of):
    return client_of(desk.world.cast.lead)


def test_what_the_council_says_is_kept_finished_or_not_and_nobody_overwrites_anybody(desk):
    first = contribute(desk, risks=" ")
    assert (first.number, first.risks, first.better) == (1, "", SAID["better"])
    assert AuditEntry.objects.order_by("-number").first().verb == "save_contribution"
    with pytest.raises(NotTheNext):
        contribute(desk, after=0)
    assert contribute(desk, after=1).number == 2


def test_the_newest_enters_the_photograph_and_a_report_without_one_says_nothing(desk):
    desk.write()
    assert json.loads(desk.draw_up().body)["contribution"] is None
    contribute(desk, better="An older text.")
    contribute(desk, off_plan="")
    held = json.loads(desk.draw_up().body)["contribution"]
    assert [row["question"] for row in held["said"]] == [ASKED["better"], ASKED["risks"]]
    assert (held["number"], held["by"], held["day"]) == (2, "A Council lead", "5 March 2013")
    assert held["said"][0]["answer"] == SAID["better"]


def test_it_stands_after_the_two_sheets_and_its_risks_on_the_second_if_they_are_short(desk, client_of):
    chair = client_of(desk.world.chair)
    desk.write(ask="Nothing, and **that** is all.")
    contribute(desk)
    desk.draw_up()
    page = text_of(chair.get(desk.at("draft")))
    assert "<strong>that</strong>" in page
    assert "<li>9 of 10 in time</li>" in page
    assert "<em>no</em> case waits" in page
    second, said = page.index("What could still go wrong, in the council’s words"), page.index('id="council"')
    assert second < page.index("If the notice is not complied with") < said
    assert page.count("Agency staff leave.") == 2
    contribute(desk, risks="word " * (MOST_WORDS_OF_RISKS + 1))
    desk.draw_up()
    assert "in the council’s words" not in text_of(chair.get(desk.at("draft")))


def test_small_numbers_in_it_are_shown_to_whoever_signs(desk):
    desk.write()
    contribute(desk, off_plan="Two children waited too long.")
    found = passages(json.loads(desk.draw_up().body))
    assert ("What the council says", "Two children waited too long.") in [(one.where, one.words) for one in found]


# The page


def test_the_lead_writes_and_the_chair_reads_it_beside_their_own_form(desk, lead, client_of):
    page = lead.get(desk.at("contribution"))
    assert "Nothing has been written yet." in text_of(page)
    answer = lead.post(desk.at("contribution"), fields_of(page.context["form"]) | SAID)
    assert (answer.status_code, answer.url) == (302, desk.at("contribution"))
    assert "The text is saved." in text_of(lead.get(desk.at("contribution")))
    chair = client_of(desk.world.chair)
    beside = text_of(chair.get(desk.at("report")))
    assert "<li>9 of 10 in time</li>" in beside
    assert "Write what the council says" not in beside
    assert "Write what the council says" in text_of(lead.get(desk.at("report")))
    read = text_of(chair.get(desk.at("contribution")))
    assert ("<textarea" in read, "Supervision is late" in read) == (False, True)


def test_both_texts_are_given_back(desk, lead):
    opened = drawn(lead, desk.at("contribution"))
    contribute(desk, better="Theirs.")
    answer = lead.post(desk.at("contribution"), opened | SAID | {"better": "Mine."})
    assert answer.status_code == 409
    assert "Theirs." in text_of(answer)
    assert "Mine." in text_of(answer)
    assert Contribution.objects.count() == 1


@pytest.mark.parametrize(
    ("page", "keep", "who"), [("contribution", "keep_contribution", "lead"), ("report", "keep_text", "chair")]
)
def test_what_is_typed_is_kept_until_it_is_saved_and_meets_what_others_saved(desk, client_of, page, keep, who):
    client = client_of(getattr(desk.world.cast, who))
    form = client.get(desk.at(page)).context["form"]
    field = next(iter(form.asked))
    typed = fields_of(form) | {field: "Half a sent"}
    assert "Draft kept at" in text_of(client.post(desk.at(keep), typed))
    assert desk.report.contributions.count() + desk.report.texts.count() == 0
    again = client.get(desk.at(page))
    assert "It is not saved yet." in text_of(again)
    assert again.context["form"][field].value() == "Half a sent"
    contribute(desk) if page == "contribution" else desk.write()
    typed = fields_of(client.get(desk.at(page)).context["form"])
    assert client.post(desk.at(page), typed).status_code == 409  # typed before the other was saved
    saved = client.post(desk.at(page), typed | {"after": "1"})
    assert saved.status_code == 302
    assert drafts.of(getattr(desk.world.cast, who), desk.world.notice.slug) == {}
    assert text_of(client.post(desk.at(keep), typed | {"after": "1"})) == ""  # a late keystroke of a form that was sent


def test_beside_each_question_stands_what_the_last_edition_said(desk, lead, client_of):
    contribute(desk, off_plan="")
    assert "What the last edition said" not in text_of(lead.get(desk.at("contribution")))
    desk.publish(ask="What we asked in March.")
    page = text_of(lead.get(desk.at("contribution")))
    assert "<li>9 of 10 in time</li>" in page
    assert "It had no answer to this." in page
    assert "What we asked in March." in text_of(client_of(desk.world.chair).get(desk.at("report")))


def test_queries_are_the_same_for_one_text_and_for_three(desk, lead):
    contribute(desk)
    once = queries(lead, desk.at("contribution"))
    contribute(desk)
    contribute(desk)
    assert queries(lead, desk.at("contribution")) == once
