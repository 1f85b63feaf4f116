"""What does every page know of its surroundings? The notice, the reader's role, the menu, and whether this is a demonstration."""

from django.http import HttpRequest
from django.urls import reverse

from accounts.policy import Permission, allows
from improvement.sample.people import PASSWORD
from notices.http import NoticeView
from records import clock

# (section, label, name of its page, permission): the menu holds what the reader may open, and nothing else.
MENU = [
    ("dashboard", "Dashboard", "pages:dashboard", Permission.VIEW_POSITION),
    ("mine", "My updates", "plans:mine", Permission.UPDATE_ITEM),
    ("plan", "Plan", "plans:item_list", Permission.VIEW_WORKING),
    ("indicators", "Indicators", "indicators:indicator_list", Permission.VIEW_WORKING),
    ("judgements", "Judgements", "pages:judgements", Permission.VIEW_WORKING),
    ("board", "Board", "boards:meeting_list", Permission.VIEW_NOTICE),
    ("notice", "Notice", "notices:notice", Permission.VIEW_NOTICE),
    ("coverage", "Requirements", "pages:coverage", Permission.VIEW_WORKING),
    ("reports", "Reports", "reports:report_list", Permission.VIEW_EDITIONS),
    ("people", "People", "notices:people", Permission.LIST_MEMBERS),
]


def surroundings(request: HttpRequest) -> dict[str, object]:
    view: NoticeView | None = getattr(request, "notice_view", None)
    reading = view.reading if view else clock.read()
    sample = {"now": reading.now, "password": PASSWORD} if reading.demonstration else None
    found: dict[str, object] = {"demonstration": sample}
    if view is None:
        return found
    return found | {
        "notice": view.notice,
        "membership": view.membership,
        "may": view.may,
        "today": view.today,
        "nav": [
            {"label": label, "url": reverse(name, args=[view.notice.slug]), "current": view.section == section}
            for section, label, name, permission in MENU
            if allows(view.role, permission)
        ],
    }
