"""Volunteers, teams, surveys, funds, hotline logs and platform figures: papers into records.

Volunteers join by ID number and name, teams and funds by their names, questionnaires by survey; the rest are records of
one paper. What cannot be placed is named, so that its absence elsewhere is never certain.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Mapping
from itertools import chain, count

from auditor.forms.model import Reading
from auditor.records.compose import compose
from auditor.records.facts import text_of
from auditor.records.fund_names import fund_key
from auditor.records.loose import Cluster, Loose, contradict
from auditor.records.model import (
    CoreVolunteerPaper,
    DutyTable,
    Fund,
    HotlineLog,
    HoursReport,
    IndicatorTable,
    Record,
    Report,
    SatisfactionSurvey,
    SoleRecord,
    Team,
    TrainingTable,
    Volunteer,
)
from auditor.records.places import Places
from auditor.records.station import Station, UnplacedPaper
from auditor.values.names import clean_name, looks_like_name, names_may_match
from auditor.values.text import fold

_SOLE = (
    HoursReport.kind,
    HotlineLog.kind,
    Report.kind,
    IndicatorTable.kind,
    DutyTable.kind,
    TrainingTable.kind,
)
_TEAM_WORDS = re.compile(r"[“”\"'《》「」\s]|[（(][^（）()]{0,12}[)）]")
_CORE_PARTS = frozenset({"rating", "training_plan", "followups"})
_TEAM_IN_NAME = re.compile(r"[㐀-鿿]{2,14}?队(?!伍|员|长|服务|过程|记录|活动)")
_ANY_TEAM = re.compile(
    r"(?:社区|街道|各|本站|我站)?(?:志愿者?|义工|探访|服务|志愿服务|志愿者服务)*(?:服务)?队"
)
_OF_ONE_SERVICE = re.compile(r"个案|小组|活动|课程|讲座|培训")
"""Questionnaires about one case, group or activity are no survey of the station's clients."""
_BARE_SHEET = re.compile(r"(?i)(?:sheet|工作表|表)\s?\d*")
_SUM_ROW = re.compile(r"[(（]?(?:本页)?(?:合计|小计|总计|共计|累计|平均|备注|说明|注[:：])")
_ANY_NAME = re.compile(r"(?!.*(?:姓名|签名|志愿|社工|合计|小计|备注|队))[㐀-鿿]{2,4}")
"""What stands in a cell for a name is one, also where the surname is rare."""
_FUND_IN_TITLE = re.compile(
    r"(?P<name>[㐀-鿿]{2,24}?(?:基金会|基金))(?=收|支|使用|流水|台账|明细|账|公示|财务|情况|捐|[（(]?\d|第|本|[上下全]半?年|$)"
)
_FUND_NOISE = re.compile(
    r"^.*(?:社工服务站|社工站|服务站|服务中心|街道办事处)|20\d\d年?度?|收支.*$|明细.*$|台账.*$|流水.*$|使用.*$|公示.*$|[\d\s_.（）()-]+"
)
_GENERAL_FUND = re.compile(r"^(?:社区)?(?:慈善|公益)?基金会?$")
_SURVEY_FOLDER = re.compile(r"满意度|问卷|调查|测评")


