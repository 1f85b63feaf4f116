"""What is an edition that was withdrawn to those who had it: its page, its PDF, its files, the position that it showed?"""

import pytest

from records import clock as notice_clock
from records.clock import AsOf
from records.models import AuditEntry
from records.refusal import Refused
from reports.models import Edition, Withdrawal
from reports.position import Position
from tests.accounts.asking import routes
from tests.evidence_files import evidence_with, upload
from tests.pages import address_of, drawn, queries, text_of

REASON = "It names a child."


@pytest.fixture
def observer(desk, client_of):
    return client_of(desk.world.cast.observer)


def shelf(desk) -> str:
    return address_of(desk.world.notice, "reports:report_list")


def refusal(act, *arguments) -> str:
    with pytest.raises(Refused) as refused:
        act(*arguments)
    return refused.value.sentence


# The rule


def test_it_is_withdrawn_once_and_with_a_reason(desk):
    edition = desk.publish()
    assert refusal(desk.withdraw, edition, "  ") == "Say why the edition is withdrawn."
    assert desk.withdraw(edition).reason == REASON
    assert refusal(desk.withdraw, edition) == "This edition was withdrawn on 5 March 2013, 10:00 already."
    assert AuditEntry.objects.order_by("-number").first().thing == "edition 1 of report 1"


def test_the_stored_bytes_stay(desk):
    edition = desk.publish()
    pdf, body = desk.draw(edition), edition.photograph.body
    desk.withdraw(edition)
    assert desk.stored(edition) == pdf
    assert Edition.objects.get().photograph.body == body


# Its readers


def test_whatever_showed_it_is_gone_for_everybody_and_the_reason_stands_in_their_place(desk, observer, client_of):
    desk.write(safer="A canary sings.")
    edition = desk.sign(desk.draw_up())
    desk.draw(edition)
    assert [observer.get(desk.at(page, 1)).status_code for page in ("edition", "edition_pdf")] == [200, 200]
    desk.withdraw(edition)
    of_an_edition = [name for name, entry in routes() if "editions/" in str(entry.pattern)]
    assert len(of_an_edition) > 5
    for reader in (observer, client_of(desk.world.chair)):
        for name in of_an_edition:
            answer = reader.get(address_of(desk.world.notice, name, 1, 1))
            if answer.status_code in (403, 405):
                continue  # of a page that is for others, or takes only posts
            assert answer.status_code == 410
            assert REASON in text_of(answer)
            assert "canary" not in text_of(answer)
            assert edition.photograph.sha256[:12] not in text_of(answer)
    assert client_of(desk.world.chair).get(desk.at("draft")).url == desk.at("edition", 1)


def test_the_shelf_shows_title_and_reason_only(desk, observer):
    edition = desk.publish()
    desk.draw(edition)
    desk.withdraw(edition)
    page = text_of(observer.get(shelf(desk)))
    assert "<strong>Edition 1 was withdrawn</strong> on 5 March 2013, 10:00." in page
    assert REASON in page
    assert edition.photograph.sha256 not in page
    assert desk.at("edition", 1) not in page
    assert "Signed by" not in page


def test_the_position_is_that_of_the_newest_edition_that_stands(desk, observer):
    dashboard = address_of(desk.world.notice, "pages:dashboard")
    first = desk.publish()
    desk.world.update(desk.world.item(3), "done")
    second = desk.publish(ask="Another.")
    assert observer.get(dashboard).context["edition"] == second
    assert "Replaced by edition 2." in text_of(observer.get(shelf(desk)))
    desk.withdraw(second)
    assert observer.get(dashboard).context["edition"] == first
    assert "Replaced by" not in text_of(observer.get(shelf(desk)))
    assert "This edition has been replaced." not in text_of(observer.get(desk.at("edition", 1)))
    third = desk.publish(ask="A third.")
    assert "Replaced by edition 3." in text_of(observer.get(shelf(desk)))
    assert "Read edition 3" in text_of(observer.get(desk.at("edition", 2)))
    for edition in (first, third):
        desk.withdraw(edition)
    assert "once the chair has signed and published a report" in text_of(observer.get(dashboard))
    assert observer.get("/").status_code == 200


