"""What do the owners of the sample say of their items, and when? Invented sentences about work, never about a child."""

from dataclasses import dataclass
from datetime import date, datetime

from records.clock import LONDON

UNDER_WAY, DONE = "under_way", "done"
WILL_MEET, MAY_MISS, WILL_MISS, CANNOT_TELL = "will_meet", "may_miss", "will_miss", "cannot_tell"


@dataclass(frozen=True)
class Said:
    """An update by the item's owner or, with `typed_by`, on the owner's behalf and from `source`, said on `said_on`."""

    at: datetime
    item: int
    progress: str
    forecast: str
    done_so_far: str
    next_step: str = ""
    typed_by: str = ""
    source: str = ""
    said_on: date | None = None


@dataclass(frozen=True)
class Asked:
    """A new date that the owner asks the Board for."""

    at: datetime
    item: int
    to: date
    analysis: str
    remedy: str


def _at(year: int, month: int, day: int, hour: int, minute: int = 0) -> datetime:
    return datetime(year, month, day, hour, minute, tzinfo=LONDON)


UPDATES = (
    Said(
        _at(2012, 11, 19, 16), 1, UNDER_WAY, MAY_MISS,
        "19 cases wait beyond the standard, from 34 a month ago. Two agency social workers began on 12 November.",
        "The rest in the first week of December, those that have waited longest first.",
    ),
    Said(
        _at(2012, 11, 23, 9, 30), 2, UNDER_WAY, WILL_MEET,
        "The list is drawn by hand each morning and goes to all three team managers.",
        "The same list from the case system, without handwork.",
    ),
    Said(
        _at(2012, 12, 4, 17), 5, UNDER_WAY, WILL_MISS,
        "The chairs have read the guidance that is in use and marked what is unclear.",
        "Ask the Board for a date after the findings of the audit of conferences.",
    ),
    Said(
        _at(2012, 12, 7, 17, 30), 1, DONE, WILL_MEET,
        "No case waits beyond the standard this evening. A team manager checks the list each morning.",
    ),
    Said(
        _at(2012, 12, 12, 12), 2, DONE, WILL_MEET,
        "The case system sends the list at eight each morning, with the working days that each case has waited.",
    ),
    Said(
        _at(2012, 12, 18, 11), 12, DONE, WILL_MEET,
        "Both have a mentor from another council. The first meetings were on 11 and 13 December.",
    ),
    Said(
        _at(2012, 12, 18, 15), 11, UNDER_WAY, WILL_MEET,
        "The first report goes to the Board tomorrow.",
        "Show the time to the court order and the time after it apart.",
    ),
    Said(
        _at(2013, 1, 10, 10), 8, UNDER_WAY, WILL_MEET,
        "Eight officers are named and the rota is drawn up to Easter.",
        "It begins on 4 February.",
    ),
    Said(
        _at(2013, 1, 11, 16), 6, UNDER_WAY, WILL_MISS,
        "Managers tried the first draft on ten files and did not agree what counts as oversight.",
        "A second draft with an example beside each standard.",
    ),
    Said(
        _at(2013, 1, 14, 17), 3, UNDER_WAY, MAY_MISS,
        "The contacts of September to November are sorted by who made them and why. Schools and police grew most.",
        "Compare them with the year before.",
    ),
    Said(
        _at(2013, 1, 15, 9), 7, UNDER_WAY, WILL_MEET,
        "The programme is written and has been read by all agencies.",
        "The WSCB decides on 23 January and the Board on 30 January.",
    ),
    Said(
        _at(2013, 1, 18, 10), 5, UNDER_WAY, WILL_MEET,
        "The chairs agreed the draft on 17 January.",
        "Print it, and go through it with every chair.",
    ),
    Said(
        _at(2013, 1, 18, 14), 4, UNDER_WAY, MAY_MISS,
        "Nine of the twelve posts that were vacant in October are filled, four of them by agency staff.",
        "Interviews on 5 February.",
    ),
    Said(
        _at(2013, 1, 25, 15), 10, UNDER_WAY, MAY_MISS,
        "31 of 52 social workers and managers have been trained.",
        "Two more days, on 12 and 26 February.",
    ),
    Said(
        _at(2013, 1, 25, 15, 20), 13, UNDER_WAY, CANNOT_TELL,
        "Supervision is written down in the same form in all teams since January.",
        "Count it for three months.",
    ),
    Said(
        _at(2013, 1, 28, 9), 14, UNDER_WAY, CANNOT_TELL,
        "The Board follows six indicators of the front door; those for plans and adoption are still to be chosen.",
        "Propose them to the Board on 13 March.",
    ),
    Said(
        _at(2013, 1, 29, 12), 5, DONE, WILL_MEET,
        "The guidance is in use from today, and every chair has gone through it with the service manager.",
    ),
    Said(
        _at(2013, 1, 29, 14), 11, UNDER_WAY, WILL_MEET,
        "The second report shows the time before and after the court order apart.",
        "The same for the Board on 13 March.",
    ),
    Said(
        _at(2013, 1, 30, 18), 7, DONE, WILL_MEET,
        "The WSCB agreed the programme on 23 January and the Board today.",
    ),
    Said(
        _at(2013, 2, 6, 11), 15, UNDER_WAY, WILL_MISS,
        "The survey went out on 30 January. Half of the social workers have answered.",
        "Leave it open for another week, so that more answer.",
    ),
    Said(
        _at(2013, 2, 12, 10), 9, UNDER_WAY, WILL_MEET,
        "Lead nurses are named in two of the three localities.",
        "The third is chosen in March.",
        typed_by="sam", source="A call with Hugh Health on 11 February.", said_on=date(2013, 2, 11),
    ),
    Said(
        _at(2013, 2, 13, 16), 8, DONE, WILL_MEET,
        "The rota has run since 4 February. An officer took part in every strategy discussion of its first week.",
    ),
    Said(
        _at(2013, 2, 14, 9), 6, UNDER_WAY, MAY_MISS,
        "The second draft is with the heads of service.",
        "Their answers by 20 February.",
    ),
    Said(
        _at(2013, 2, 20, 12), 15, DONE, WILL_MEET,
        "The survey closed on 15 February: 74 of 96 social workers answered. The results go to the Board on 13 March.",
    ),
    Said(
        _at(2013, 2, 20, 16), 4, UNDER_WAY, WILL_MISS,
        "Ten of the twelve posts are filled, three of them by agency staff. Two offers were turned down.",
        "The second advertisement closes on 15 March.",
    ),
    Said(
        _at(2013, 2, 26, 17), 6, UNDER_WAY, WILL_MISS,
        "Two heads of service want the standards for duty work to be shorter. A third draft is being written.",
        "Bring it to the Board on 13 March.",
    ),
)  # fmt: skip

PROPOSALS = (
    Asked(
        _at(2012, 12, 5, 10), 5, date(2013, 1, 31),
        "The chairs want to use the findings of the audit of conferences, and these came on 3 December.",
        "A draft goes to all chairs before Christmas. They meet to agree it on 17 January.",
    ),
    Asked(
        _at(2013, 1, 14, 11), 6, date(2013, 3, 8),
        "The first draft could be read in two ways: managers who tried it on ten files came to different answers.",
        "Each standard gets an example. Three managers try the second draft on the same ten files.",
    ),
    Asked(
        _at(2013, 2, 11, 15), 3, date(2013, 4, 12),
        "The case system holds the reason for a contact since September only: nothing can be compared with 2011.",
        "Two people of the data team read 200 contacts of the year before by hand, until the end of March.",
    ),
    Asked(
        _at(2013, 3, 4, 16), 10, date(2013, 4, 30),
        "21 people are still to be trained. On both days in February the duty desk could not be left.",
        "Two more days are booked, on 16 and 23 April. Other teams take the duty desk on both.",
    ),
)  # fmt: skip
