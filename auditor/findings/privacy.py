"""Masking of a result: what leaves the program shows no names, phones, ID numbers or addresses unless asked to.

Paths are addresses of evidence: they stay whole in the data, because a masked path leads nowhere; outputs that show file
names to people mask them with `PersonMask.text`.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator

from pydantic import BaseModel

from auditor.findings.result import Finding, Result
from auditor.findings.strangers import is_everyday, names_in_passing
from auditor.findings.vocabulary import is_word
from auditor.forms.model import Reading
from auditor.records.parts import Person
from auditor.records.station import Station
from auditor.values.masking import NameMask, mask_address, mask_house, mask_name, mask_text
from auditor.values.names import clean_name, looks_like_name
from auditor.values.surnames import SURNAMES, surname_length

MAX_DEPTH = 6
MAX_NAMES_TEXT = 200
_SHORT_TEXT = 40
_MAX_SEEN = 20_000
_BETWEEN_NAMES = re.compile(r"[、，,;；/\n（(）):：]")
_ADDRESS_LABELS = ("地址", "住址", "住所", "居住地", "户籍地")
_PLACE_IN_LABEL = re.compile(r"[（(][^（）()]*[）)]$")
_PERSON_LABEL = re.compile(
    r"(?:姓名|名字|签名|签字|签章|签署|监护人|家属|家长|联系人|户主|案主|服务对象|求助者|申请人|组员|参加者|参与者|受访者|来电人|捐赠人|"
    r"父亲?|母亲?|配偶|儿子|女儿|照顾者|志愿者)$"
)
_NUMBER_LABEL = re.compile(
    r"(?:电话|手机|联系方式|号码|微信|(?:身份|残疾|低保|证件)证?号?)(?:[（(][^（）()]{0,20}[)）])?$"
)
_WORKER_LABEL = re.compile(
    r"社工|督导|片长|站长|主任|记录人|填表|审[批核阅]|负责|经办|经手|主持|带领|工作人员|机构|导师"
)
_ROLE_AHEAD = re.compile(
    f"([{SURNAMES}])([一-龥]{{2}})(?=阿姨|婆婆|奶奶|爷爷|伯伯|叔叔|大爷|大妈|先生|女士|同学|小朋友|长者)"
)
_NO_GIVEN = re.compile(r"[的了是在与和对给向把被由及或让请找见到为]")
_NAME_AFTER_NUMBER = re.compile(r"[A-Za-z]{1,5}[-A-Za-z0-9]*\d{2,4}[ _—－-]{0,3}([一-龥]{2,4})(?![一-龥])")
_NAME_BEFORE_PAPER = re.compile(
    r"(?<![一-龥])([一-龥]{3})(?:的)?(?:登记表|同意书|申请表|建档表|评估表|档案|签名|照片|身份证|户口本|病历|低保证|残疾证)"
)


class PersonMask:
    """Masks the names of an archive's clients, families and volunteers, and everybody's phones, ID numbers, addresses.

    Hidden are full names, the given names by which narratives call the same people, and names of people whom no field
    holds, where a word beside them says that they are people (李桂芳阿姨, 女儿李桂芳, `auditor.findings.strangers`). Names of the staff that
    ``audit.toml`` lists stay. A worker whom only papers name stays too, unless some paper has the same name for a client:
    then hiding too much is better than too little.
    """

    def __init__(self, station: Station) -> None:
        staff = {member.name for member in station.config.staff}
        self._fill(_names(station), staff, station.workers, _proper_names(station))

    @classmethod
    def of_names(cls, names: Iterable[str]) -> PersonMask:
        """Return a mask for the given names, without a station."""
        mask = cls.__new__(cls)
        mask._fill(names, frozenset(), frozenset(), "")
        return mask

    def _fill(
        self, names: Iterable[str], staff: Collection[str], workers: Collection[str], proper: str
    ) -> None:
        self._known = {name for name in names if name not in staff}
        self._kept = {*staff, *(worker for worker in workers if worker not in self._known)}
        given = {given_name(name) for name in self._known}
        self._given = {name for name in given if name and name not in proper and not is_word(name)}
        self._names = NameMask(self._known, self._given, self._kept)
        self._seen: dict[str, str] = {}

    @property
    def names(self) -> frozenset[str]:
        """The full names that are hidden."""
        return frozenset(self._known)

    def text(self, text: str) -> str:
        """Return ``text`` with personal data masked."""
        known = self._seen.get(text)
        if known is not None:
            return known
        shown = self._masked(text)
        # The labels of a form stand in hundreds of files.
        if len(text) <= _SHORT_TEXT and len(self._seen) < _MAX_SEEN:
            self._seen[text] = shown
        return shown

    def _masked(self, text: str) -> str:
        shown = mask_text(mask_house(text), self._names)
        shown = _ROLE_AHEAD.sub(self._named_by_role, shown)
        for name in {*names_in_passing(shown)} - self._kept:
            shown = shown.replace(name, mask_name(name))
        return shown

    def _named_by_role(self, m: re.Match[str]) -> str:
        if m[0] in self._kept or _NO_GIVEN.search(m[2]) or is_word(m[0]) or is_everyday(m[0][:2]):
            return m[0]
        return mask_name(m[0])

    def value(self, label: str, text: str) -> str:
        """Return what stands under ``label`` with personal data masked: addresses, and who ever is named there."""
        if is_address_label(label):
            return mask_text(mask_address(text), self._names)
        shown = self.text(text)
        # （空白）, （图片） are the program's own words for what stands there.
        if len(text) <= MAX_NAMES_TEXT and not text.startswith("（") and names_a_person(label):
            for part in _BETWEEN_NAMES.split(shown):
                name = part.strip()
                if looks_like_name(name) and clean_name(name) not in self._kept and not is_word(name):
                    shown = shown.replace(name, mask_name(name))
        return shown

    def subject(self, kind: str, subject_id: str) -> str:
        """Return a subject's id; where the id is a person's name, it is masked."""
        if kind in ("community", "district", "station"):
            return subject_id
        return mask_name(subject_id) if subject_id in self._known else self.text(subject_id)


def names_a_person(label: str) -> bool:
    """Whether what stands under a label is somebody's name, and not a worker's."""
    # Labels beside and above a cell come joined by a blank; printed ones are spread by blanks themselves (姓 名).
    parts = [_PLACE_IN_LABEL.sub("", part).rstrip("：:") for part in (*label.split(), "".join(label.split()))]
    return not any(map(_WORKER_LABEL.search, parts)) and any(map(_PERSON_LABEL.search, parts))


def is_address_label(label: str) -> bool:
    """Whether what stands under a label is somebody's address."""
    return any(word in label for word in _ADDRESS_LABELS)


