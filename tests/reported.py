"""How is a report made in the notice of a test, from its beginning to its being sent? By the write functions."""

from datetime import date

from accounts.policy import Role
from reports import domain as reports
from reports import remarking, signing
from reports.models import Photograph, Remark, Report, Sending
from reports.sending import record_sending


class Reported:
    """Short names beside those of tests.factories.World, which this is a part of."""

    def publish_report(self, month: date, *, remarks: int = 0) -> Report:
        """The report for the reporting point of that month, signed by the chair; its PDF waits to be drawn. The council made
        so many remarks on its draft, and each is answered."""
        point = self.notice.reporting_points.get(on=month)
        with self.writing() as at:
            report = reports.begin_report(notice=self.notice, point=point, by=self.secretary, at=at)
            answers = dict.fromkeys(reports.QUESTIONS, "Not yet, and it is going the right way.")
            reports.save_text(report=report, by=self.chair, at=at, **answers)
        with self.writing() as at:
            picture = reports.take_photograph(report=report, by=self.secretary, at=at)
        for number in range(1, remarks + 1):
            self.remark(picture, number)
        with self.writing() as at:
            shown = signing.Shown(picture.number, picture.sha256)
            signing.sign(report=report, shown=shown, by=self.chair, at=at)
        return report

    def remark(self, picture: Photograph, paragraph: int = 1, *, answer: str = "It is put right.") -> Remark:
        """The council's remark on a paragraph of a draft, and its answer unless that is empty."""
        words, lead = "That was in February.", self.cast.members_of(self.notice)[Role.LEAD]
        with self.writing() as at:
            made = remarking.remark(picture=picture, paragraph=paragraph, paragraphs=99, words=words, by=lead, at=at)
        if answer:
            with self.writing() as at:
                remarking.answer_remark(of=made, words=answer, by=self.secretary, at=at)
        return made

    def send_report(self, report: Report, on: date) -> Sending:
        """Its newest edition, as sent on that day."""
        given = {"to": "Ministers, by their office", "how": "by e-mail", "on": on}
        edition = report.editions.order_by("-number").first()
        assert edition
        with self.writing() as at:
            return record_sending(edition=edition, by=self.secretary, at=at, **given)
