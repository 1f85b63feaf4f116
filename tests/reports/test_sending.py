"""Is it recorded that an edition was sent and acknowledged, by whom and from where that is known, and who reads it?"""

from datetime import date, timedelta

import pytest

from records.models import AuditEntry
from records.refusal import Refused
from reports.models import Acknowledgement, Sending, Withdrawal
from reports.progress import progress_of
from reports.sending import record_acknowledgement, record_sending
from tests.pages import day, drawn, queries, text_of

SENT = {"to": "Ministers, by their office", "how": "by e-mail"}
TOLD = {"by_whom": "The Minister’s office", "source": "An e-mail of that day"}


def send(desk, edition, on=None, **given):
    with desk.world.writing() as at:
        on = on or desk.world.clock.today
        return record_sending(edition=edition, by=desk.world.secretary, at=at, on=on, **SENT | given)


def acknowledge(desk, edition, on=None, **given):
    with desk.world.writing() as at:
        on = on or desk.world.clock.today
        return record_acknowledgement(edition=edition, by=desk.world.secretary, at=at, on=on, **TOLD | given)


def refusal(act, *arguments, **named) -> str:
    with pytest.raises(Refused) as refused:
        act(*arguments, **named)
    return refused.value.sentence


def test_what_was_sent_counts_from_its_day_and_is_recorded_when_it_is(desk, clock):
    edition = desk.publish()
    clock.move_to(date(2013, 3, 28))
    row = send(desk, edition, on=date(2013, 3, 27))
    assert (row.number, row.counts_on, row.recorded_at.date()) == (1, date(2013, 3, 27), clock.today)
    assert AuditEntry.objects.order_by("-number").first().verb == "record_sending"
    assert send(desk, edition).number == 2
    assert acknowledge(desk, edition, on=date(2013, 3, 28)).number == 1
    done = {step.rule.key: step.done_on for step in progress_of(desk.report, clock.today).steps}
    assert (done["sent"], done["acknowledged"]) == (date(2013, 3, 27), date(2013, 3, 28))


def test_each_refusal(desk, clock):
    edition = desk.publish()
    today, tomorrow, yesterday = clock.today, clock.today + timedelta(days=1), clock.today - timedelta(days=1)
    assert refusal(send, desk, edition, to=" ") == "Say to whom it was sent."
    assert refusal(send, desk, edition, how="") == "Say how it was sent, for example by e-mail."
    assert refusal(send, desk, edition, on=tomorrow) == "6 March 2013 has not come yet."
    before = "Edition 1 was signed on 5 March 2013. Give that day or a later one."
    assert refusal(send, desk, edition, on=yesterday) == before
    assert refusal(acknowledge, desk, edition) == "Record first that it was sent."
    send(desk, edition)
    assert refusal(acknowledge, desk, edition, by_whom="") == "Say who acknowledged it."
    assert refusal(acknowledge, desk, edition, source=" ").startswith("Say where that is known from")
    before = "Edition 1 was sent on 5 March 2013. Give that day or a later one."
    assert refusal(acknowledge, desk, edition, on=yesterday) == before
    assert acknowledge(desk, edition, on=today)
    Withdrawal.objects.create(edition=edition, reason="Wrong.", withdrawn_at=clock.now, withdrawn_by=desk.world.chair)
    assert refusal(send, desk, edition) == "Edition 1 was withdrawn. Send the one that takes its place."
    assert progress_of(desk.report, clock.today).sent_by.done_on is None
    assert Sending.objects.count() == 1


def test_the_secretary_records_both_on_pages_and_the_observer_reads_when(desk, client_of):
    desk.publish()
    secretary, observer = client_of(desk.world.secretary), client_of(desk.world.cast.observer)
    assert "It is not recorded that it was sent." in text_of(observer.get(desk.at("edition", 1)))
    assert "Record that it was sent" not in text_of(observer.get(desk.at("edition", 1)))
    today = day("on", desk.world.clock.today)
    opened = drawn(secretary, desk.at("send", 1))
    faulty = secretary.post(desk.at("send", 1), opened | SENT | {"to": ""} | today)
    assert (faulty.status_code, Sending.objects.exists()) == (422, False)
    answer = secretary.post(desk.at("send", 1), opened | SENT | today)
    assert (answer.status_code, answer.url) == (302, desk.at("edition", 1))
    assert secretary.post(desk.at("send", 1), opened | SENT | today).status_code == 302  # pressed twice
    assert Sending.objects.count() == 1
    assert "Record who acknowledged it" in text_of(secretary.get(desk.at("edition", 1)))
    assert secretary.post(desk.at("acknowledge", 1), drawn(secretary, desk.at("acknowledge", 1)) | TOLD | today).url
    assert Acknowledgement.objects.count() == 1
    for page in (desk.at("edition", 1), f"/{desk.world.notice.slug}/reports/"):
        read = text_of(observer.get(page))
        assert "Sent to Ministers, by their office on 5 March 2013" in read
        assert "Acknowledged by The Minister’s office on 5 March 2013" in read


def test_queries_are_the_same_for_one_row_and_for_three(desk, client_of):
    edition = desk.publish()
    secretary = client_of(desk.world.secretary)
    pages = [desk.at("edition", 1), desk.at("report"), f"/{desk.world.notice.slug}/reports/"]
    send(desk, edition)
    acknowledge(desk, edition)
    once = [queries(secretary, page) for page in pages]
    for _ in range(2):
        send(desk, edition)
        acknowledge(desk, edition)
    assert [queries(secretary, page) for page in pages] == once
