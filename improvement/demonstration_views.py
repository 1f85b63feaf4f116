"""How is the product tried out? By being anybody, and by letting days pass. Only where a demonstration may be shown."""

from collections.abc import Callable
from functools import wraps
from itertools import groupby

from django.contrib import messages
from django.contrib.auth import login
from django.http import Http404, HttpRequest, HttpResponse
from django.http.request import split_domain_port
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST, require_safe

from improvement import demonstration as sample
from improvement.forms import MoveClock, SignInAs
from improvement.sample.people import try_first
from records import clock, wording
from records.clock import AsOf
from records.models import DemonstrationClock
from records.refusal import Refused
from reports.position.reviews import lifted

BACKEND = "allauth.account.auth_backends.AuthenticationBackend"
View = Callable[[HttpRequest], HttpResponse]
# By step: what finds its day, and what is said where there is none.
FURTHER = {
    MoveClock.MEETING: (sample.next_meeting, "No meeting is planned after today."),
    MoveClock.REPORTING: (sample.next_reporting_point, "Ministers are not to be informed again after today."),
}


def only_in_a_demonstration(view: View) -> View:
    """The page does not exist in a real installation, nor under a host name that was not given to the demonstration."""

    @wraps(view)
    def found_or_not(request: HttpRequest) -> HttpResponse:
        host, _ = split_domain_port(request.get_host())
        if not sample.may_be_shown_at(host) or not DemonstrationClock.objects.exists():
            raise Http404
        return view(request)

    return found_or_not


@require_safe
@only_in_a_demonstration
def demonstration(request: HttpRequest) -> HttpResponse:
    people = sample.sample_people()
    now = clock.now()
    over = lifted({member.notice_id for member in people}, AsOf(clock.london_day(now), now))
    context = {
        "notices": [
            {
                "notice": notice,
                "people": [(row, try_first(row.person.email, lifted=notice.pk in over)) for row in members],
            }
            for notice, members in groupby(people, key=lambda member: member.notice)
        ],
        "now": now,
        "today": clock.london_day(now),
        "next_meeting": sample.next_meeting(),
        "next_reporting_point": sample.next_reporting_point(),
        "messages_sent": sample.last_messages(),
    }
    return render(request, "demonstration/demonstration.html", context)


@require_POST
@only_in_a_demonstration
def sign_in(request: HttpRequest) -> HttpResponse:
    """Become one of the sample people; only those, and only while they have a role today."""
    form = SignInAs({member.person.email: member.person for member in sample.sample_people()}, request.POST)
    if not form.is_valid():
        raise Http404
    person = form.cleaned_data["person"]
    login(request, person, backend=BACKEND)
    messages.success(request, f"You are {person.name} now.")
    return redirect("pages:home")


@require_POST
@only_in_a_demonstration
def move_clock(request: HttpRequest) -> HttpResponse:
    form = MoveClock(request.POST)
    if not form.is_valid():
        raise Http404
    if form.cleaned_data["seen"] != clock.london_day(clock.now()):
        messages.warning(request, "The clock had moved on since this page was drawn, so it was not moved again.")
        return redirect("demonstration")
    to = sample.tomorrow()
    if form.cleaned_data["step"] in FURTHER:
        find, none = FURTHER[form.cleaned_data["step"]]
        found = find()
        if found is None:
            messages.warning(request, none)
            return redirect("demonstration")
        _, to = found
    try:
        passed = sample.move_on(to)
    except Refused as refusal:
        messages.warning(request, refusal.sentence)
        return redirect("demonstration")
    messages.success(request, _happened(passed))
    return redirect("demonstration")


def _happened(passed: sample.Passed) -> str:
    days = "1 day has" if passed.days == 1 else f"{passed.days} days have"
    late = wording.count(passed.overdue, "item") if passed.overdue else "nothing"
    sent = wording.count(passed.messages, "message") if passed.messages else "no message"
    return f"{days} passed: {late} became overdue, {sent} {'were' if passed.messages > 1 else 'was'} sent."
