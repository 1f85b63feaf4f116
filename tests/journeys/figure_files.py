"""Which files of figures has somebody sent, that the browser looks at? One in each of its states."""

import io

from accounts.models import User
from indicators.imports.applying import confirm, send, shown
from indicators.imports.waiting import read_waiting, record_confirmed
from indicators.models import FigureFile
from notices.models import Notice
from records.writing import writing

HEADS = "Indicator,Period,Numerator,Denominator,Value,No data because,Note,Part,Why it changes\n"
RECORDED = HEADS + "FD-06,28 February 2013,,,,The system was down.,,,\n"
# A new figure far from the last, one that stands and has no reason, one that stands as it is, and a column that is not read.
RIGHT = HEADS.replace("\n", ",My notes\n") + (
    "FD-05,1 March 2013,,,400,,Counted by hand.,,,x\nFD-01,January 2013,,,1,,,,,\nFD-06,28 February 2013,,,,The system was down.,,,,\n"
)
WRONG = (
    HEADS + "FD-99,28/02/2013,,,4,,,,\nFD-05,Friday,,,4,,,,\nFD-04,28/02/2013,9,8,,,,,\nFD-05,1 March 2013,,,-,,,,\n"
)
ASKS = HEADS + "FD-05,01/02/2013,,,4,,,,\n"


def send_figure_files(person: User) -> None:
    notice = Notice.objects.get(slug="wiltshire-2012")
    _send(notice, RECORDED, person)
    read_waiting()
    first = FigureFile.objects.get(number=1)
    with writing(notice.slug) as at:
        confirm(file=first, seen=shown(first.preview["found"]), confirmed=True, by=person, at=at)
    record_confirmed()
    for content in (RIGHT, WRONG, ASKS, "%PDF-1.7"):
        _send(notice, content, person)
    read_waiting()
    _send(notice, RIGHT.replace("400", "401"), person)


def _send(notice: Notice, content: str, person: User) -> None:
    with writing(notice.slug) as at:
        send(notice=notice, content=io.BytesIO(content.encode()), file_name="figures.csv", by=person, at=at)
