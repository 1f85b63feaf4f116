"""Where is it recorded that an edition was sent, and acknowledged?"""

from datetime import datetime

from django.http import HttpRequest, HttpResponse

from accounts.policy import Permission
from notices.forms import NoticeForm
from reports import sending
from reports.forms import AcknowledgementForm, SendingForm
from reports.models import Edition
from reports.views.base import OfReport


class SendView(OfReport):
    """To whom an edition was sent, how, and on which day."""

    permission = write_permission = Permission.SEND_REPORT
    form_class: type[NoticeForm] = SendingForm
    title, button, said = "It was sent", "Record that it was sent", "It is recorded that the edition was sent."

    def get(self, request: HttpRequest, slug: str, number: int, edition: int) -> HttpResponse:
        return self.drawn(self.edition(edition), self.form_class(initial={"on": self.today}))

    def post(self, request: HttpRequest, slug: str, number: int, edition: int) -> HttpResponse:
        found, form = self.edition(edition), self.form_class(request.POST)
        answer = form.is_valid() and self.write(
            form, lambda at: self.act(found, form, at), then=self.at("reports:edition", edition), said=self.said
        )
        return answer or self.drawn(found, form, status=422)

    def act(self, found: Edition, form: NoticeForm, at: datetime) -> object:
        given = {name: form.cleaned_data[name] for name in ("to", "how", "on")}
        return sending.record_sending(edition=found, by=self.person, at=at, **given)

    def drawn(self, found: Edition, form: NoticeForm, *, status: int = 200) -> HttpResponse:
        context = {"report": self.report, "found": found, "form": form, "title": self.title, "button": self.button}
        return self.page("reports/send.html", context, status=status)


class AcknowledgeView(SendView):
    """Who said that it arrived, on which day, and where that is known from."""

    form_class = AcknowledgementForm
    title, button = "It was acknowledged", "Record who acknowledged it"
    said = "It is recorded who acknowledged the edition."

    def act(self, found: Edition, form: NoticeForm, at: datetime) -> object:
        given = {name: form.cleaned_data[name] for name in ("by_whom", "source", "on")}
        return sending.record_acknowledgement(edition=found, by=self.person, at=at, **given)
