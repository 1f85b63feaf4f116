"""Do the first page and the dashboard say how the notice stands, to each what they may see, in a fixed number of queries?"""

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
    assert max(few) <= 45
