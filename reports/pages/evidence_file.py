"""May the reader have the file of a piece of evidence? By sight: live, or what was published or circulated. Never drawn here."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404

from accounts.policy import Permission, Sight
from notices.http import NoticeView
from plans.models import Evidence
from records import files
from records.file_kinds import KINDS
from records.http import given
from reports.access import is_published


class EvidenceFileView(NoticeView):
    """The stored bytes, to be saved and not shown. What waits for the virus scanner, or holds a virus, is given to nobody."""

    permission = Permission.VIEW_EDITIONS

    def get(self, request: HttpRequest, slug: str, number: int) -> HttpResponse:
        found = Evidence.objects.for_notice(self.notice).exclude(file=None).select_related("file")
        evidence = get_object_or_404(found, number=number)
        stored = evidence.file
        assert stored is not None  # those without were left out
        packs = self.may[Permission.VIEW_PACK]
        hidden = self.sight is Sight.CIRCULATED and not is_published(self.notice, number, stored.sha256, packs=packs)
        if hidden or stored.scan not in files.SERVED:
            raise Http404
        kind = KINDS[evidence.file_name.rpartition(".")[2].lower()]
        return given(files.read(stored), evidence.file_name, kind.content_type)
