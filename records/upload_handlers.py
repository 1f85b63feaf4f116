"""What becomes of a file that is sent while the folder for files in transit has no room? It is left out, and the request says so."""

from typing import Any

from django.core.files.uploadedfile import UploadedFile
from django.core.files.uploadhandler import SkipFile, TemporaryFileUploadHandler

from records.uploads import FULL


class DiskUploadHandler(TemporaryFileUploadHandler):
    """Marks the request by `no_room` where the disk is full: the view answers with the form, as where storing fails."""

    def new_file(self, *args: Any, **kwargs: Any) -> None:
        try:
            super().new_file(*args, **kwargs)
        except OSError as fault:
            self._no_room(fault)
            raise SkipFile from fault

    def receive_data_chunk(self, raw_data: bytes, start: int) -> None:
        try:
            super().receive_data_chunk(raw_data, start)
        except OSError as fault:
            self._no_room(fault)
            raise SkipFile from fault

    def file_complete(self, file_size: int) -> UploadedFile | None:
        try:
            return super().file_complete(file_size)
        except OSError as fault:
            self._no_room(fault)
            return None

    def _no_room(self, fault: OSError) -> None:
        if fault.errno not in FULL or self.request is None:
            raise fault
        self.request.no_room = True  # type: ignore[attr-defined]
