"""The sweep: what waits as a row is done, whether or not a bell was heard."""

import logging

from celery import shared_task

from accounts.messages import send_waiting
from boards.paper_reading import read_waiting as read_papers
from indicators.imports.waiting import read_waiting as read_figures
from indicators.imports.waiting import record_confirmed as record_figures
from indicators.signals import look_where_written
from plans.scanning import scan_waiting
from plans.workbooks.previews import read_waiting
from reports.digest import tell_everyone
from reports.production import draw_waiting

logger = logging.getLogger(__name__)
STEPS = {
    "looked": look_where_written,
    "told": tell_everyone,
    "sent": send_waiting,
    "drawn": draw_waiting,
    "scanned": scan_waiting,
    "papers_read": read_papers,
    "read": read_waiting,
    "figures_read": read_figures,
    "figures_recorded": record_figures,
}


@shared_task
def sweep() -> dict[str, int]:
    """Look for signals where somebody has written, tell people what is to tell, send the mail that waits, draw the editions
    that lack their PDF, have files scanned, open papers, read the workbooks that came back, read and record the files of figures.
    Returns how many of each.

    A step that fails holds up no other; its rows wait for the next sweep.
    """
    done = dict.fromkeys(STEPS, 0)
    for name, step in STEPS.items():
        try:
            done[name] = step()
        except Exception:
            logger.exception("the step %s failed; the next sweep tries again", step.__name__)
    return done