def assemble_monitoring(by_kind: Mapping[str, list[Loose]], places: Places, station: Station) -> None:
    """Add the records of these kinds to ``station.further``, and papers without a record to ``station.unplaced``."""
    by_kind = {kind: [loose for loose in papers if not _is_sum(loose)] for kind, papers in by_kind.items()}
    homes = _folders_of_one(station)
    made: dict[str, list[tuple[Cluster, Record]]] = {
        Volunteer.kind: _composed(_volunteers(by_kind.get(Volunteer.kind, []), station), places),
        Team.kind: _composed(_by_name(by_kind.get(Team.kind, []), Team.kind), places),
        Fund.kind: _composed(_by_name(by_kind.get(Fund.kind, []), Fund.kind), places),
        SatisfactionSurvey.kind: [],
    }
    for one_service in (False, True):
        asked = by_kind.get(SatisfactionSurvey.kind, [])
        papers = [loose for loose in asked if _of_one_service(loose, homes) is one_service]
        for cluster, record in _composed(_surveys(papers), places):
            if isinstance(record, SatisfactionSurvey):
                record.one_service = one_service
            made[SatisfactionSurvey.kind].append((cluster, record))
    for kind, composed in made.items():
        taken: set[str] = set()
        for _, record in composed:
            names = [record.id, f"{record.id}（{record.community}）" if record.community else record.id]
            numbered = (f"{record.id} #{n}" for n in count(2))
            record.id = next(name for name in chain(names, numbered) if name and name not in taken)
            taken.add(record.id)
        station.further[kind] = sorted((record for _, record in composed), key=lambda record: record.id)
    for kind in _SOLE:
        station.further[kind] = _sole(by_kind.get(kind, []), places)


def _is_sum(loose: Loose) -> bool:
    """A row of a long table that holds sums, or nobody's name where the table lists names: no paper."""
    if not loose.from_row:
        return False
    name = getattr(loose.paper, "name", None) or loose.paper.client.name
    text = fold(text_of(name) if isinstance(name, Reading) else str(name or "")).replace(" ", "")
    if _SUM_ROW.match(text):
        return True
    return not text and loose.spec.record in (Volunteer.kind, Fund.kind)


def _composed(clusters: list[Cluster], places: Places) -> list[tuple[Cluster, Record]]:
    made = []
    for cluster in clusters:
        record = compose(cluster, places)
        if not record.id:
            record.id = cluster.papers[0].path
        made.append((cluster, record))
    return made


# ---- volunteers ------------------------------------------------------------------------------------------------------


def _volunteers(papers: list[Loose], station: Station) -> list[Cluster]:
    """One cluster for each person: same ID number, or same name and nothing that contradicts it."""
    clusters: list[Cluster] = []
    by_id: dict[str, Cluster] = {}
    by_name: dict[str, list[Cluster]] = defaultdict(list)
    later: list[Loose] = []
    for loose in sorted(papers, key=lambda one: (one.part != "registration", one.path)):
        loose.number = ""  # a registration's number is no archive number: papers join by person
        loose.name = _person(loose)
        if not loose.name and not loose.id_number:
            later.append(loose)
            continue
        target = by_id.get(loose.id_number) if loose.id_number else None
        if target is None:
            fitting = [
                cluster
                for cluster in by_name[loose.name]
                if not any(contradict(other, loose) for other in cluster.papers)
            ]
            target = fitting[0] if len(fitting) == 1 else None
        if target is None and "*" in loose.name:
            later.append(loose)
            continue
        if target is None:
            target = Cluster(Volunteer.kind)
            clusters.append(target)
            by_name[loose.name].append(target)
        target.add(loose)
        if loose.id_number:
            by_id.setdefault(loose.id_number, target)
    for loose in later:
        _place_late(loose, clusters, station)
    return clusters


def _person(loose: Loose) -> str:
    name = clean_name(loose.printed_name) if loose.printed_name else ""
    return name if name and (looks_like_name(name) or "*" in name or _ANY_NAME.fullmatch(name)) else ""


def _place_late(loose: Loose, clusters: list[Cluster], station: Station) -> None:
    """A paper with a masked name or none: whose file or folder it is, whom a collective paper names, else unplaced."""
    if loose.name:
        fitting = [c for c in clusters if c.name and names_may_match(c.name, loose.name)]
        if len(fitting) == 1:
            fitting[0].add(loose)
            return
        if not fitting:
            cluster = Cluster(Volunteer.kind)
            cluster.add(loose)
            clusters.append(cluster)
            return
        station.unplaced.append(_unplaced(loose, "有多位同名的志愿者，无法判断这份文书属于谁"))
        return
    named = [c for c in clusters if len(c.name) > 1 and c.name in loose.path]
    if not named and loose.part in _CORE_PARTS and isinstance(loose.paper, CoreVolunteerPaper):
        told = fold(loose.paper.text).replace(" ", "")
        named = [c for c in clusters if len(c.name) > 1 and c.name in told]
        if named:
            for cluster in named:  # one paper for several core volunteers
                cluster.papers.append(loose)
            return
    if len(named) == 1:
        named[0].papers.append(loose)
        return
    station.unplaced.append(_unplaced(loose, "文书上没有志愿者姓名，无法判断属于谁"))


