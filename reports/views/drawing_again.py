"""The button by which the PDF of an edition that could not be drawn is drawn again."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from accounts.policy import Permission
from notices.forms import NoticeForm
from reports.drawing_again import draw_again
from reports.views.base import OfReport


class DrawAgainView(OfReport):
    """Takes the press and leads back to the edition."""

    http_method_names = ["post"]
    permission = write_permission = Permission.WRITE_REPORT

    def post(self, request: HttpRequest, slug: str, number: int, edition: int) -> HttpResponse:
        found, form = self.edition(edition), NoticeForm(request.POST)
        then = self.at("reports:edition", edition)
        answer = form.is_valid() and self.write(
            form, lambda at: draw_again(of=found, by=self.person, at=at), then=then, said="The PDF is drawn again."
        )
        return answer or redirect(then)
