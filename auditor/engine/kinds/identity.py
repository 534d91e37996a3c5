"""``identity``: ID numbers must be valid and agree with birth date, age and sex on the same paper."""

from __future__ import annotations

import re
from datetime import date
from typing import ClassVar, Literal

from auditor.engine.check import RecordCheck, RuleContext
from auditor.engine.outcome import Outcome, not_checkable, passed, unsure
from auditor.engine.paths import compile_path
from auditor.engine.seen import see
from auditor.engine.unread import accuse
from auditor.forms.model import DOUBT, Reading
from auditor.records.client_facts import birth_month
from auditor.records.model import Paper, Person, Record
from auditor.values.ages import age_on
from auditor.values.id_numbers import parse_id_number

_AGE_SLACK = 1
"""Forms write 周岁 or 虚岁 and are not rewritten on birthdays: a year's difference contradicts nothing."""
_NEARLY = re.compile(r"\d{10,19}[0-9Xx]")


class Identity(RecordCheck):
    """On every paper at ``papers`` the client's ID number must pass GB 11643-1999 and agree with the other facts."""

    check: Literal["identity"]
    papers: list[str]

    path_keys: ClassVar[tuple[str, ...]] = ("papers",)
    facts: ClassVar[frozenset[str]] = frozenset({"fault"})

    def run(self, record: Record, context: RuleContext) -> Outcome:
        """Return FOUND with the first contradiction."""
        checked: list[Reading] = []
        doubtful: list[Reading] = []
        for path in self.papers:
            for paper in compile_path(type(record), path).parts(record):
                client = paper if type(paper) is Person else paper.client
                number = client.id_number
                if number is None or not number.raw.strip() or (number.answered and number.value is None):
                    continue
                if number.confidence < DOUBT:
                    doubtful.append(number)
                    continue
                fault, readings = _fault(client, number, paper)
                if fault and any(reading.confidence < DOUBT for reading in readings):
                    doubtful.extend(readings)
                elif fault:
                    return accuse(record, context, *readings, fault=fault)
                else:
                    checked.append(number)
        if doubtful:
            return unsure("证件号码或相关内容读得不够有把握", *doubtful, fault="")
        return passed(*checked) if checked else not_checkable("没有填写证件号码")


def _fault(client: Person, number: Reading, paper: object) -> tuple[str, tuple[Reading, ...]]:
    """Return what is wrong with an ID number and the readings that show it; "" where nothing is."""
    parsed = parse_id_number(number.raw)
    if parsed is None:
        digits = re.sub(r"\s", "", number.raw)
        if _NEARLY.fullmatch(digits) and len(digits) not in (15, 18):
            return f"身份证号码有{len(digits)}位，应为18位", (number,)
        return "", ()
    if parsed.valid is False:
        return "身份证号码校验不通过", (number,)
    if parsed.birth_date is not None:
        birth = see(client.birth_date)
        if birth.known and isinstance(birth.value, date) and birth.value != parsed.birth_date:
            return "身份证号码与出生日期不符", (number, *birth.readings)
        month = birth_month(client.birth_date)
        if month is not None and month != (parsed.birth_date.year, parsed.birth_date.month):
            return "身份证号码与出生日期不符", (number, *birth.readings)
        age, day = see(client.age), see(paper.date if isinstance(paper, Paper) else None)
        if age.known and isinstance(age.value, int) and day.known and isinstance(day.value, date):
            expected = age_on(parsed.birth_date, day.value)
            if abs(expected - age.value) > _AGE_SLACK:
                return f"身份证号码与年龄不符（按身份证应为{expected}岁）", (number, *age.readings)
    sex = see(client.sex)
    if (
        parsed.sex
        and sex.known
        and isinstance(sex.value, str)
        and sex.value in "男女"
        and sex.value != parsed.sex
    ):
        return "身份证号码与性别不符", (number, *sex.readings)
    return "", ()
