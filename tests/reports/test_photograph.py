"""Is what was signed for ever the same, whatever happens to the rows it was drawn from?"""

import json
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from django.apps import apps
from django.db import DataError, IntegrityError, connection, models, transaction
from hypothesis import given
from hypothesis import strategies as st

from records import files
from reports.drawing import pdf_html, read
from reports.models import Edition, Photograph
from reports.pdf import render
from reports.photograph import canonical, fingerprint, short

JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(), inner, max_size=4),
    max_leaves=20,
)


@given(st.dictionaries(st.text(), JSON, max_size=5))
def test_canonical_form_gives_the_content_back_and_the_order_of_keys_does_not_count(content):
    body = canonical(content)
    assert json.loads(body) == content
    assert canonical(dict(reversed(content.items()))) == body


def test_canonical_form_is_this_one():
    assert canonical({"b": [1, None, True], "a": "Siân – £5"}) == '{"a":"Siân – £5","b":[1,null,true]}'
    assert fingerprint("{}") == "44136fa355b3678a1146ad16f7e8649e94fb4fc21fe77e8310c060f61caaff8a"
    assert short(fingerprint("{}")) == "4413 6fa3 55b3"


@pytest.mark.parametrize(
    ("content", "place"),
    [
        ({"a": {"b": [1, 0.5]}}, r"photograph\.a\.b\[1\]: float"),
        ({"a": Decimal(1)}, r"photograph\.a: Decimal"),
        ({"on": date(2013, 3, 5)}, r"photograph\.on: date"),
        ({"a": (1, 2)}, r"photograph\.a: tuple"),
        ({"a": {1: "x"}}, r"photograph\.a: the key 1"),
    ],
)
def test_what_has_no_canonical_form_is_refused_by_its_place(content, place):
    with pytest.raises(TypeError, match=f"^{place}"):
        canonical(content)


def test_the_stored_photograph_is_canonical_and_bears_its_fingerprint(desk):
    desk.write()
    picture = desk.draw_up()
    assert canonical(json.loads(picture.body)) == picture.body
    assert fingerprint(picture.body) == picture.sha256


def test_two_photographs_of_one_position_differ_in_their_instant_alone(desk):
    desk.write()
    first, second = (json.loads(desk.draw_up().body) for _ in range(2))
    for content in (first, second):
        del content["position"]["head"]["known"], content["position"]["head"]["known_words"]
    assert first == second


def test_a_photograph_of_an_unknown_schema_is_not_guessed_at():
    with pytest.raises(ValueError, match="schema 3"):
        read(Photograph(body='{"schema":3}'))


# The reports' own tables, and those of the machinery, are left alone; everything else is spoilt, field by field.
OWN = {"reports", "sessions", "contenttypes", "auth", "account"}
FROZEN = {"records.AuditEntry", "records.StoredFile"}
# By these the reader still gets in.
KEPT = {"accounts.User.password", "notices.Notice.slug"} | {
    f"notices.Membership.{name}" for name in ("role", "from_on", "to_on")
}
SPOILT = {
    models.TextField: "spoilt",
    models.CharField: "spoilt",
    models.DateField: date(2001, 1, 1),
    models.DecimalField: Decimal(77),
    models.BooleanField: True,
}


def spoil_every_live_row() -> set[str]:
    """Overwrite the words, days, figures and flags of every live row, past all rules; what a constraint guards stays.
    Returns what was spoilt, such as "notices.Notice.council"."""
    spoilt = set()
    for model in apps.get_models():
        if model._meta.app_label in OWN or model._meta.label in FROZEN or not model._base_manager.exists():
            continue
        for field in model._meta.concrete_fields:
            name = f"{model._meta.label}.{field.name}"
            if type(field) in SPOILT and name not in KEPT:
                try:
                    with transaction.atomic():
                        model._base_manager.update(**{field.name: SPOILT[type(field)]})
                    spoilt.add(name)
                except (IntegrityError, DataError):
                    pass
    return spoilt


def test_an_edition_is_untouched_by_every_change_of_live_rows(desk, client_of):
    edition = desk.publish()
    pdf = desk.draw(edition)
    reader = client_of(desk.world.cast.observer)
    page, html, dashboard = article(reader.get(desk.at("edition", 1))), pdf_html(edition), sentences(reader)

    world = desk.world
    world.update(world.item(3), "done")
    world.decide("Something else.")
    with connection.constraint_checks_disabled():
        spoilt = spoil_every_live_row()
    assert spoilt >= {
        "notices.Notice.council", "notices.Measure.words", "boards.Decision.words", "boards.MeetingDay.day",
        "plans.Item.due_on", "plans.ItemTerms.words", "plans.ProgressUpdate.counts_on", "indicators.Observation.value",
        "indicators.IndicatorTerms.name", "accounts.User.name",
    }  # fmt: skip

    edition = Edition.objects.get(pk=edition.pk)
    assert pdf_html(edition) == html
    assert "spoilt" not in html
    assert render(html) == pdf == desk.stored(edition)
    assert article(reader.get(desk.at("edition", 1))) == page
    assert sentences(reader) == dashboard
    assert reader.get(desk.at("edition_pdf", 1)).content == pdf


def article(response) -> str:
    """The report itself, without the head and foot of the page around it."""
    text = response.content.decode()
    return text[text.index('<article class="edition">') : text.index("</article>")]


def sentences(reader) -> list[str]:
    position = reader.get("/wiltshire-2012/dashboard/").context["p"]
    return list(position["sentences"].values())


def test_a_stored_file_that_has_changed_on_disk_is_not_handed_out(desk, client_of):
    edition = desk.publish()
    desk.draw(edition)
    edition = Edition.objects.select_related("production__file").get(pk=edition.pk)
    path: Path = files.path_of(edition.production.file.sha256)
    content = path.read_bytes()
    path.write_bytes(content[:-1] + b"?")
    try:
        with pytest.raises(OSError, match="has changed on disk"):
            client_of(desk.world.chair).get(desk.at("edition_pdf", 1))
    finally:
        path.write_bytes(content)
