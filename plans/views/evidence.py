"""What was brought to show that the notice is met? Its list, and the forms by which it is brought."""

from collections.abc import Mapping
from datetime import datetime
from functools import cached_property

from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import get_object_or_404
from django.urls import reverse

from accounts.models import User
from accounts.policy import Permission
from boards.models import Meeting
from notices.http import NoticeView
from plans import domain as plan
from plans import standing
from plans.evidence_list import by_requirement, counts, evidence_of, lines
from plans.forms import EvidenceForm
from plans.listing import lines as item_lines
from plans.models import Evidence, Item
from plans.owners import who_may_own
from plans.views.one_item import OfOneItem
from records.refusal import NoRoom
from records.uploads import NO_ROOM
from records.writing import position


class EvidenceListView(NoticeView):
    """What waits for a reviewer first, the oldest first, then everything by the requirement that it shows; or what is in
    one state, each behind its count."""

    permission = Permission.VIEW_WORKING
    section = "plan"

    def get(self, request: HttpRequest, slug: str) -> HttpResponse:
        state = request.GET.get("show", "")
        if state and state not in standing.EVIDENCE:
            raise Http404
        shown = lines(evidence_of(self.notice, self.asof))
        context = {
            "state": state,
            "word": standing.EVIDENCE.get(state, ""),
            "found": [line for line in shown if line.state == state],
            "waiting": [line for line in reversed(shown) if line.state == "waiting"],
            "groups": by_requirement(self.notice, shown),
            "counts": counts(shown),
            "total": len(shown),
            "shown_asof": self.shown_asof(),
            "meetings": Meeting.objects.for_notice(self.notice).days_held(position(self.notice.slug)),
        }
        return self.page("plans/evidence_list.html", context)


class RecordEvidenceView(NoticeView):
    """Evidence of requirements that is of no one item: one's own or, for those who may, on behalf of somebody."""

    permission = write_permission = Permission.RECORD_EVIDENCE
    section = "plan"

    def get(self, request: HttpRequest, slug: str, number: int = 0) -> HttpResponse:
        return self.form_page(self.form(initial=self.begun()))

    def post(self, request: HttpRequest, slug: str, number: int = 0) -> HttpResponse:
        form, answer = self.form(request.POST), None
        if getattr(request, "no_room", False):  # records/upload_handlers.py
            form.refuse(NoRoom(NO_ROOM, field="file"))
        elif form.is_valid():
            answer = self.write(
                form,
                lambda at: self.record(form, at),
                then=self.after_recording(),
                said="The evidence is recorded. It shows nothing until a reviewer has accepted it.",
            )
        if answer is None:
            form.ask_for_file_again()
        return answer or self.form_page(form, status=form.status)

    @property
    def about(self) -> Item | None:
        return None

    @cached_property
    def instead_of(self) -> Evidence | None:
        """The evidence that this is to take the place of, where the address names one."""
        asked = self.request.GET.get("instead", "")
        if not asked:
            return None
        evidence = Evidence.objects.for_notice(self.notice).filter(item=self.about)
        return get_object_or_404(evidence, number=asked if asked.isdecimal() and len(asked) < 9 else 0)

    @cached_property
    def owners(self) -> Mapping[str, User] | None:
        return who_may_own(self.notice, self.today) if self.may["update_on_behalf"] else None

    def owner(self, form: EvidenceForm) -> User:
        return form.cleaned_data.get("owner") or self.person

    def form(self, data: QueryDict | None = None, *, initial: dict | None = None) -> EvidenceForm:
        files = None if data is None else self.request.FILES
        return EvidenceForm(data, files, initial=initial, notice=self.notice, owners=self.owners)

    def begun(self) -> dict[str, object]:
        """The form as it is opened: for what it takes the place of, else for nothing yet."""
        mine = next((key for key, person in (self.owners or {}).items() if person == self.person), "")
        earlier = self.instead_of
        if earlier is None:
            return {"owner": mine}
        keys = {person: key for key, person in (self.owners or {}).items()}
        return {
            "owner": keys.get(earlier.owner, mine),
            "title": earlier.title,
            "strength": earlier.strength,
            "link": earlier.link,
            "expected": earlier.expected.number if earlier.expected else "",
            "requirements": list(earlier.requirements.values_list("reference", flat=True)),
        }

    def record(self, form: EvidenceForm, at: datetime) -> Evidence:
        given = form.cleaned_data
        return plan.record_evidence(
            notice=self.notice,
            item=self.about,
            owner=self.owner(form),
            supersedes=self.instead_of,
            title=given["title"],
            note=given["note"],
            link=given["link"],
            file=given["file"],
            expected=given.get("expected"),
            strength=given["strength"],
            requirements=given["requirements"],
            review_by_on=given["review_by_on"],
            source=given.get("source", ""),
            counts_on=given.get("counts_on"),
            by=self.person,
            at=at,
            confirmed=given["confirmed"],
        )

    def after_recording(self) -> str:
        return reverse("plans:evidence_list", args=[self.notice.slug])

    def form_page(self, form: EvidenceForm, *, status: int = 200) -> HttpResponse:
        context = {"form": form, "instead_of": self.instead_of}
        return self.page("plans/record_evidence.html", context | self.shown_beside(), status=status)

    def shown_beside(self) -> dict[str, object]:
        return {}


class RecordItemEvidenceView(RecordEvidenceView, OfOneItem):
    """Evidence of one item, by its owner or on the owner's behalf."""

    permission = write_permission = Permission.RECORD_EVIDENCE

    @property
    def about(self) -> Item:
        return self.item

    @cached_property
    def owners(self) -> None:
        return None

    def owner(self, form: EvidenceForm) -> User:
        return self.on_behalf_of or self.person

    def form(self, data: QueryDict | None = None, *, initial: dict | None = None) -> EvidenceForm:
        on_behalf = self.on_behalf_of is not None and not self.is_deputy
        expected, files = self.terms.expected.all(), None if data is None else self.request.FILES
        return EvidenceForm(data, files, initial=initial, notice=self.notice, on_behalf=on_behalf, expected=expected)

    def begun(self) -> dict[str, object]:
        serves = list(self.terms.serves.values_list("reference", flat=True))
        return {"requirements": serves} | (super().begun() if self.instead_of else {})

    def after_recording(self) -> str:
        return reverse("pages:item", args=[self.notice.slug, self.item.number])

    def shown_beside(self) -> dict[str, object]:
        return {"line": item_lines([self.item], self.latest)[0], "on_behalf_of": self.on_behalf_of}
