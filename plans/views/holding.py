"""Was a meeting held? The form that says so, beside the plan because concerns from an earlier meeting are asked about first."""

from django.http import HttpRequest, HttpResponse

from boards.forms.meetings import HoldMeetingForm
from boards.views.base import OfMeeting
from notices.forms import NoticeForm
from plans import domain as plan
from plans.concerns import left_without
from records.refusal import NotTheNext


class HoldMeetingView(OfMeeting):
    """That the meeting was held, and on which day."""

    template = "plans/hold_meeting.html"

    def get(self, request: HttpRequest, slug: str, number: int) -> HttpResponse:
        planned = self.meeting.day if self.meeting.day <= self.today else None
        return self.form_page(HoldMeetingForm(initial={"after": self.days[0].number, "on": planned}))

    def post(self, request: HttpRequest, slug: str, number: int) -> HttpResponse:
        form = HoldMeetingForm(request.POST)
        try:
            answer = form.is_valid() and self.write(
                form,
                lambda at: plan.hold_meeting(
                    meeting=self.meeting,
                    on=form.cleaned_data["on"],
                    by=self.person,
                    at=at,
                    after=form.cleaned_data["after"],
                    confirmed=form.cleaned_data["confirmed"],
                ),
                then=self.to_meeting(),
                said=f"Meeting {number} is recorded as held.",
            )
        except NotTheNext as met:
            return self.both_texts(form, met, "Record it as held")
        return answer or self.form_page(form, status=422)

    def form_page(self, form: NoticeForm, *, status: int = 200) -> HttpResponse:
        shown = {"form": form, "meeting": self.meeting, "days": self.days}
        return self.page(self.template, shown | {"left": left_without(self.board, self.latest)}, status=status)