def test_files_it_relied_on_are_not_given_on_its_account(desk, observer):
    world = desk.world
    world.review(evidence_with(world, upload(), world.item(1)))
    address = address_of(world.notice, "pages:evidence_file", 1)
    edition = desk.publish()
    assert observer.get(address).status_code == 200
    desk.withdraw(edition)
    assert observer.get(address).status_code == 404
    desk.publish(ask="Another.")
    assert observer.get(address).status_code == 200


def test_nobody_finds_its_words(desk, observer):
    desk.write(safer="A canary sings.")
    edition = desk.sign(desk.draw_up())
    address = address_of(desk.world.notice, "pages:search", q="canary")
    assert "Edition 1" in text_of(observer.get(address))
    desk.withdraw(edition)
    assert "Edition 1" not in text_of(observer.get(address))


def test_ministers_are_informed_by_what_was_sent_and_stands_and_an_earlier_answer_stays(desk):
    notice, month = desk.world.notice, desk.report.point.on

    def informed(asof: AsOf) -> bool:
        return month in Position(notice, asof).structure.informed(asof)

    edition = desk.publish()
    desk.world.send_report(desk.report, on=desk.world.clock.today)
    before = desk.world.asof()
    assert informed(before)
    desk.withdraw(edition)
    assert not informed(desk.world.asof())
    assert informed(before)
    desk.publish(ask="Another.")
    assert not informed(desk.world.asof())
    desk.world.send_report(desk.report, on=desk.world.clock.today)
    assert informed(desk.world.asof())
    assert notice_clock.london_day(before.known) == desk.world.clock.today


def test_the_report_is_again_to_be_drawn_up(desk, client_of):
    secretary = client_of(desk.world.secretary)
    owed = "step of the report for March 2013 is yours: draw it up"
    edition = desk.publish()
    assert owed not in text_of(secretary.get("/"))
    desk.withdraw(edition)
    assert owed in text_of(secretary.get("/"))


def test_the_shelf_takes_as_many_queries_with_withdrawn_editions(desk, client_of):
    chair = client_of(desk.world.chair)
    edition = desk.publish()
    one = queries(chair, shelf(desk))
    desk.withdraw(edition)
    for words in ("Second.", "Third."):
        desk.withdraw(desk.publish(ask=words))
    assert queries(chair, shelf(desk)) == one


# The page


@pytest.mark.parametrize("who", ["chair", "secretary"])
def test_what_follows_is_shown_before_it_is_done(desk, client_of, who):
    first, second = desk.publish(), desk.publish(ask="Another.")
    reader = client_of(getattr(desk.world, who))
    assert f'href="{desk.at("withdraw", 2)}"' in text_of(reader.get(desk.at("edition", 2)))
    page = text_of(reader.get(desk.at("withdraw", 2)))
    assert "then read the position in edition 1 of the report to Ministers of March 2013, as at 5 March 2013." in page
    opened = drawn(reader, desk.at("withdraw", 2))
    answer = reader.post(desk.at("withdraw", 2), opened | {"reason": " "})
    assert (answer.status_code, "Enter why this edition is withdrawn" in text_of(answer)) == (422, True)
    answer = reader.post(desk.at("withdraw", 2), opened | {"reason": REASON})
    assert (answer.status_code, answer.url) == (302, desk.at("edition", 2))
    assert Withdrawal.objects.get().edition == second
    assert reader.get(desk.at("withdraw", 2)).status_code == 410
    assert reader.post(desk.at("withdraw", 2), opened | {"reason": REASON}).status_code == 410  # pressed twice
    desk.withdraw(first)
    assert Withdrawal.objects.count() == 2


def test_the_last_one_leaves_nothing_to_read(desk, client_of):
    desk.publish()
    page = text_of(client_of(desk.world.chair).get(desk.at("withdraw", 1)))
    assert "No published report is left" in page


def test_nobody_else_withdraws(desk, client_of):
    desk.publish()
    cast = desk.world.cast
    for person, status in ((cast.observer, 403), (cast.lead, 403), (cast.officer, 403), (cast.stranger, 404)):
        client = client_of(person)
        assert client.get(desk.at("withdraw", 1)).status_code == status
        assert client.post(desk.at("withdraw", 1), {"reason": REASON}).status_code == status
    assert "Withdraw this edition" not in text_of(client_of(cast.observer).get(desk.at("edition", 1)))
    assert not Withdrawal.objects.exists()
