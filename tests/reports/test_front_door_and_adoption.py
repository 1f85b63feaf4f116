"""Do the pages of the front door and of the adoption scorecard say what is usual, what is late, and only what was published?"""

from datetime import date
from decimal import Decimal

import pytest

from indicators import adoption, front_door
from indicators.catalogue import define_catalogue, read
from indicators.commenting import comment
from indicators.domain import name_part
from indicators.series import series_of
from indicators.standards import set_standard
from tests.pages import address_of, queries, text_of

MARCH = date(2013, 3, 5)


@pytest.fixture
def defined(world):
    """The catalogue, defined on 17 October 2012's notice as of its first meeting."""
    with world.writing() as at:
        made = define_catalogue(notice=world.notice, by=world.secretary, at=at, counts_on=date(2012, 10, 17))
    return world, made


def month_ends(many: int) -> list[date]:
    """The last days of so many months, to February 2013."""
    ends = [date(year, month, 1) - date.resolution for year in (2011, 2012) for month in range(1, 13)]
    return [*ends, date(2012, 12, 31), date(2013, 1, 31), date(2013, 2, 28)][-many:]


# The front door


def test_its_indicators_are_data_that_the_catalogue_knows():
    plan, known = front_door.front_door(), {entry.code for entry in read()}
    assert set(plan.codes) | {plan.by_team} <= known
    assert len(plan.waiting) == 2


@pytest.mark.parametrize(
    ("latest", "word", "said"),
    [
        (100, "As usual", "usual is 95 to 105, on average 100"),
        (150, "More than usual", "usual is"),
        (40, "Less than usual", "usual is"),
    ],
)
def test_today_is_read_against_what_is_usual(defined, clock, client_of, latest, word, said):
    world, made = defined
    clock.move_to(MARCH)
    *before, newest = month_ends(14)
    for place, end in enumerate(before):
        world.report(made["FD-01"], end, 99 + 2 * (place % 2))
    world.report(made["FD-01"], newest, latest)
    usual = front_door.usual(next(iter(series_of(world.notice, world.asof(), code="FD-01"))))
    assert usual.word == word
    page = text_of(client_of(world.officer).get(address_of(world.notice, "pages:front_door")))
    assert f">{word}</a>" in page
    assert said in page


def test_too_few_figures_are_not_called_usual(defined, clock, client_of):
    world, made = defined
    clock.move_to(MARCH)
    world.report(made["FD-01"], date(2013, 2, 28), 1219)
    world.report(made["FD-05"], date(2013, 3, 1), 6)
    page = text_of(client_of(world.officer).get(address_of(world.notice, "pages:front_door")))
    assert "what is usual cannot be said yet (1 month of figures; limits are drawn from 6)" in page
    assert ">6</a>" in page
    earlier = text_of(client_of(world.officer).get(address_of(world.notice, "pages:front_door", on="2013-03-04")))
    assert ">6</a>" not in earlier


def test_each_team_has_its_load_and_one_that_left_has_none(defined, clock, client_of):
    world, made = defined
    clock.move_to(MARCH)
    end = date(2013, 1, 31)
    with world.writing() as at:
        for code, left in (("duty", None), ("night", date(2013, 2, 1))):
            name_part(
                indicator=made["WF-01"], code=code, name=f"The {code} team", by=world.secretary, at=at,
                counts_on=date(2012, 11, 7), left_on=left,
            )  # fmt: skip
    for code in ("duty", "night"):
        world.report(made["WF-01"], end, Decimal("21.5"), part=code)
    page = text_of(client_of(world.officer).get(address_of(world.notice, "pages:front_door")))
    assert "The duty team" in page
    assert "21.5 cases per worker<br>January 2013" in page
    assert "The night team" not in page


