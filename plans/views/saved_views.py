"""How does a person keep a view of the list under a name, and remove it?"""

from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from accounts.policy import Permission
from notices.forms import NoticeForm
from plans import keeping
from plans.forms.saved_views import KeepViewForm, RemoveViewForm
from plans.models import SavedView
from plans.views.item_list import OfItemList


class SavedViewsView(OfItemList):
    """The reader's views, and the form that keeps the list which the address asks for as one more."""

    write_permission = Permission.VIEW_WORKING

    def get(self, request: HttpRequest, slug: str) -> HttpResponse:
        return self.form_page(KeepViewForm())

    def post(self, request: HttpRequest, slug: str) -> HttpResponse:
        form, query = KeepViewForm(request.POST), self.asked.query()
        address = reverse("plans:item_list", args=[slug])
        answer = form.is_valid() and self.write(
            form,
            lambda at: keeping.keep_view(
                notice=self.notice, name=form.cleaned_data["name"], query=query, by=self.person
            ),
            then=f"{address}?{query}" if query else address,
            said=f"The view “{form.cleaned_data.get('name')}” is kept. It stands above the list.",
        )
        return answer or self.form_page(form, status=422)

    def form_page(self, form: NoticeForm, *, status: int = 200) -> HttpResponse:
        kept = SavedView.objects.for_notice(self.notice).filter(person=self.person)
        context = {
            "form": form,
            "asked": self.asked,
            "action": self.request.get_full_path(),
            "views": [(view, RemoveViewForm(initial={"name": view.name}, auto_id=False)) for view in kept],
        }
        return self.page("plans/saved_views.html", context, status=status)


class RemoveViewView(SavedViewsView):
    """Takes one of the reader's views away."""

    http_method_names = ["post"]

    def post(self, request: HttpRequest, slug: str) -> HttpResponse:
        form = RemoveViewForm(request.POST)
        answer = form.is_valid() and self.write(
            form,
            lambda at: keeping.remove_view(notice=self.notice, name=form.cleaned_data["name"], by=self.person),
            then=reverse("plans:saved_views", args=[slug]),
            said=f"The view “{form.cleaned_data.get('name')}” is removed.",
        )
        return answer or self.form_page(form, status=422)
