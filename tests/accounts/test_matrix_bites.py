"""Does the matrix find what it is there to find? Views that are wrong on purpose, each in one way."""

from types import ModuleType

import pytest
from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import include, path

from accounts.policy import Permission
from improvement import urls
from notices.http import NoticeView
from plans.models import Item
from tests.accounts.asking import address, faults, told_apart
from tests.accounts.matrix import PAGES


class Unscoped(NoticeView):
    """Sabotage: the item of that number, of whichever notice."""

    permission = Permission.VIEW_WORKING

    def get(self, request, slug, number):
        return HttpResponse(
            f"item {get_object_or_404(Item, number=number, notice__slug__in=['northmoor-2013', slug]).number}"
        )


class TooWide(NoticeView):
    """Sabotage: the item list, for those who see what is published only."""

    permission = Permission.VIEW_NOTICE

    def get(self, request, slug):
        return HttpResponse("items")


class GetterThatWrites(NoticeView):
    """Sabotage: to look is to change."""

    permission = Permission.VIEW_WORKING

    def get(self, request, slug):
        self.notice.memberships.filter(person=request.user).update(to_on="2030-01-01")
        return HttpResponse("items")


class sabotaged:  # noqa: N801 - stands for a urls module
    app_name = "plans"
    urlpatterns = [
        path("<slug:slug>/plan/items/<int:number>/", Unscoped.as_view(), name="unscoped"),
        path("<slug:slug>/plan/", TooWide.as_view(), name="too_wide"),
        path("<slug:slug>/plan/mine/", GetterThatWrites.as_view(), name="getter_that_writes"),
    ]


@pytest.fixture
def sabotage(settings, setting):
    module = ModuleType("sabotaged_urls")
    module.urlpatterns = [path("", include((sabotaged.urlpatterns, "sabotage"))), *urls.urlpatterns]
    settings.ROOT_URLCONF = module
    return setting


def test_view_without_scope_is_found(sabotage, client_of, cast):
    urls = [address("sabotage:unscoped", cast.a.slug, {"number": number}) for number in (4, 98_765)]
    assert len(told_apart(client_of(cast.officer), *urls)) == 1


def test_view_that_is_too_wide_is_found(sabotage, client_of, cast):
    found = faults("sabotage:too_wide", PAGES["plans:item_list"], client_of, cast)
    assert found == [
        "Y reads sabotage:too_wide: 200, not 403",
        "Y writes sabotage:too_wide: 405, not 403",
        "D reads sabotage:too_wide: 200, not 403",
        "D writes sabotage:too_wide: 405, not 403",
    ]


def test_getter_that_writes_is_found(sabotage, client_of, cast):
    page = PAGES["plans:item_list"]
    assert faults("sabotage:getter_that_writes", page, client_of, cast) == [
        "asking for sabotage:getter_that_writes changed a row"
    ]


def test_view_without_permission_cannot_be_defined():
    with pytest.raises(TypeError, match="Silent declares no permission"):
        type("Silent", (NoticeView,), {})
    with pytest.raises(TypeError, match="takes posts and declares no write_permission"):
        type("Posts", (NoticeView,), {"permission": Permission.VIEW_NOTICE, "post": lambda self, request: None})