def test_what_is_done_about_it_stands_beside_the_figures(defined, clock, client_of):
    world, made = defined
    late = world.agree_item(date(2012, 12, 3), serves="QP2.a", words="Fill the posts.")
    done = world.agree_item(date(2012, 12, 4), serves="QP2.a", words="Write the standard down.")
    world.agree_item(date(2012, 12, 5), serves="QP1.a", words="Something else.")
    world.update(done, "done")
    about_figures, about_item = world.concern(made["FD-05"]), world.concern(late)
    needless = world.concern(made["FD-06"])
    world.concern(made["AD-01"])
    clock.move_to(date(2012, 12, 19), 18)
    world.close(needless, world.decide(meeting=world.hold_meeting(2)), none_needed="It was a typing error.")
    with world.writing() as at:
        set_standard(indicator=made["FD-05"], words="No case waits longer than 2 days.", by=world.secretary, at=at)
    world.report(made["FD-05"], date(2012, 12, 14), 6)
    answer = client_of(world.officer).get(address_of(world.notice, "pages:front_door"))
    bearing, page = answer.context["bearing"], text_of(answer)
    assert [(line.number, line.word) for line in bearing.open] == [(late.number, "Overdue"), (2, "Not reached")]
    assert [line.number for line in bearing.done] == [done.number]
    assert [row["number"] for row in bearing.concerns] == [about_figures.number, about_item.number]
    assert "What is being done: items that serve QP2" in page
    assert ">1 of 2</a>" in page
    assert "Standard: No case waits longer than 2 days. (used without the Board’s agreement)" in page
    earlier = client_of(world.officer).get(address_of(world.notice, "pages:front_door", on="2012-11-07"))
    assert [line.word for line in earlier.context["bearing"].open] == ["Not started", "Not reached"]


def test_page_takes_as_many_queries_for_more_items_and_concerns(defined, clock, client_of):
    world, made = defined
    officer, page = client_of(world.officer), address_of(world.notice, "pages:front_door")

    def grow(code: str) -> int:
        world.concern(world.agree_item(date(2012, 12, 3), serves="QP2.a"))
        world.concern(made[code])
        with world.writing() as at:
            set_standard(indicator=made[code], words="Two days.", by=world.secretary, at=at)
        return queries(officer, page)

    few = grow("FD-05")
    assert [grow(code) for code in ("FD-06", "FD-01")] == [few, few]
    assert few <= 20


def test_first_page_of_who_sees_the_working_position_leads_to_the_front_door(world, cast, client_of):
    link = f'href="{address_of(world.notice, "pages:front_door")}"'
    assert link in text_of(client_of(world.officer).get("/"))
    assert link not in text_of(client_of(cast.observer).get("/"))


def test_measure_of_the_front_door_and_the_list_lead_to_it(defined, client_of):
    world, _ = defined
    chair, link = client_of(world.chair), address_of(world.notice, "pages:front_door")
    assert f'href="{link}"' in text_of(chair.get(address_of(world.notice, "pages:measure", "QP2")))
    assert f'href="{link}"' not in text_of(chair.get(address_of(world.notice, "pages:measure", "CC1")))
    assert f'href="{link}"' in text_of(chair.get(address_of(world.notice, "indicators:indicator_list")))


def test_front_door_takes_as_many_queries_for_more_figures(defined, clock, client_of):
    world, made = defined
    clock.move_to(MARCH)
    officer, page = client_of(world.officer), address_of(world.notice, "pages:front_door")
    few = queries(officer, page)
    for end in month_ends(3):
        world.report(made["FD-01"], end, 5)
    assert queries(officer, page) == few <= 20


@pytest.mark.parametrize(
    ("page", "says"),
    [("front_door", "What waits at the front door"), ("adoption", "The adoption scorecard will stand here")],
)
def test_page_without_indicators_says_what_will_stand_there(world, client_of, page, says):
    assert says in text_of(client_of(world.chair).get(address_of(world.notice, f"pages:{page}")))


# The adoption scorecard


def windows(world, code="AD-01", **when) -> list[tuple[str, ...]]:
    (series,) = series_of(world.notice, world.asof(**when), code=code)
    said = [(row.name, row.threshold_words, row.stands, row.england) for row in adoption.windows(series)]
    return [tuple(words.replace("\u00a0", " ") for words in row) for row in said]


