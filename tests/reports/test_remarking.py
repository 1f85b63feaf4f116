"""Does the council check the facts of a draft by remarks that change no word, and is nothing signed while one waits?"""

import pytest

from records.models import AuditEntry
from records.refusal import Refused
from reports import domain, remarking
from reports.drawing import paragraphs_in
from reports.models import FactualCheck, Remark, RemarkAnswer
from reports.progress import progress_of
from tests.pages import drawn, fields_of, queries, text_of

WAITS = "1 remark of the council waits for an answer."


def refusal(act, *arguments, **named) -> str:
    with pytest.raises(Refused) as refused:
        act(*arguments, **named)
    return refused.value.sentence


def remark(desk, picture, paragraph=1, words="It was 7, not 6."):
    with desk.world.writing() as at:
        by, many = desk.world.cast.lead, paragraphs_in(picture)
        return remarking.remark(picture=picture, paragraph=paragraph, paragraphs=many, words=words, by=by, at=at)


def answer(desk, of, words="Corrected."):
    with desk.world.writing() as at:
        return remarking.answer_remark(of=of, words=words, by=desk.world.secretary, at=at)


def check(desk, picture):
    with desk.world.writing() as at:
        return remarking.say_checked(picture=picture, by=desk.world.cast.lead, at=at)


def is_checked(desk) -> bool:
    found = progress_of(desk.report, desk.world.clock.today)
    return any(step.rule.key == "checked" and step.done_on for step in found.steps)


def test_a_report_is_not_signed_while_a_remark_waits_and_is_drawn_up_all_the_same(desk):
    desk.write()
    picture = desk.draw_up()
    made = remark(desk, picture)
    assert domain.missing_to_sign(desk.report) == [WAITS]
    assert "A Council lead made a remark that has no answer" in refusal(desk.sign, picture)
    assert progress_of(desk.report, desk.world.clock.today).remarks == 1
    again = desk.draw_up()
    assert again.body == picture.body.replace(picture.known.isoformat(), again.known.isoformat())  # no word changed
    answer(desk, made)
    assert domain.missing_to_sign(desk.report) == []
    assert AuditEntry.objects.order_by("-number").first().verb == "answer_remark"
    assert desk.sign(again)


def test_each_refusal_of_a_remark_and_of_an_answer(desk):
    desk.write()
    picture = desk.draw_up()
    many = paragraphs_in(picture)
    assert many > 10
    assert refusal(remark, desk, picture, words=" ") == "Say what you remark."
    assert refusal(remark, desk, picture, words="x" * 2_001) == "Use at most 2,000 characters."
    assert refusal(remark, desk, picture, paragraph=many + 1) == f"This draft has the paragraphs 1 to {many}."
    made = remark(desk, picture, paragraph=many)
    assert remark(desk, picture, paragraph=0).number == 2
    assert refusal(answer, desk, made, words="") == "Say how you dealt with it."
    assert answer(desk, made).number == 1
    assert answer(desk, made, "Said better.").number == 2


def test_checked_is_said_of_the_newest_draft_once_every_remark_has_its_answer(desk):
    desk.write()
    picture = desk.draw_up()
    made = remark(desk, picture)
    waits = "A remark waits for its answer. The facts are checked when each has one."
    assert refusal(check, desk, picture) == waits
    answer(desk, made)
    assert check(desk, picture).number == 1
    assert refusal(check, desk, picture) == "It was said already that the facts of this draft are checked."
    assert is_checked(desk)
    newest = desk.draw_up()
    assert not is_checked(desk)  # another draft, which nobody has read
    assert refusal(check, desk, picture) == "The report was drawn up again meanwhile. Read the newest draft."
    check(desk, newest)
    desk.sign(newest)
    signed = "This is signed and published: it does not change any more. A correction is a new edition."
    assert refusal(remark, desk, newest) == signed
    assert is_checked(desk)


# The pages


def test_the_council_remarks_on_the_draft_the_secretary_answers_and_the_council_has_checked(desk, client_of):
    desk.write()
    desk.draw_up()
    cast = desk.world.cast
    lead, secretary, chair = (client_of(person) for person in (cast.lead, cast.secretary, cast.chair))
    page = lead.get(desk.at("draft"))
    assert "The facts are checked" in text_of(page)
    opened = fields_of(page.context["remark_form"])
    assert lead.post(desk.at("remarks"), opened | {"paragraph": "9999", "words": "No."}).status_code == 422
    sent = lead.post(desk.at("remarks"), opened | {"paragraph": "2", "words": "It was <b>7</b>."})
    assert (sent.status_code, sent.url) == (302, desk.at("remarks"))
    page = text_of(lead.get(desk.at("remarks")))
    assert f'href="{desk.at("draft")}#p2"' in page
    assert "It was &lt;b&gt;7&lt;/b&gt;." in page
    assert "The facts are checked" not in page
    assert "1 remark waits for an answer, so that it cannot be signed" in text_of(chair.get(desk.at("draft")))
    assert WAITS in text_of(chair.get(desk.at("report")))
    assert "Answer this remark" not in page
    opened = drawn(secretary, desk.at("answer_remark", 1))
    assert secretary.post(desk.at("answer_remark", 1), opened).status_code == 422
    assert secretary.post(desk.at("answer_remark", 1), opened | {"words": "Corrected."}).status_code == 302
    late = secretary.post(
        desk.at("answer_remark", 1), drawn(secretary, desk.at("answer_remark", 1)) | {"after": "0", "words": "x"}
    )
    assert late.status_code == 409
    assert RemarkAnswer.objects.count() == 1
    opened = fields_of(lead.get(desk.at("remarks")).context["form"])
    assert lead.post(desk.at("checked"), opened).status_code == 302
    assert "the council has said that the facts of this draft are checked" in text_of(chair.get(desk.at("draft")))
    assert lead.post(desk.at("checked"), fields_of(lead.get(desk.at("remarks")).context["form"])).status_code == 422
    assert FactualCheck.objects.count() == 1


def test_queries_are_the_same_for_one_remark_and_for_three(desk, client_of):
    desk.write()
    picture = desk.draw_up()
    secretary = client_of(desk.world.secretary)
    pages = [desk.at("remarks"), desk.at("report"), desk.at("draft")]

    def one() -> None:
        answer(desk, remark(desk, picture))

    one()
    for page in pages:
        secretary.get(page)
    once = [queries(secretary, page) for page in pages]
    one()
    one()
    assert [queries(secretary, page) for page in pages] == once
    assert Remark.objects.count() == 3
