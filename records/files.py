"""Where do bytes live? Once each, under their SHA-256, written to the end before any row speaks of them."""

import hashlib
import os
import tempfile
from collections.abc import Iterable
from datetime import datetime
from pathlib import Path

from django.conf import settings

from records.models import StoredFile

SERVED = (StoredFile.Scan.MADE_HERE, StoredFile.Scan.NOT_SCANNED, StoredFile.Scan.CLEAN)


def keep(content: bytes, *, content_type: str, scan: str, at: datetime) -> StoredFile:
    """Store the bytes if they are new and return their row. The file is whole on disk before the row exists."""
    sha256 = hashlib.sha256(content).hexdigest()
    return keep_pieces([content], sha256=sha256, size=len(content), content_type=content_type, scan=scan, at=at)


def keep_pieces(
    pieces: Iterable[bytes], *, sha256: str, size: int, content_type: str, scan: str, at: datetime
) -> StoredFile:
    """As `keep`, of bytes that are not held in memory whole. Raises OSError where they cannot be written; then nothing is left."""
    path = path_of(sha256)
    if not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True)
        handle, temporary = tempfile.mkstemp(dir=path.parent)
        try:
            with os.fdopen(handle, "wb") as stream:
                stream.writelines(pieces)
                stream.flush()
                os.fsync(stream.fileno())
            os.chmod(temporary, settings.FILE_UPLOAD_PERMISSIONS or 0o640)
            os.replace(temporary, path)
        except BaseException:
            os.unlink(temporary)
            raise
    row, _ = StoredFile.objects.get_or_create(
        sha256=sha256, defaults={"size": size, "content_type": content_type, "scan": scan, "stored_at": at}
    )
    return row


def read(stored: StoredFile) -> bytes:
    """The bytes, checked against their name. Raises OSError where the file is gone or is no longer what was stored."""
    content = path_of(stored.sha256).read_bytes()
    if hashlib.sha256(content).hexdigest() != stored.sha256:
        raise OSError(f"the stored file {stored.sha256[:12]} has changed on disk")
    return content


def path_of(sha256: str) -> Path:
    return Path(settings.MEDIA_ROOT) / sha256[:2] / sha256
