"""How does a page reach a notice? Through a membership of today, with a permission that the view declares; as of two times."""

from collections.abc import Callable, Mapping
from datetime import date, datetime
from functools import cached_property
from typing import Any

from django.contrib import messages
from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.http import url_has_allowed_host_and_scheme
from django.views import View

from accounts.models import User
from accounts.policy import Permission, Role, Sight, allows
from notices import held
from notices.domain import earliest_day
from notices.forms import NoticeForm
from notices.models import Membership, Notice
from records import clock, tokens, wording
from records.clock import AsOf
from records.models import LedgerRow
from records.refusal import NotTheNext, Refused
from records.uploads import fingerprint
from records.writing import position, writing


class OddRequest(Exception):
    """An address that asks for something that cannot be: answered with status 400 and the sentence."""


class NoticeView(View):
    """A page of a notice. A subclass declares `permission`; one that takes posts declares `write_permission` too.

    A stranger gets 404, a member without the right 403. `self.person`, `self.notice`, `self.membership`, `self.role`,
    `self.now` and `self.today` are set before a handler runs; nothing of another notice can be reached from them.
    """

    permission: Permission
    write_permission: Permission | None = None
    section = ""
    person: User
    notice: Notice
    membership: Membership
    role: Role
    reading: clock.Reading
    now: datetime
    today: date
    was_signed_out: bool

    def __init_subclass__(cls, **kwargs: object) -> None:
        super().__init_subclass__(**kwargs)
        if not isinstance(getattr(cls, "permission", None), Permission):
            raise TypeError(f"{cls.__name__} declares no permission")
        if hasattr(cls, "post") and cls.write_permission is None:
            raise TypeError(f"{cls.__name__} takes posts and declares no write_permission")

    def dispatch(self, request: HttpRequest, *args: object, slug: str, **kwargs: object) -> HttpResponseBase:
        if not request.user.is_authenticated:
            if request.method == "POST" and self.draws_its_form:
                held.keep(request)
            return redirect_to_login(request.get_full_path())
        self.person = request.user
        self.reading = clock.read()
        self.now = self.reading.now
        self.today = clock.london_day(self.now)
        membership = (
            Membership.objects.on(self.today)
            .filter(person=self.person, notice__slug=slug)
            .select_related("notice", "agency")
            .first()
        )
        if membership is None:
            raise Http404
        self.membership, self.notice, self.role = membership, membership.notice, Role(membership.role)
        request.notice_view = self  # type: ignore[attr-defined]  # for improvement/context.py
        sent = held.take(request) if request.method == "GET" and self.draws_its_form else None
        self.was_signed_out = sent is not None
        if sent is not None:
            request.method = "POST"
            request.POST = sent  # type: ignore[assignment]  # Django's stubs know only its immutable kind
        writes = request.method not in ("GET", "HEAD", "OPTIONS")
        needed = self.write_permission if writes and self.write_permission else self.permission
        if not self.allowed(needed):
            raise PermissionDenied(f"Your role on this notice, {self.role.label}, does not include this.")
        answer = super().dispatch(request, *args, slug=slug, **kwargs)
        if self.was_signed_out:
            answer.status_code = 200  # the page was asked for, and nothing was refused that the reader sent now
        return answer

    @property
    def draws_its_form(self) -> bool:
        """Whether a post that is refused is drawn again by the same address."""
        return hasattr(self, "get") and hasattr(self, "post")

    @cached_property
    def may(self) -> Mapping[str, bool]:
        """What templates ask: {% if may.propose_date %}."""
        return {permission.value: self.allowed(permission) for permission in Permission}

    def allowed(self, permission: Permission) -> bool:
        """By the role of the membership of today and the right that may be added to it."""
        return allows(self.role, permission, reviewer=self.membership.reviews_evidence)

    @property
    def sight(self) -> Sight:
        return self.role.sight

    @cached_property
    def asof(self) -> AsOf:
        """The position asked for by ?on= and ?known=; without them, today as recorded so far."""
        on, known = self.asked_day("on"), self.asked_day("known")
        if on and on > self.today:
            raise OddRequest(
                f"{wording.day(on)} has not come yet. Choose today, {wording.day(self.today)}, or an earlier day."
            )
        if on and on < (earliest := earliest_day(self.notice)):
            raise OddRequest(
                f"Nothing is known of days before {wording.day(earliest)}, the earliest the notice rests on."
            )
        return position(self.notice.slug, on=on or self.today, known=clock.end_of_day(known) if known else None)

    def asked_day(self, name: str) -> date | None:
        text = self.request.GET.get(name, "")
        if not text:
            return None
        try:
            return date.fromisoformat(text)
        except ValueError:
            raise OddRequest(f"“{text[:40]}” is not a day. Write it like {self.today.isoformat()}.") from None

    def write(
        self,
        form: NoticeForm,
        act: Callable[[datetime], LedgerRow | object],
        *,
        then: str,
        said: str = "",
    ) -> HttpResponse | None:
        """Open the notice for writing, spend the form's token, run `act(at)`; returns the redirect, or None when a rule refused
        (the form then holds the sentence). NotTheNext goes through to the caller, who shows both texts. What was sent by
        somebody who had been signed out is never acted on: it is drawn, to be looked through and sent again."""
        if self.was_signed_out:
            form.refuse(Refused(held.SENTENCE))
            return None
        try:
            with writing(self.notice.slug) as at:
                body = {name: self.request.POST.getlist(name) for name in self.request.POST}
                body |= {name: [fingerprint(sent)] for name, sent in self.request.FILES.items()}
                tokens.spend(
                    self.request.POST.get(form.add_prefix("token"), ""), body=body, by=self.person, at=at, location=then
                )
                act(at)
        except tokens.SentBefore as before:
            return redirect(before.location)
        except NotTheNext:
            raise
        except Refused as refusal:
            form.refuse(refusal)
            return None
        if said:
            messages.success(self.request, said)
        return redirect(then)

    def clash(
        self, form: NoticeForm, met: NotTheNext, *, theirs: list[tuple[str, str]], label: str = "Save"
    ) -> HttpResponse:
        """The answer 409: both texts side by side, and the form to send again after the other one."""
        latest: Any = met.latest
        context = {
            "yours": form.answers(),
            "theirs": theirs,
            "saved_by": str(latest.recorded_by) if latest else "",
            "saved_by_you": bool(latest) and latest.recorded_by_id == self.person.pk,
            "saved_at": latest.recorded_at if latest else None,
            "form": form.drawn_again(latest.number if latest else 0),
            "action": self.request.get_full_path(),
            "label": label,
        }
        return render(self.request, "conflict.html", context, status=409)

    def page(self, template: str, context: Mapping[str, object] | None = None, *, status: int = 200) -> HttpResponse:
        return render(self.request, template, dict(context or {}), status=status)

    def shown_asof(self) -> dict[str, object]:
        """What the date control says: `known` only where the reader asked for it."""
        return {"on": self.asof.on, "known": self.asof.known if self.request.GET.get("known") else None}

    def next_or(self, default: str) -> str:
        """The address that a form asked to come back to, checked to be one of ours."""
        asked = self.request.POST.get("next", "")
        ours = url_has_allowed_host_and_scheme(asked, allowed_hosts=None) and asked.startswith(f"/{self.notice.slug}/")
        return asked if ours else default
