"""One case's folder while it is filled."""

from __future__ import annotations

from datetime import date, timedelta

from tools.sample_station import case_forms as forms
from tools.sample_station import case_late_forms, station
from tools.sample_station.case_forms import Approver, Signers
from tools.sample_station.case_model import Case, hand
from tools.sample_station.ledger import Ledger
from tools.sample_station.paper import Ink, Paper, Text

PDF_CASES = ("MT-002", "ZX-001")
"""Cases whose papers were exported to PDF."""


class Folder:
    """One case's folder while it is filled."""

    def __init__(self, ledger: Ledger, case: Case) -> None:
        self.ledger, self.case = ledger, case
        self.cover_closed = case.closed
        self.count = str(len(case.sessions)) if case.closed else ""
        self.cover_ticks: tuple[str, ...] | None = None
        self.intake_category = ""
        self.theory = case.theory
        self.client_signs: Ink | Text = hand(case.name)

    def at(self, stem: str) -> str:
        """Path of a paper of this case."""
        suffix = "pdf" if self.case.number in PDF_CASES else "docx"
        return f"个案/{self.case.number}/{stem}.{suffix}"

    def add(self, stem: str, paper: Paper) -> None:
        """Writes a paper into the folder."""
        as_pdf = self.case.number in PDF_CASES
        self.ledger.paper(f"个案/{self.case.number}/{stem}", paper, as_pdf=as_pdf)

    def wrong(self, rule: str, *places: tuple[str, str], certainty: str = "sure") -> bool:
        """Declares a defect of this case; see `Ledger.wrong`."""
        located = tuple((self.at(stem), label) for stem, label in places)
        return self.ledger.wrong(
            rule, "case", self.case.number, *located, community=self.case.community, certainty=certainty
        )

    def fine(self, rule: str, why: str) -> None:
        """Declares a near miss of this case."""
        self.ledger.fine(rule, "case", self.case.number, why)

    def approved(self, when: date, *, supervisor: str = "同意。") -> list[Approver]:
        """Supervisor and district head approve; the deputy's cell stays empty, which is enough."""
        later = min(when + timedelta(days=2), station.AS_OF)
        return [
            ("督导意见", supervisor, station.SUPERVISOR, later),
            ("片长意见", "同意。", self.case.staff.head, later),
            ("副站长意见", "", "", None),
        ]

    def cover(self) -> None:
        self.add(
            COVER, forms.cover(self.case, ticked=self.cover_ticks, closed=self.cover_closed, count=self.count)
        )

    def intake(self) -> None:
        self.add(INTAKE, forms.intake(self.case, category=self.intake_category))

    def consent(
        self, signers: Signers | None = None, *, when: date | None = None, prose: bool = False
    ) -> None:
        signers = signers or Signers(self.client_signs)
        make = forms.consent_text if prose else forms.consent_table
        self.add(CONSENT, make(self.case, signers, when or self.case.consent))

    def assessment(self) -> None:
        self.add(ASSESSMENT, forms.assessment(self.case))

    def plan(self, cells: list[Approver] | None = None) -> None:
        self.add(PLAN, forms.plan(self.case, cells or self.approved(self.case.plan), theory=self.theory))

    def sessions(self, first: int = 1) -> None:
        for index in range(first, len(self.case.sessions) + 1):
            self.add(session(index), forms.session(self.case, index))

    def closing(
        self,
        outcome: str,
        *,
        count: str = "",
        cells: list[Approver] | None = None,
        response: str | None = None,
    ) -> None:
        assert self.case.closed
        self.add(
            CLOSING,
            case_late_forms.closing(
                self.case,
                count=count or str(len(self.case.sessions)),
                reason="服务目标达到",
                outcome=outcome,
                cells=cells or self.approved(self.case.closed),
                response=response,
            ),
        )


COVER, INTAKE, CONSENT, ASSESSMENT, PLAN = "01个案封面", "02接案表", "03同意书", "04预估表", "05服务计划"
CRISIS, CLOSING, RETURN, SUPERVISION = "07危机介入记录", "08结案报告", "09结案回访", "10督导记录"


def session(index: int) -> str:
    """File stem of a process record."""
    return f"06过程记录{index}"
