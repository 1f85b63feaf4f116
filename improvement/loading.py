"""How does a notice come into the database? Its file, and the Boards that it speaks of, in one act."""

import hashlib
from datetime import datetime
from pathlib import Path

from boards.domain import make_board
from boards.models import Board
from notices import domain, notice_file
from notices.models import Notice
from notices.notice_rows import AgencyKind
from notices.notice_syntax import read_bytes


def load_notice(path: Path, *, at: datetime) -> tuple[Notice, bool]:
    """Make the notice that the file at `path` describes, with its Improvement Board and, where the file names a Local
    Safeguarding Children Board among its agencies, that one. Returns the notice and whether it is new.

    Raises NoticeFileError (which names the line) or Refused. Call it in a transaction: it writes all or nothing.
    """
    content = read_bytes(path)
    source = notice_file.parse(content, folder=path.parent, name=path.name)
    sha256 = hashlib.sha256(content + b"\0" + source.text.encode()).hexdigest()
    notice, is_new = domain.load_notice(source, sha256=sha256, at=at, by=None)
    if is_new:
        make_board(notice=notice, kind=Board.Kind.IMPROVEMENT, name=notice.board_name, by=None, at=at)
        for agency in notice.agencies.filter(kind=AgencyKind.LSCB.value)[:1]:
            make_board(notice=notice, kind=Board.Kind.LSCB, name=agency.name, by=None, at=at)
    return notice, is_new
