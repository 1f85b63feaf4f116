"""Do the first page and the dashboard say how the notice stands, to each what they may see, in a fixed number of queries?"""

import re
from datetime import date

from tests.pages import address_of, queries, text_of

LATE = "1 item is overdue against the date the Board agreed, 1 against the first date."


def test_first_page_of_the_board_says_how_the_notice_stands(march, client_of):
    page = text_of(client_of(march.chair).get("/"))
    assert "The Board last met on 19 December 2012" in page
    assert LATE in page
    assert f"{address_of(march.notice, 'plans:item_list')}?show=overdue" in page


def test_first_page_of_an_observer_says_what_was_published_and_nothing_later(desk, cast, client_of, clock):
    observer = client_of(cast.observer)
    assert "How it stands" not in text_of(observer.get("/"))
    desk.publish()
    clock.move_to(date(2013, 3, 20))
    desk.world.update(desk.world.item(3), "done")
    page = text_of(observer.get("/"))
    assert "How it stands, as published" in page
    assert LATE in page
    assert "?show=overdue" not in page


def test_dashboard_gives_the_last_words_of_an_owner_who_has_not_explained(march, client_of):
    march.update(march.item(3), done_so_far="Half of them are trained.", next_step="Train the other half.", forecast="")
    page = text_of(client_of(march.chair).get(address_of(march.notice, "pages:dashboard")))
    assert "No analysis yet. Last update, 5 March 2013: Half of them are trained." in page
    assert "No remedy yet. Next step: Train the other half." in page


def test_dashboard_of_an_earlier_day_leads_to_pages_of_that_day(march, client_of):
    chair = client_of(march.chair)
    dashboard = address_of(march.notice, "pages:dashboard")
    live = set(re.findall(rf'href="(/{march.notice.slug}/[^"]+)"', body_of(chair.get(dashboard))))
    assert not any("?on=" in address for address in live)
    page = body_of(chair.get(f"{dashboard}?on=2013-02-01&known=2013-02-02"))
    kept = "?on=2013-02-01&amp;known=2013-02-02"
    for address in (
        address_of(march.notice, "pages:item", 3),
        address_of(march.notice, "pages:measure", "QP1"),
    ):
        assert f'href="{address}{kept}"' in page
        assert f'href="{address}"' not in page


def test_dashboard_names_the_dates_before_the_item_that_moved(march, client_of, clock):
    march.rule(march.propose(march.item(3), date(2013, 4, 12)))
    page = text_of(client_of(march.chair).get(address_of(march.notice, "pages:dashboard")))
    assert "From 31 January 2013 to 12 April 2013: <a" in page
    assert "<br>Item 3: 12 April 2013 agreed" in page


def body_of(response) -> str:
    """What stands under the heading of a page, without its menu."""
    page = text_of(response)
    return page[page.index("two-sentences") : page.index("</main>")]


def test_first_page_and_dashboard_take_as_many_queries_for_many_rows_as_for_few(march, client_of):
    chair = client_of(march.chair)
    dashboard = address_of(march.notice, "pages:dashboard")
    few = queries(chair, "/"), queries(chair, dashboard)
    for day in range(1, 5):
        item = march.agree_item(date(2013, 2, day), serves="QP1.b QP3.a")
        march.update(item)
        march.propose(item, date(2013, 5, day))
        indicator = march.define_indicator(f"FD-1{day}")
        march.set_target(indicator, 0)
        for week in (8, 15):
            march.report(indicator, date(2013, 2, week), week)
    assert (queries(chair, "/"), queries(chair, dashboard)) == few
    assert max(few) <= 46
