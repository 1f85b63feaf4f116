"""Which ways to look at the list does a person keep under a name? Theirs alone, and no fact of the plan."""

from accounts.models import User
from notices.models import Notice
from plans.models import SavedView
from records.refusal import Refused

MOST = 30
LONGEST_NAME, LONGEST_QUERY = 60, 1000


def keep_view(*, notice: Notice, name: str, query: str, by: User) -> SavedView:
    """Keep what stands after the ? of the list's address. Refused: no name or a long one, a name that this person has given
    already, more than 30 views."""
    name = " ".join(name.replace("\x00", " ").split())
    if not name:
        raise Refused("Give the view a name.", field="name")
    if len(name) > LONGEST_NAME:
        raise Refused(f"Use at most {LONGEST_NAME} characters.", field="name")
    if len(query) > LONGEST_QUERY:
        raise Refused("This list is narrowed by more than can be kept. Search for fewer words.")
    mine = SavedView.objects.for_notice(notice).filter(person=by)
    if mine.filter(name=name).exists():
        raise Refused(
            f"You keep a view called “{name}” already. Choose another name, or remove that one.", field="name"
        )
    if mine.count() >= MOST:
        raise Refused(f"You keep {MOST} views, the most there can be. Remove one that you no longer use.")
    return SavedView.objects.create(notice=notice, person=by, name=name, query=query)


def remove_view(*, notice: Notice, name: str, by: User) -> None:
    """Forget a view of this person. Refused where there is none of that name."""
    removed, _ = SavedView.objects.for_notice(notice).filter(person=by, name=name).delete()
    if not removed:
        raise Refused("You keep no view of that name.")
