"""The chair signs while somebody saves another text: has each trial one outcome, and never a signature on what was changed before
it? With a twin that does not look again under the lock, and which must fail."""

import threading
from collections import Counter
from collections.abc import Callable
from hashlib import sha256

import pytest
from django.db import connection

from records import audit
from records.models import AuditEntry
from records.refusal import Refused
from reports import changed, domain, signing
from reports import photograph as pictures
from reports.drawing import content_of
from reports.models import Edition, Photograph, ReportText, Signature
from tests.factories import make_world
from tests.pages import drawn
from tests.reports.desk import ANSWERS, PASSWORD, Desk, with_password

pytestmark = pytest.mark.django_db(transaction=True)
TRIALS = 200
SIGNED, CHANGED = "signed", "changed"


@pytest.fixture
def desk(cast, clock):
    """A report with its text, drawn up once; committed, so that every thread sees it."""
    desk = Desk(make_world(cast, clock, cast.a))
    desk.write()
    desk.draw_up()
    return desk


def draw_up_again(desk: Desk) -> Photograph:
    """As the page does, but with the position of the first draft: reading it anew 200 times is not what is tried here."""
    with desk.world.writing() as at:
        wanted = domain.ask_for_photograph(report=desk.report, at=at)
        first = content_of(desk.report.photographs.get(number=1))
        text = [
            {"question": question, "answer": getattr(wanted.text, name)} for name, question in domain.QUESTIONS.items()
        ]
        return domain.keep_photograph(wanted=wanted, content=first | {"text": text}, by=desk.world.secretary, at=at)


def trials(desk: Desk, many: int) -> list[tuple[str, Photograph, ReportText]]:
    """Trial by trial a new draft, which the chair signs at the moment at which somebody saves another answer; with how the
    signing ended, and the text that was saved."""
    pressed, done, found = threading.Barrier(2, timeout=30), threading.Barrier(2, timeout=30), []
    drafts: list[Photograph] = [draw_up_again(desk)]

    def sign() -> None:
        try:
            for _ in range(many):
                pressed.wait()
                picture, outcome = drafts[-1], SIGNED
                try:
                    desk.sign(picture)
                except signing.HasChanged:
                    outcome = CHANGED
                done.wait()
                text = desk.report.texts.order_by("-number").first()
                found.append((outcome, picture, text))
                if len(found) < many:
                    drafts.append(draw_up_again(desk))
                done.wait()
        finally:
            connection.close()

    def save() -> None:
        try:
            for turn in range(many):
                pressed.wait()
                desk.write(ask=f"Thing {turn}.")
                done.wait()
                done.wait()
        finally:
            connection.close()

    threads = [threading.Thread(target=act) for act in (sign, save)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(120)
    assert len(found) == many
    return found


def broken(outcome: str, picture: Photograph, text: ReportText) -> bool:
    """Whether the one who saved came before the signature that was given, or after the one that was refused."""
    edition = Edition.objects.filter(photograph=picture).select_related("signature").first()
    if outcome == SIGNED:
        return edition is None or not edition.signature.signed_at < text.recorded_at
    return edition is not None


def test_each_trial_is_signed_before_the_text_or_refused_because_of_it(desk):
    found = trials(desk, TRIALS)
    assert [one for one in found if broken(*one)] == []
    many = Counter(outcome for outcome, _, _ in found)
    assert many[SIGNED] + many[CHANGED] == TRIALS
    assert Edition.objects.count() == Signature.objects.count() == many[SIGNED]
    assert desk.report.texts.count() == TRIALS + 1  # no text was lost by it
    signed = Edition.objects.select_related("photograph", "signature").order_by("number")
    acts = AuditEntry.objects.filter(verb="sign").order_by("number")
    for edition, act in zip(signed, acts, strict=True):
        picture = edition.photograph
        assert edition.signature.sha256 == picture.sha256 == pictures.fingerprint(picture.body)
        assert act.fields["sha256"] == sha256(picture.sha256.encode()).hexdigest()
    assert list(audit.faults(desk.world.notice.slug)) == []


def test_signing_that_does_not_look_again_signs_what_was_changed(desk, monkeypatch):
    monkeypatch.setattr(changed, "of_words", lambda picture: [])  # sabotage
    assert any(broken(*one) for one in trials(desk, TRIALS))


def press(sent: tuple) -> int:
    client, address, body = sent
    return client.post(address, body).status_code


def test_two_windows_that_sign_at_once_make_one_edition(desk, client_of: Callable, in_parallel: Callable):
    chair = with_password(desk.world.chair, client_of)
    windows = [client_of(desk.world.chair) for _ in range(3)]
    said = {"read": "on", "password": PASSWORD, "corrects": "A word."}
    for trial in range(3):
        picture = draw_up_again(desk)
        bodies = [drawn(window, desk.at("draft")) | said for window in windows]
        assert {body["sha256"] for body in bodies} == {picture.sha256}
        codes = in_parallel(
            press, [(window, desk.at("draft"), body) for window, body in zip(windows, bodies, strict=True)]
        )
        assert Counter(codes) == {302: 1, 409: 2}
        assert Edition.objects.count() == trial + 1
        desk.write(**ANSWERS | {"ask": f"Thing {trial}."})
    assert chair.get(desk.at("edition", 3)).status_code == 200


def test_who_ceases_to_be_chair_between_page_and_press_signs_nothing(desk, client_of: Callable, clock):
    chair = with_password(desk.world.chair, client_of)
    body = drawn(chair, desk.at("draft")) | {"read": "on", "password": PASSWORD}
    member = desk.world.notice.memberships.get(person=desk.world.chair)
    type(member).objects.filter(pk=member.pk).update(role="council_lead")
    assert press((chair, desk.at("draft"), body)) == 403
    with pytest.raises(Refused, match="Only the independent chair"):
        desk.sign(desk.report.photographs.get())
    assert not Edition.objects.exists()
    type(member).objects.filter(pk=member.pk).update(role="chair")
    assert press((chair, desk.at("draft"), body)) == 302
