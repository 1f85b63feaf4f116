"""Has the notice room for one more file, and may a file be given to a reader?"""

from datetime import datetime

from django.db.models import Count, Sum

from notices.models import Notice
from plans.models import Evidence, Workbook
from records import uploads
from records.models import StoredFile
from records.refusal import Refused
from records.uploads import Upload


def keep_file(notice: Notice, upload: Upload, *, at: datetime) -> StoredFile:
    """Store a file of this notice. Refused: more than its share of files or bytes, a disk that is full, a known virus."""
    many = size = 0
    for rows in (Evidence.objects.for_notice(notice).exclude(file=None), Workbook.objects.for_notice(notice)):
        found = rows.order_by().aggregate(many=Count("pk"), size=Sum("file__size"))
        many, size = many + found["many"], size + (found["size"] or 0)
    if many >= uploads.MOST_FILES:
        raise Refused(f"This notice has {many:,} files, and may have no more. Give a link instead.", field="file")
    if size + upload.size > uploads.MOST_BYTES:
        raise Refused("The files of this notice take all of its 2 GB. Give a link instead.", field="file")
    return uploads.store(upload, at=at)