def holds_personal_value(label: str) -> bool:
    """Whether a label says that a name, a telephone or identity number or an address stands beside it."""
    if is_address_label(label) or names_a_person(label):
        return True
    return _NUMBER_LABEL.search("".join(label.split())) is not None


def given_name(name: str) -> str:
    """Return the given name of a Chinese full name if it has two characters, else ""."""
    given = name[surname_length(name) :]
    return given if len(given) == 2 and _CHINESE.fullmatch(name) else ""


_CHINESE = re.compile(r"[㐀-鿿]+")


def mask_result(result: Result, station: Station, mask: PersonMask | None = None) -> Result:
    """Return a copy of ``result`` with personal data masked in every text; identities and numbers stay.

    Args:
        result: stays as it is.
        station: whose people are hidden.
        mask: of that station, where one is made already.
    """
    mask = mask or PersonMask(station)
    copy = result.model_copy(deep=True)
    for finding in (*copy.findings, *copy.resolved, *(entry.finding for entry in copy.unconfirmed)):
        _mask_finding(finding, mask)
    for record in copy.records:
        record.id = mask.subject(record.kind, record.id)
    for entry in copy.files:
        entry.reason = mask.text(entry.reason) if entry.reason else entry.reason
    for praise in copy.praise:
        praise.message = mask.text(praise.message)
    for prior in copy.prior:
        prior.text = mask.text(prior.text)
        prior.papers = [mask.subject("prior-concern", paper) for paper in prior.papers]
    for waived in copy.waived:
        waived.reason = mask.text(waived.reason)
    copy.failures = [mask.text(failure) for failure in copy.failures]
    return copy


def _mask_finding(finding: Finding, mask: PersonMask) -> None:
    finding.subject.id = mask.subject(finding.subject.kind, finding.subject.id)
    finding.message = mask.text(finding.message)
    finding.advice = mask.text(finding.advice)
    for evidence in finding.evidence:
        evidence.text = mask.value(evidence.label, evidence.text)
        evidence.label = mask.text(evidence.label)


def _names(station: Station) -> Iterator[str]:
    for record in station.records:
        if record.name and looks_like_name(record.name):
            yield record.name
        yield from _names_in(record, 0)
        for identity in record.identities:
            yield from filter(looks_like_name, (identity.folder_name, identity.expected_name))
    for paper in station.unplaced:
        if paper.name and looks_like_name(paper.name):
            yield paper.name
    for file in station.of_kind("file"):
        if getattr(file, "status", "") in ("unreadable", "unrecognised"):
            yield from names_in_path(file.id)


def names_in_path(path: str) -> Iterator[str]:
    """Yield the names that a path gives: behind an archive number, or before the word for a paper (陆小禾登记表)."""
    for shape in (_NAME_AFTER_NUMBER, _NAME_BEFORE_PAPER):
        for m in shape.finditer(path):
            if looks_like_name(m[1]) and not is_word(m[1]):
                yield m[1]


def _proper_names(station: Station) -> str:
    """Return the names of places, teams and groups: a given name within them is no person."""
    config = station.config
    names = [config.station, *config.districts, *(community.name for community in config.communities)]
    for record in station.records:
        names += [record.community, record.district]
        if record.kind not in ("case", "household-archive", "volunteer", "core-volunteer"):
            names.append(record.name)
    return " ".join(dict.fromkeys(names))


def _names_in(part: object, depth: int) -> Iterator[str]:
    """Yield what stands in every field called ``name`` and in every list of single readings that look like names."""
    if depth > MAX_DEPTH or not isinstance(part, BaseModel):
        return
    for key, value in part.__dict__.items():
        if isinstance(value, Reading):
            # A typed "signature" of a client or of the family is their name; of workers' approvals it is a worker's.
            if key == "name" or (key == "signature" and isinstance(part, Person)):
                yield from spellings(value)
        elif isinstance(value, BaseModel):
            yield from _names_in(value, depth + 1)
        elif isinstance(value, list):
            for item in value:
                yield from spellings(item) if isinstance(item, Reading) else _names_in(item, depth + 1)


def spellings(reading: Reading | None) -> Iterator[str]:
    """Yield the names that ``reading`` gives, as read and as printed.

    Remarks are dropped (温立仁(已故)), several names of one cell come singly, inner spaces are kept beside (王 小 明).
    """
    if reading is None:
        return
    value = reading.value if isinstance(reading.value, str) else ""
    for text in dict.fromkeys((value, reading.raw[:MAX_NAMES_TEXT])):
        for part in _BETWEEN_NAMES.split(text):
            name = clean_name(part)
            if not looks_like_name(name):
                continue
            yield name
            printed = part.strip()
            if printed != name and "".join(printed.split()) == name:
                yield printed
