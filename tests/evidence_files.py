"""How do tests bring evidence with a file, and ask for it?"""

from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from plans.models import Evidence, Item
from records.uploads import Upload, checked
from tests.factories import World
from tests.pages import address_of


def upload(content: bytes = b"Ten of ten had one.", name: str = "dip-sample.txt") -> Upload:
    """A file as a form has checked it."""
    return checked(SimpleUploadedFile(name, content))


def evidence_with(world: World, file: Upload, item: Item | None = None, **more: object) -> Evidence:
    return world.evidence(item, note="", file=file, **more)


def given(world: World, client: Client, number: int) -> bytes | int:
    """The file of that evidence as it is given out, or the status of the answer without one."""
    answer = client.get(address_of(world.notice, "pages:evidence_file", number))
    return answer.content if answer.status_code == 200 else answer.status_code
