"""What is the Board of the sample asked between its meetings? One proposal is answered and decided, one is open."""

from collections.abc import Iterator
from datetime import date, datetime
from functools import partial

from boards.ballots import answer_ballot, end_ballot, propose_ballot
from boards.models import BallotAnswer, Decision
from improvement.sample.stage import Act, Stage, on

Answer = BallotAnswer.Answer
PEERS = (
    "A peer team from another council looks at the front door from 18 to 20 March 2013, by the terms sent to members with this "
    "proposal. What it finds comes before the Board of 9 April."
)
MANAGERS = (
    "The council accepts two experienced team managers on loan until the end of June 2013, one for each of the two teams with the "
    "highest caseloads."
)
# Who answered what, and when; Leo Leadmember did not.
ANSWERS = (
    (1, on(2013, 2, 27, 14), "dana", Answer.AGREES, ""),
    (1, on(2013, 2, 27, 16, 10), "pat", Answer.AGREES, ""),
    (1, on(2013, 2, 28, 9, 5), "lesley", Answer.AGREES, ""),
    (1, on(2013, 2, 28, 9, 40), "shona", Answer.AGREES, "Please let the team visit a school, too."),
    (1, on(2013, 2, 28, 13), "pia", Answer.ABSTAINS, "I had no time to read the terms."),
    (1, on(2013, 3, 1, 8, 50), "hugh", Answer.AGREES, ""),
    (1, on(2013, 3, 1, 11, 30), "petra", Answer.AGREES, ""),
    (1, on(2013, 3, 1, 17), "chris", Answer.AGREES, ""),
    (2, on(2013, 3, 4, 16), "pat", Answer.AGREES, ""),
    (2, on(2013, 3, 5, 9, 20), "dana", Answer.AGREES, ""),
)


def acts() -> Iterator[Act]:
    why = "The team has three free days in March, and the next in the autumn."
    yield Act(on(2013, 2, 27, 10), "peers are proposed", partial(_propose, PEERS, why, date(2013, 3, 4)))
    why = "The managers are free from 18 March; another council asks for them, too."
    yield Act(on(2013, 3, 4, 11), "managers are proposed", partial(_propose, MANAGERS, why, date(2013, 3, 12)))
    for number, at, key, said, words in ANSWERS:
        yield Act(at, f"{key} answers proposal {number}", partial(answer, number, key, said, words))
    yield Act(on(2013, 3, 5, 9), "what came of the peers", _end)


def _propose(words: str, why: str, closes_on: date, stage: Stage, at: datetime) -> None:
    propose_ballot(
        board=stage.board,
        kind=Decision.Kind.OTHER,
        words=words,
        why=why,
        closes_on=closes_on,
        by=stage.secretary,
        at=at,
    )


def answer(number: int, key: str, said: str, words: str, stage: Stage, at: datetime) -> None:
    """What one member says to a proposal."""
    person = stage.people[key]
    member = stage.notice.memberships.get(person=person)
    ballot = stage.board.ballots.get(number=number)
    answer_ballot(ballot=ballot, membership=member, answer=said, words=words, by=person, at=at)


def _end(stage: Stage, at: datetime) -> None:
    end_ballot(ballot=stage.board.ballots.get(number=1), by=stage.secretary, at=at)