def test_each_window_has_its_threshold_and_how_far_the_council_is_from_it(defined, clock):
    world, made = defined
    clock.move_to(MARCH)
    for end, days in ((date(2012, 3, 31), 655), (date(2012, 9, 30), 639), (date(2012, 12, 31), 630)):
        world.report(made["AD-01"], end, days)
    assert windows(world) == [
        ("three years to December 2012", "639 days, that of the three years to March 2012", "Inside by 9 days", ""),
        ("three years to March 2012", "639 days", "Over by 16 days", "636 days"),
        ("three years to March 2011", "639 days", "", ""),
    ]


def test_no_threshold_is_shown_before_it_was_published(defined, clock):
    world, made = defined
    assert windows(world) == [("three years to March 2011", "639 days", "", "")]  # 7 November 2012
    clock.move_to(date(2012, 11, 30))
    assert windows(world)[0] == ("three years to March 2012", "639 days", "", "636 days")
    clock.move_to(date(2014, 12, 30))
    world.report(made["AD-01"], date(2014, 3, 31), 600)
    (series,) = series_of(world.notice, world.asof(), code="AD-01")
    assert (series.target_words, series.standing) == ("639\u00a0days", "Meets")
    clock.move_to(date(2014, 12, 31))
    (series,) = series_of(world.notice, world.asof(), code="AD-01")
    assert (series.target_words, series.standing) == ("547\u00a0days", "Misses")
    assert windows(world)[0] == ("three years to March 2014", "547 days", "Over by 53 days", "")
    assert windows(world, on=date(2014, 12, 30))[0][1].startswith("639 days, that of")
    (series,) = series_of(world.notice, world.asof(on=date(2014, 12, 30)), code="AD-01")
    assert {str(step.from_on) for step in series.targets} == {"2011-03-31", "2012-03-31"}


def test_page_sets_the_quarter_beside_the_three_years_and_names_what_is_not_verified(defined, clock, client_of):
    world, made = defined
    clock.move_to(MARCH)
    world.report(made["AD-01"], date(2012, 12, 31), 641)
    world.report(made["AD-02"], date(2012, 12, 31), 213)
    world.report(made["AD-06"], date(2012, 12, 31), 571)
    page = text_of(client_of(world.chair).get(address_of(world.notice, "pages:adoption")))
    assert ">Over by 2 days</span>" in page
    assert ">At the threshold</span>" in page
    assert ">571 days</span>" in page
    assert "averages over three years. They move slowly" in page
    assert "England: 74 %, 2011-12 (not verified)." in page  # AD-04
    assert "scorecards of 30 November 2012" in page
    assert queries(client_of(world.chair), address_of(world.notice, "pages:adoption")) <= 20


def test_shares_say_what_they_were_counted_from_and_what_was_written_of_them(defined, clock, client_of):
    world, made = defined
    world.report(made["AD-04"], date(2012, 9, 30), numerator=Decimal(7), denominator=Decimal(10))
    clock.move_to(MARCH)
    world.report(made["AD-01"], date(2012, 12, 31), 641)
    world.report(made["AD-04"], date(2012, 12, 31), numerator=Decimal(9), denominator=Decimal(11))
    for period_on, text in ((date(2012, 9, 30), "Before."), (date(2012, 12, 31), "The panel met twice.")):
        with world.writing() as at:
            comment(indicator=made["AD-04"], period_on=period_on, every="quarter", text=text, by=world.analyst, at=at)
    page = text_of(client_of(world.chair).get(address_of(world.notice, "pages:adoption")))
    assert "Counted: 9 of 11, October to December 2012." in page
    assert "July to September 2012: 70 % (7 of 10)" in page
    assert "The panel met twice." in page
    assert "Before." not in page
    assert "from how many children each was made is not kept here" in page


def test_items_of_the_adoption_plan_stand_on_its_page_however_many(defined, client_of):
    world, made = defined
    chair, page = client_of(world.chair), address_of(world.notice, "pages:adoption")

    def grow() -> int:
        world.agree_item(date(2012, 12, 3), objective=objective)
        return queries(chair, page)

    objective = world.agree_objective(code="adoption")
    world.agree_item(date(2012, 12, 3), words="Not of that plan.")
    few = grow()
    assert [grow(), grow()] == [few, few]
    assert few <= 20
    bearing = chair.get(page).context["bearing"]
    assert len(bearing.open) == 3
    assert "Not of that plan." not in [line.words for line in bearing.open]
