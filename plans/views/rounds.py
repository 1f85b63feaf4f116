"""Who has answered for the next meeting of the Board, and who is asked once more? The page of the round."""

from functools import cached_property

from django.http import Http404, HttpRequest, HttpResponse

from accounts.models import User
from accounts.policy import Permission
from boards import rounds
from boards.models import Meeting
from boards.rounds import Round
from notices.http import NoticeView
from plans import domain as plan
from plans.answers import Answers, answers
from plans.chasing import last_chased
from plans.deputies import deputies
from plans.forms import ChaseForm
from plans.owners import who_has_owned
from plans.rounds import WORDS, rounds_of
from plans.views.lists import days_left
from records import wording
from records.writing import position


class RoundView(NoticeView):
    """A round owner by owner: that of the day or, with ?meeting=, an earlier one. The secretary chases from here."""

    permission = Permission.VIEW_WORKING
    write_permission = Permission.CHASE_OWNERS
    section = "plan"

    def get(self, request: HttpRequest, slug: str) -> HttpResponse:
        return self.shown()

    def post(self, request: HttpRequest, slug: str) -> HttpResponse:
        form = ChaseForm(request.POST)
        key = request.POST.get("owner", "")
        if key and key not in self.keys.values():
            raise Http404
        owners = [person for person, one in self.keys.items() if one == key] if key else None
        made: list = []
        answer = form.is_valid() and self.write(
            form,
            lambda at: made.extend(plan.chase(notice=self.notice, owners=owners, by=self.person, at=at)),
            then=request.path,
            said=f"{owners[0].name} is asked by mail." if owners else "Everybody who owes a word is asked by mail.",
        )
        return answer or self.shown(form, status=422)

    @cached_property
    def rounds(self) -> list[Round]:
        return rounds_of(self.notice, self.asof)

    @cached_property
    def round(self) -> Round | None:
        """The one asked for, if it has begun; else that of the day. 404 for a meeting that has none."""
        asked = self.request.GET.get("meeting", "")
        if not asked:
            return rounds.current(self.rounds, self.asof.on)
        found = next((one for one in self.rounds if str(one.number) == asked), None)
        if found is None or found.opens_on > self.asof.on:
            raise Http404
        return found

    @cached_property
    def keys(self) -> dict[User, str]:
        return {person: key for key, person in who_has_owned(self.notice).items()}

    def shown(self, form: ChaseForm | None = None, *, status: int = 200) -> HttpResponse:
        context: dict[str, object] = {
            "form": form,
            "round": self.round,
            "earlier": self.beside(-1),
            "later": self.beside(1),
            "shown_asof": self.shown_asof(),
            "meetings": Meeting.objects.for_notice(self.notice).days_held(position(self.notice.slug)),
        }
        if self.round:
            context |= self.answered(self.round)
        return self.page("plans/round.html", context, status=status)

    def beside(self, step: int) -> Round | None:
        """The round before or after, where it has begun."""
        begun = [one for one in self.rounds if one.opens_on <= self.asof.on]
        if self.round is None:
            return begun[-1] if begun and step < 0 else None
        place = self.rounds.index(self.round) + step
        found = self.rounds[place] if 0 <= place < len(self.rounds) else None
        return found if found in begun else None

    def answered(self, round_: Round) -> dict[str, object]:
        found = answers(self.notice, round_, self.asof)
        on, over = self.asof.on, round_.meeting_on < self.asof.on
        silent = [one for one in found if (one.not_updated if over else one.owed)]
        lines = [line for one in found for line in one.lines]
        live = on == self.today and "known" not in self.request.GET and not over
        return {
            "owners": [self.owner(one, round_, silent) for one in found],
            "silent": [one.owner.name for one in silent],
            "counts": [(word, sum(line.state == state for line in lines)) for state, word in WORDS.items()],
            "total": len(lines),
            "over": over,
            "closed": round_.is_closed(on),
            "closes_in": days_left((round_.updates_close_on - on).days),
            "papers_in": days_left((round_.papers_due_on - on).days),
            "papers_passed": round_.papers_due_on < on,
            "meets_in": days_left((round_.meeting_on - on).days),
            "may_chase": self.may["chase_owners"] and live,
            "may_speak": self.may["update_on_behalf"] and live,
            "chase_all": ChaseForm(auto_id=False),
        }

    def owner(self, one: Answers, round_: Round, silent: list[Answers]) -> dict[str, object]:
        deputy = self.deputies.get(one.owner.pk)
        return {
            "answers": one,
            "silent": one in silent,
            "chased": self.chased.get(one.owner.pk),
            "deputy": f"{deputy.deputy.name} stands in until {wording.day(deputy.to_on)}" if deputy else "",
            "chase": ChaseForm(initial={"owner": self.keys.get(one.owner, "")}, auto_id=False),
        }

    @cached_property
    def deputies(self) -> dict:
        found = deputies(self.notice, self.asof)
        return {one.person.pk: one for one in found if one.holds(self.asof.on)}

    @cached_property
    def chased(self) -> dict:
        return last_chased(self.notice, self.round, self.asof) if self.round else {}
