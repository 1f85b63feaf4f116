"""The sweep: what waits as a row is done, whether or not a bell was heard."""

from celery import shared_task

from accounts.messages import send_waiting
from reports.digest import tell_everyone
from reports.production import draw_waiting


@shared_task
def sweep() -> dict[str, int]:
    """Tell people what is to tell, send the mail that waits, draw the editions that lack their PDF."""
    return {"told": tell_everyone(), "sent": send_waiting(), "drawn": draw_waiting()}
