"""Which items are drafted and not agreed yet, and how is a draft written?"""

from datetime import datetime
from functools import cached_property

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import get_object_or_404
from django.urls import reverse

from accounts.policy import Permission
from boards.models import Board
from notices.http import NoticeView
from plans import domain as plan
from plans.forms import DraftItemForm
from plans.item_drafts import Overwritten, drafts_seen_by
from plans.models import ItemDraft
from plans.owners import who_may_own
from records.refusal import NotTheNext
from records.writing import position


class DraftListView(NoticeView):
    """The drafts of which no item has come yet: one's own; the secretary and the council leads see all."""

    permission = Permission.DRAFT_ITEM
    section = "plan"

    def get(self, request: HttpRequest, slug: str) -> HttpResponse:
        sees_all = self.may["update_on_behalf"]
        rows = drafts_seen_by(self.person, self.notice, sees_all=sees_all)
        return self.page("plans/draft_list.html", {"rows": rows, "sees_all": sees_all})


class WriteDraftView(NoticeView):
    """Writes a draft, or overwrites one."""

    permission = write_permission = Permission.DRAFT_ITEM
    section = "plan"

    def get(self, request: HttpRequest, slug: str, number: int = 0) -> HttpResponse:
        draft = self.draft
        return self.form_page(self.form(initial=draft.answers | {"after": draft.version} if draft else {}))

    def post(self, request: HttpRequest, slug: str, number: int = 0) -> HttpResponse:
        _ = self.draft  # 404 and 403 before anything is read
        form = self.form(request.POST)
        try:
            answer = form.is_valid() and self.write(
                form,
                lambda at: self.save(form, at),
                then=reverse("plans:draft_list", args=[slug]),
                said="The draft is kept. It is not in the plan before the Board has agreed it.",
            )
        except NotTheNext as met:
            return self.clash(form, met, theirs=self.saved_meanwhile(met.latest), label="Keep this draft")
        return answer or self.form_page(form, status=422)

    @cached_property
    def draft(self) -> ItemDraft | None:
        if not self.kwargs.get("number"):
            return None
        drafts = ItemDraft.objects.for_notice(self.notice).select_related("written_by", "item")
        draft = get_object_or_404(drafts, number=self.kwargs["number"])
        if draft.written_by_id != self.person.pk and not self.may["update_on_behalf"]:
            raise PermissionDenied(f"Draft {draft.number} is {draft.written_by.name}’s.")
        return draft

    def form(self, data: QueryDict | None = None, *, initial: dict | None = None) -> DraftItemForm:
        board = Board.objects.for_notice(self.notice).improvement().first()
        if board is None:
            raise Http404
        return DraftItemForm(
            data,
            initial=initial,
            notice=self.notice,
            board=board,
            asof=position(self.notice.slug),
            owners=who_may_own(self.notice, self.today),
        )

    def save(self, form: DraftItemForm, at: datetime) -> ItemDraft:
        return plan.write_draft(
            notice=self.notice,
            draft=self.draft,
            answers=form.as_kept(),
            after=form.cleaned_data["after"],
            by=self.person,
            at=at,
        )

    def saved_meanwhile(self, saved: object) -> list[tuple[str, str]]:
        if not isinstance(saved, Overwritten):
            return []
        return self.form(initial=dict(saved.answers)).answers()

    def form_page(self, form: DraftItemForm, *, status: int = 200) -> HttpResponse:
        return self.page("plans/draft.html", {"form": form, "draft": self.draft}, status=status)
