"""Typed records: what the papers of one case, household, group … say together.

Every leaf is a `Reading` (value, raw text, mark, place, confidence) or None where the paper has no such
field. A form definition names the record and the part it fills (``record: case``, ``part: consent``;
``part: self`` where the record is that one paper, as with rosters) and its field keys are attribute
paths inside that part ("client.name"), so that a new form needs no code.

Facts that follow from several readings (is the client a minor on the day of the paper?) are functions in the
modules beside this one; they return `auditor.records.facts.Fact`, which keeps the readings they rest on.
"""

from __future__ import annotations

from auditor.records.case import (
    Case,
    CaseAssessment,
    CaseClosing,
    CaseCover,
    CaseFollowUp,
    CaseIntake,
    CasePlan,
    CaseSession,
    Consent,
    CrisisRecord,
    Referral,
    RoutedPaper,
    Supervision,
)
from auditor.records.fund import Fund, FundEntry, FundLedger, FundOverview
from auditor.records.group import (
    Activity,
    ActivityPlan,
    ActivitySummary,
    Group,
    GroupPlan,
    GroupSession,
    GroupSummary,
    GroupTest,
    SignInEntry,
    SignInSession,
    SignInSheet,
)
from auditor.records.hotline import HotlineCall, HotlineLog
from auditor.records.household import (
    ArchiveCover,
    AssessmentItem,
    Collaboration,
    GradeAssessment,
    GradeBand,
    HouseholdArchive,
    IndividualPlan,
    Registration,
)
from auditor.records.parts import (
    Approval,
    ApproverRole,
    Conflict,
    Contact,
    FamilyMember,
    OtherPaper,
    Paper,
    PaperIdentity,
    Part,
    Person,
    R,
    Record,
    UnreadNeighbour,
)
from auditor.records.plans import FollowUpPolicy, NeedsSurvey, PlanItem, PolicyRow, ServicePlan
from auditor.records.prior import PriorConcern
from auditor.records.progress import (
    DutyEntry,
    DutyTable,
    IndicatorEntry,
    IndicatorTable,
    TrainingEntry,
    TrainingTable,
)
from auditor.records.report import Report, ReportParagraph
from auditor.records.rosters import (
    Meeting,
    OtherRecord,
    PaperFile,
    Roster,
    RosterEntry,
    SoleRecord,
)
from auditor.records.satisfaction import (
    SatisfactionAnswer,
    SatisfactionRow,
    SatisfactionSummary,
    SatisfactionSurvey,
)
from auditor.records.volunteer import (
    CoreVolunteerPaper,
    HoursEntry,
    HoursReport,
    Team,
    TeamSession,
    Volunteer,
    VolunteerConsent,
    VolunteerRegistration,
)

RECORD_KINDS: dict[str, type[Record]] = {
    kind.kind: kind
    for kind in (
        Case,
        HouseholdArchive,
        Roster,
        ServicePlan,
        NeedsSurvey,
        FollowUpPolicy,
        Group,
        Activity,
        SignInSheet,
        Meeting,
        Volunteer,
        Team,
        HoursReport,
        SatisfactionSurvey,
        Fund,
        HotlineLog,
        Report,
        IndicatorTable,
        DutyTable,
        TrainingTable,
        PriorConcern,
        OtherRecord,
        PaperFile,
    )
}
"""Record classes by the name that forms and rules use."""

__all__ = [
    "RECORD_KINDS",
    "Activity",
    "ActivityPlan",
    "ActivitySummary",
    "Approval",
    "ApproverRole",
    "ArchiveCover",
    "AssessmentItem",
    "Case",
    "CaseAssessment",
    "CaseClosing",
    "CaseCover",
    "CaseFollowUp",
    "CaseIntake",
    "CasePlan",
    "CaseSession",
    "Collaboration",
    "Conflict",
    "Consent",
    "Contact",
    "CoreVolunteerPaper",
    "CrisisRecord",
    "DutyEntry",
    "DutyTable",
    "FamilyMember",
    "FollowUpPolicy",
    "Fund",
    "FundEntry",
    "FundLedger",
    "FundOverview",
    "GradeAssessment",
    "GradeBand",
    "Group",
    "GroupPlan",
    "GroupSession",
    "GroupSummary",
    "GroupTest",
    "HotlineCall",
    "HotlineLog",
    "HoursEntry",
    "HoursReport",
    "HouseholdArchive",
    "IndicatorEntry",
    "IndicatorTable",
    "IndividualPlan",
    "Meeting",
    "NeedsSurvey",
    "OtherPaper",
    "OtherRecord",
    "Paper",
    "PaperFile",
    "PaperIdentity",
    "Part",
    "Person",
    "PlanItem",
    "PolicyRow",
    "PriorConcern",
    "R",
    "Record",
    "Referral",
    "Registration",
    "Report",
    "ReportParagraph",
    "Roster",
    "RosterEntry",
    "RoutedPaper",
    "SatisfactionAnswer",
    "SatisfactionRow",
    "SatisfactionSummary",
    "SatisfactionSurvey",
    "ServicePlan",
    "SignInEntry",
    "SignInSession",
    "SignInSheet",
    "SoleRecord",
    "Supervision",
    "Team",
    "TeamSession",
    "TrainingEntry",
    "TrainingTable",
    "UnreadNeighbour",
    "Volunteer",
    "VolunteerConsent",
    "VolunteerRegistration",
]
