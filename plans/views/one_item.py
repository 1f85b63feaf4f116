"""Who speaks for the item that a page is about? Its owner, or somebody who may do so on the owner's behalf."""

from functools import cached_property

from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.urls import reverse

from accounts.models import User
from accounts.policy import Permission
from notices.http import NoticeView
from plans.deputies import is_deputy
from plans.listing import items_of
from plans.models import Item, ItemTerms
from plans.unwritten import with_unwritten
from records.clock import AsOf
from records.writing import position


class OfOneItem(NoticeView):
    """Base of the pages on which somebody speaks for one item, as it stands now."""

    permission = Permission.UPDATE_ITEM
    section = "plan"

    @cached_property
    def latest(self) -> AsOf:
        """Everything recorded so far: what forms are drawn from, whatever day the address asks for."""
        return position(self.notice.slug)

    @cached_property
    def item(self) -> Item:
        items = with_unwritten(items_of(self.notice, self.latest), self.latest)
        found = items.filter(number=self.kwargs["number"]).first()
        if found is None:
            raise Http404
        return found

    @cached_property
    def terms(self) -> ItemTerms:
        return ItemTerms.objects.for_notice(self.notice).select_related("owner", "agency").get(pk=self.item.terms_id)

    @cached_property
    def on_behalf_of(self) -> User | None:
        """Nobody where the reader owns the item, its owner where the reader may speak for others or is the owner's deputy;
        else 403."""
        owner = self.terms.owner
        if owner.pk == self.person.pk:
            return None
        if not self.may["update_on_behalf"] and not self.is_deputy:
            raise PermissionDenied(f"Item {self.item.number} belongs to {owner.name}, who says how it goes.")
        return owner

    @cached_property
    def is_deputy(self) -> bool:
        """The reader stands in for the owner today, and says how the item goes without naming a source."""
        return is_deputy(self.notice, self.person, self.terms.owner, self.latest)

    def check_may_speak(self) -> None:
        """403 unless the reader owns the item or may speak for others."""
        _ = self.on_behalf_of

    @property
    def is_open(self) -> bool:
        return self.item.standing not in ("done", "withdrawn")

    @property
    def may_be_put_right(self) -> bool:
        """It was said to be done, and another update can say that it is not."""
        return self.item.standing == "done"

    @property
    def past_due(self) -> bool:
        """Its date has passed: there is nothing to forecast."""
        return self.item.due_now < self.today

    def after_writing(self) -> str:
        """Owners and deputies go back to their items, others to the item; or either to the page that sent them here."""
        mine = reverse("plans:mine", args=[self.notice.slug])
        item = reverse("pages:item", args=[self.notice.slug, self.item.number])
        return self.next_or(item if self.on_behalf_of and not self.is_deputy else mine)
