"""What the other papers of a file say of one that may belong to a case or to a household.

A cover, a plan, a registration or a log looks much the same in both; one file holds one client's papers of one kind.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from auditor.forms.load import FormSet
from auditor.forms.preferences import ACCEPT, NEAR
from auditor.forms.stretches import Segment

_CASE, _HOUSEHOLD = "case", "household-archive"
_SISTERS = {
    "case-cover": "archive-cover",
    "case-intake": "archive-registration",
    "case-plan": "archive-plan",
    "case-session": "archive-contact-log",
    "case-followup": "archive-visit",
    "archive-cover": "case-cover",
    "archive-registration": "case-intake",
    "archive-plan": "case-plan",
    "archive-contact-log": "case-session",
}
"""Papers of a case and of a household that ask for much the same."""
_SPEAKS_OF = {
    _CASE: re.compile(r"个案|個案|案主|接案|结案|結案|立案|开案|開案|案件|求助|受理|会谈|面谈|辅导"),
    _HOUSEHOLD: re.compile(
        r"特困|低保|困难群|困境群|特殊群|民生|一户一|一人一档|户情|户档|家庭档案|家访|探访|走访|入户|电访|巡访|慰问|建档|兜底"
    ),
}
_ASSESSMENT = "case-assessment"
_ASSESSES = re.compile(r"(?:评估|预估|诊断)(?:表|单|记录表?|报告|书)?$")
_OTHER_ASSESSMENT = re.compile(
    r"成效|效果|满意|结案|终结|中期|末期|危机|风险|等级|分级|绩效|督导|小组|活动|志愿"
)
_NAMED = 0.95
"""Score from which a paper's title says by itself what the paper is."""
_LEAST_OTHERS = 2


def settle_by_company(segments: Sequence[Segment], forms: FormSet) -> None:
    """Let the papers of a file that are sure of their kind of record settle those that are not; changed in place."""
    if len(segments) < _LEAST_OTHERS:
        return
    _settle_likely(segments, forms)
    _settle_sisters(segments, forms)
    _settle_assessments(segments, forms)


def _settle_likely(segments: Sequence[Segment], forms: FormSet) -> None:
    """Where two forms are nearly as likely, take the one whose record the other papers of the file are about."""
    known = {
        forms.forms[s.form].record for s in segments if s.form and s.score >= ACCEPT and s.margin >= NEAR
    }
    for segment in segments:
        if not segment.form or segment.margin >= NEAR or forms.forms[segment.form].record in known:
            continue
        other = next(
            (
                (form, score)
                for form, score in segment.ranked
                if score >= max(ACCEPT, segment.score - NEAR) and forms.forms[form].record in known
            ),
            None,
        )
        if other is not None:
            segment.form, segment.score = other


def _settle_sisters(segments: Sequence[Segment], forms: FormSet) -> None:
    """Give papers whose title names neither a case nor a household to the one that all sure papers of the file are about."""
    settled = [s for s in segments if s.form and s.score >= ACCEPT]
    sure = [(s, kind) for s in settled if (kind := _surely_about(s, forms))]
    for segment in settled:
        sister = _SISTERS.get(segment.form, "")
        if sister not in forms.forms:
            continue
        own, other = forms.forms[segment.form].record, forms.forms[sister].record
        said = _said(segment)
        about = {kind for s, kind in sure if s is not segment}
        if said == other and own not in about:
            segment.form = sister  # its own title says so
        elif not said and segment.score < _NAMED and about == {other}:
            segment.form = sister


def _settle_assessments(segments: Sequence[Segment], forms: FormSet) -> None:
    """Let a paper that says of itself that it assesses something be a case's assessment in a file of a case's papers."""
    settled = [s for s in segments if s.form and s.score >= ACCEPT]
    about = [kind for s in settled if (kind := _surely_about(s, forms))]
    if len(about) < _LEAST_OTHERS or set(about) != {_CASE} or _ASSESSMENT not in forms.forms:
        return
    for segment in segments:
        if (not segment.form or segment.score < ACCEPT) and segment.has_content():
            title = segment.title.strip()
            if _ASSESSES.search(title) and not _OTHER_ASSESSMENT.search(title):
                segment.form, segment.score = _ASSESSMENT, ACCEPT


def _surely_about(segment: Segment, forms: FormSet) -> str:
    """Return what a paper is surely about: by the words of its title, by a title of its form, or as no sister has it."""
    record = forms.forms[segment.form].record
    if record not in _SPEAKS_OF:
        return ""
    said = _said(segment)
    if said:
        return said
    return record if segment.score >= _NAMED or segment.form not in _SISTERS else ""


def _said(segment: Segment) -> str:
    """Return the kind of record of which alone a paper's title speaks, or ""."""
    kinds = [kind for kind, words in _SPEAKS_OF.items() if words.search(segment.title)]
    return kinds[0] if len(kinds) == 1 else ""