def _unplaced(loose: Loose, reason: str) -> UnplacedPaper:
    paper = loose.paper
    return UnplacedPaper(
        loose.path, paper.form, paper.title, loose.spec.record, loose.part, reason, loose.number, loose.name
    )


# ---- teams and funds ---------------------------------------------------------------------------------------------------


def _by_name(papers: list[Loose], kind: str) -> list[Cluster]:
    """Papers of one name are one record; a paper without a name goes with its folder's only name, else stands alone."""
    clusters: dict[str, Cluster] = {}
    nameless: list[Loose] = []
    for loose in papers:
        loose.number = "" if kind == Fund.kind else loose.number
        printed = _TEAM_WORDS.sub("", fold(text_of(getattr(loose.paper, "name", None))))
        loose.name = printed if len(printed) <= 40 else ""
        key = fund_key(loose.name) if kind == Fund.kind and loose.name else loose.name
        if not key:
            nameless.append(loose)
            continue
        clusters.setdefault(key, Cluster(kind)).add(loose)
    for loose in nameless:
        if kind == Fund.kind:
            called = _fund_called(loose)
            cluster = clusters.setdefault(
                fund_key(called) if called else f"{loose.path}#{loose.sheet}", Cluster(kind)
            )
            cluster.papers.append(loose)
            cluster.names.setdefault(called or loose.path.rpartition("/")[2].rpartition(".")[0], 1)
            continue
        named = [c for key, c in clusters.items() if key in fold(loose.path)]
        if not named and (called := _team_called(loose.path)):
            named = [clusters.setdefault(called, Cluster(kind))]
            named[0].names.setdefault(called, 1)
        here = named or [
            c for c in clusters.values() if any(other.folder == loose.folder for other in c.papers)
        ]
        if len(here) == 1:
            here[0].papers.append(loose)
            continue
        where = f"{loose.path}#{loose.sheet}" if loose.sheet else loose.path
        cluster = clusters.setdefault(where, Cluster(kind))
        cluster.papers.append(loose)
        cluster.names.setdefault(loose.sheet or loose.path.rpartition("/")[2].rpartition(".")[0], 1)
    for cluster in clusters.values():
        if kind == Fund.kind and cluster.names:  # 基金, not 基金会, is what such a fund is called
            right = min(
                cluster.names, key=lambda name: (name.endswith("会"), -cluster.names[name], len(name))
            )
            cluster.names = Counter({right: 1})
    return list(clusters.values())


def _team_called(path: str) -> str:
    """Which team a record without a cell for it speaks of: as its file or the folder around it is called."""
    *folders, file = fold(path).split("/")
    for text in (file.rpartition(".")[0] or file, *reversed(folders[-1:])):
        found = _TEAM_IN_NAME.search(text)
        if found is not None and not _ANY_TEAM.fullmatch(found[0]):
            return found[0]
    return ""


def _fund_called(loose: Loose) -> str:
    """Which fund a ledger without a cell for it speaks of: as its title, its sheet or its file is called."""
    found = _FUND_IN_TITLE.search(_FUND_NOISE.sub("", fold(loose.paper.title))) or _FUND_IN_TITLE.search(
        fold(loose.paper.title)
    )
    stem = loose.path.rpartition("/")[2].rpartition(".")[0]
    sheet = "" if _BARE_SHEET.fullmatch(loose.sheet) else loose.sheet
    for text in (found["name"] if found else "", sheet if "基金" in sheet else "", stem):
        name = _FUND_NOISE.sub("", fold(text))
        if 2 <= len(name) <= 24 and not _GENERAL_FUND.fullmatch(name):
            return name
    return ""


