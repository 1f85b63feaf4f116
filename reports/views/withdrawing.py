"""What follows when an edition is withdrawn? Looked at, and then done with a reason."""

from django.http import HttpRequest, HttpResponse

from accounts.policy import Permission
from reports.access import newest_edition, relied_on
from reports.forms import WithdrawForm
from reports.models import Edition
from reports.views.base import OfReport
from reports.withdrawing import withdraw


class WithdrawView(OfReport):
    """What readers have now and will have then, and the form that asks for the reason."""

    permission = write_permission = Permission.WITHDRAW_EDITION

    def get(self, request: HttpRequest, slug: str, number: int, edition: int) -> HttpResponse:
        return self.asking(self.edition(edition), WithdrawForm())

    def post(self, request: HttpRequest, slug: str, number: int, edition: int) -> HttpResponse:
        found, form = self.edition(edition), WithdrawForm(request.POST)
        answer = form.is_valid() and self.write(
            form,
            lambda at: withdraw(edition=found, reason=form.cleaned_data["reason"], by=self.person, at=at),
            then=self.at("reports:edition", edition),
            said="The edition is withdrawn. From now on everybody who opens it reads your reason.",
        )
        return answer or self.asking(found, form, status=form.status)

    def asking(self, found: Edition, form: WithdrawForm, *, status: int = 200) -> HttpResponse:
        context = {
            "report": self.report,
            "found": found,
            "form": form,
            "files": len(relied_on(found.photograph)),
            "read_then": newest_edition(self.notice, but=found),
        }
        return self.page("reports/withdraw.html", context, status=status)
