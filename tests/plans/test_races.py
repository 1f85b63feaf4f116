"""Do two people who edit one item, and one who presses five times, get what they should, through the pages? Each with its twin
in which the protection is off, and which must fail."""

from collections.abc import Callable

import pytest
from django.test import Client

from plans.models import Item, ProgressUpdate
from records import tokens
from tests.factories import make_world
from tests.pages import address_of, drawn, text_of

pytestmark = pytest.mark.django_db(transaction=True)
TRIALS = 6
PRESSES = 5


@pytest.fixture
def committed_world(cast, clock):
    """The world of the other tests, committed, so that every thread sees it."""
    return make_world(cast, clock, cast.a)


def form_of(client: Client, address: str, item: Item, words: str) -> dict[str, str]:
    """The update of an item as the page draws it now, filled in: by its owner or on the owner's behalf."""
    typed = {"progress": "under_way", "done_so_far": words, "forecast": "will_meet", "source": "A call."}
    typed |= {"counts_on_day": "7", "counts_on_month": "11", "counts_on_year": "2012"}
    return drawn(client, address) | {f"item-{item.number}-{name}": text for name, text in typed.items()}


def send(sent: tuple[Client, str, dict[str, str]]) -> tuple[int, str]:
    client, address, body = sent
    answer = client.post(address, body)
    return answer.status_code, answer.get("Location", "") or text_of(answer)


def two_at_once(world, client_of: Callable, in_parallel: Callable, *, numbered: bool) -> list[list[int]]:
    """Trial by trial, officer and secretary open one item, both send; the codes of their answers. `numbered`: the forms say
    after which update they were drawn, as ours do."""
    item = world.item(3)
    address = address_of(world.notice, "plans:update", item.number)
    codes = []
    for trial in range(TRIALS):
        people = client_of(world.officer), client_of(world.secretary)
        bodies = [form_of(client, address, item, f"Words {trial} of {who}.") for who, client in enumerate(people)]
        if not numbered:
            for body in bodies:
                body[f"item-{item.number}-after"] = ""
        answers = in_parallel(send, [(client, address, body) for client, body in zip(people, bodies, strict=True)])
        codes.append(sorted(code for code, _ in answers))
        for code, text in answers:
            if code == 409:  # both texts, and nothing of the second is lost
                assert [f"Words {trial} of {who}." in text for who in (0, 1)] == [True, True]
    return codes


def test_one_of_two_is_saved_and_the_other_gets_both_texts(committed_world, client_of, in_parallel):
    codes = two_at_once(committed_world, client_of, in_parallel, numbered=True)
    assert codes == [[302, 409]] * TRIALS
    said = [row.done_so_far for row in ProgressUpdate.objects.order_by("number")]
    assert [words[:-3] for words in said] == [f"Words {trial} of" for trial in range(TRIALS)]


def test_forms_without_their_number_would_both_be_saved(committed_world, client_of, in_parallel):
    codes = two_at_once(committed_world, client_of, in_parallel, numbered=False)
    assert codes == [[302, 302]] * TRIALS


def pressed(
    world, client_of: Callable, in_parallel: Callable, name: str, typed: dict[str, str]
) -> set[tuple[int, str]]:
    """One form of item 3, sent five times at once with the same body; the answers."""
    address = address_of(world.notice, name, 3)
    browser = client_of(world.officer)
    body = drawn(browser, address) | typed
    body = {key: "" if key.endswith("after") else value for key, value in body.items()}  # only the token protects
    windows = [client_of(None) for _ in range(PRESSES)]
    for window in windows:
        window.cookies = browser.cookies
    return set(in_parallel(send, [(window, address, body) for window in windows]))


UPDATE = {"item-3-progress": "under_way", "item-3-done_so_far": "Half of it.", "item-3-forecast": "will_meet"}


def test_five_presses_make_one_update(committed_world, client_of, in_parallel):
    answers = pressed(committed_world, client_of, in_parallel, "plans:update", UPDATE)
    assert [code for code, _ in answers] == [302]
    assert ProgressUpdate.objects.count() == 1


def test_five_presses_would_make_five_if_forms_could_be_spent_again(
    committed_world, client_of, in_parallel, monkeypatch
):
    monkeypatch.setattr(tokens, "spend", lambda *args, **kwargs: None)  # sabotage
    pressed(committed_world, client_of, in_parallel, "plans:update", UPDATE)
    assert ProgressUpdate.objects.count() == PRESSES