# ---- surveys -----------------------------------------------------------------------------------------------------------


def _surveys(papers: list[Loose]) -> list[Cluster]:
    """One survey for each summary, with the answers of its file, else of its folder; else one for each folder."""
    summaries = [loose for loose in papers if loose.part == "summary"]
    answers = [loose for loose in papers if loose.part == "answers"]
    clusters: list[Cluster] = []
    home: dict[str, Cluster] = {}
    for loose in summaries:
        key = loose.path
        if key in home:
            home[key].papers.append(loose)
            continue
        cluster = home[key] = Cluster(SatisfactionSurvey.kind)
        cluster.papers.append(loose)
        clusters.append(cluster)
    loose_ones: list[Loose] = []
    for loose in answers:
        loose.number = ""
        if loose.path not in home and loose.from_row:  # a table of answers is a survey of its own
            home[loose.path] = Cluster(SatisfactionSurvey.kind)
            clusters.append(home[loose.path])
        if loose.path in home:
            home[loose.path].papers.append(loose)
        else:
            loose_ones.append(loose)
    by_folder: dict[str, Cluster] = {}
    for loose in loose_ones:
        near = [cluster for cluster in clusters if _close(cluster.papers[0].folder, loose.folder)]
        if near:
            # questionnaires beside a summary or a table belong to it: split off, they would look like too few
            max(near, key=lambda cluster: len(cluster.papers[0].folder)).papers.append(loose)
            continue
        folder = loose.folder
        while "/" in folder and _SURVEY_FOLDER.search(folder.rpartition("/")[0].rpartition("/")[2]):
            folder = folder.rpartition("/")[0]
        by_folder.setdefault(folder, Cluster(SatisfactionSurvey.kind)).papers.append(loose)
    clusters += by_folder.values()
    for cluster in clusters:
        first = cluster.papers[0]
        for loose in cluster.papers:
            loose.name = ""
        cluster.names[first.paper.title or first.path.rpartition("/")[2].rpartition(".")[0]] = 1
    return clusters


def _folders_of_one(station: Station) -> set[str]:
    """Folders in which the papers of a single case, household or group lie."""
    owners: dict[str, set[int]] = defaultdict(set)
    records: list[Record] = [*station.cases, *station.archives, *station.groups]
    for record in records:
        for path in record.files:
            owners[path.rpartition("/")[0]].add(id(record))
    return {folder for folder, found in owners.items() if len(found) == 1 and folder}


def _of_one_service(loose: Loose, homes: set[str]) -> bool:
    """A questionnaire about one case, group or activity: its title says so, or it lies with that one's papers."""
    if _OF_ONE_SERVICE.search(loose.paper.title):
        return True
    return loose.part == "answers" and not loose.from_row and loose.folder in homes


def _close(summary_folder: str, folder: str) -> bool:
    return (
        folder == summary_folder or folder.startswith(summary_folder + "/")
        if summary_folder
        else "/" not in folder
    )


# ---- records of one paper ----------------------------------------------------------------------------------------------


def _sole(papers: list[Loose], places: Places) -> list[Record]:
    records: list[Record] = []
    taken: set[str] = set()
    for loose in papers:
        record = loose.paper
        if not isinstance(record, SoleRecord):
            continue
        stem = loose.path.rpartition("/")[2].rpartition(".")[0]
        record.name = record.name or record.title or stem
        if loose.sheet and not _BARE_SHEET.fullmatch(loose.sheet) and loose.sheet not in record.name:
            record.name = f"{record.name}（{loose.sheet}）"
        base = f"{loose.path}#{loose.sheet}" if loose.sheet else loose.path
        numbered = (f"{base} #{n}" for n in count(2))
        record.id = next(i for i in chain([base], numbered) if i not in taken)
        taken.add(record.id)
        record.files = [loose.path]
        sheet_path = f"{loose.path}/{loose.sheet}" if loose.sheet else loose.path
        record.community = loose.community or places.from_path(sheet_path)
        record.district = places.district(record.community, text_of(record.stated_district), loose.path)
        records.append(record)
    return records
