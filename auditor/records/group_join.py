"""Papers of groups and activities into clusters, by number, by name, by folder; sign-in sheets to what they were signed at.

A paper without number and name joins the one group in whose folder it lies. Where several could be meant it stays
unplaced, so that the absence of a paper of its kind is uncertain for all of them.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterable

from auditor.records.facts import text_of
from auditor.records.group import Activity, Group, SignInSheet
from auditor.records.loose import Cluster, Loose
from auditor.values.text import fold

_QUOTED = re.compile(r"[“\"《「『]([^“”\"《》「」『』]{2,30})[”\"》」』]")
_SIGNS = re.compile(r"[“”\"'《》「」『』\s·•—\-_,，:：.。、()（）!！]+")
_NOT_NAME = re.compile(
    r"第[一二三四五六七八九十\d]{1,3}[节次期场]|活动计划书?|计划书?|总结报告|总结|过程记录表?|签到表|策划书?|方案|活动$|小组$|小组活动$|(?:系列|主题)$"
)
_KIND_OF_PAPER = re.compile(
    r"计划|方案|策划|记录|过程|总结|小结|签到|签名|出席|问卷|前测|后测|测评|照片|相片|文书|资料|材料|附件|评估|第.{1,3}[节次]"
)
_NAME_THEN_FIGURE = re.compile(
    r"(.{2,40}?(?:小组|团体|工作坊|互助会|学堂|活动|课堂|[”\"]))\s+(?=[^\s\d]{0,12}\d)"
)
_SINGLE_PARTS = frozenset({"plan", "summary"})


def shown_name(text: str) -> str:
    """Return a group's or activity's name as it is shown: without quotation marks and spaces."""
    return re.sub(r"[“”\"'《》「」\s]", "", _without_figures(fold(text)))[:60]


def _without_figures(text: str) -> str:
    """A name without what stands behind it on the same line: 邻里互助小组　收回问卷9份."""
    match = _NAME_THEN_FIGURE.match(text)
    return match[1] if match else text


def core_names(text: str) -> frozenset[str]:
    """Return what of a name tells it apart: the words in quotation marks, and all of it without 小组, 活动, 第一节."""
    cores = {_NOT_NAME.sub("", _SIGNS.sub("", _without_figures(fold(text[:200]))))}
    cores |= {_SIGNS.sub("", fold(quoted)) for quoted in _QUOTED.findall(text[:200])[:1]}
    return frozenset(core for core in cores if len(core) > 1)


def same_programme(first: Iterable[str], second: Iterable[str]) -> bool:
    """Whether two names may be one group's: a core of both is equal, begins the other, or (of 3 characters) lies in it."""
    others = list(second)
    for one in first:
        for other in others:
            short, long = sorted((one, other), key=len)
            if short == long or (short and long.startswith(short)) or (len(short) >= 3 and short in long):
                return True
    return False


def programme_clusters(papers: list[Loose], kind: str) -> tuple[list[Cluster], list[Loose]]:
    """Join the papers of groups or activities.

    Returns:
        One cluster per group or activity, and the papers whose group could not be told.
    """
    clusters: list[Cluster] = []
    cores: dict[int, set[str]] = {}
    bare: list[Loose] = []
    for loose in sorted(
        papers, key=lambda item: (item.part not in _SINGLE_PARTS, not item.number, item.path)
    ):
        raw = text_of(getattr(loose.paper, "name", None))
        loose.name = shown_name(raw)
        core = core_names(raw)
        if not (loose.number or core):
            bare.append(loose)
            continue
        home = _home(loose, core, clusters, cores)
        if home is None:
            home = Cluster(kind)
            clusters.append(home)
            cores[id(home)] = set()
        home.add(loose)
        cores[id(home)] |= core
    lost = []
    for loose in bare:
        target = _by_folder(loose, clusters, cores)
        if target is None and not any(
            _inside(loose.folder, other.folder) for c in clusters for other in c.papers
        ):
            target = Cluster(kind)
            clusters.append(target)
            cores[id(target)] = set()
        if target is None:
            lost.append(loose)
        else:
            target.add(loose)
    for cluster in clusters:
        # The display name is the plan's, else the longest that a paper prints.
        names = [item.name for item in cluster.papers if item.name]
        if names:
            best = next(
                (item.name for item in cluster.papers if item.part == "plan" and item.name),
                max(names, key=len),
            )
            cluster.names.clear()
            cluster.names[best] = len(names)
    return clusters, lost


def _home(
    loose: Loose, core: frozenset[str], clusters: list[Cluster], cores: dict[int, set[str]]
) -> Cluster | None:
    if loose.number:
        numbered = [cluster for cluster in clusters if cluster.number == loose.number]
        if numbered:
            return numbered[0]
    if not core:
        return None
    fitting = [
        cluster
        for cluster in clusters
        if same_programme(core, cores[id(cluster)])
        and not (loose.number and cluster.number)
        and not _rivals(loose, cluster)
    ]
    near = [
        cluster for cluster in fitting if any(_akin(loose.folder, other.folder) for other in cluster.papers)
    ]
    exact = [cluster for cluster in (near or fitting) if core & cores[id(cluster)]]
    chosen = exact or near or fitting
    return chosen[0] if len(chosen) == 1 else None


def _rivals(loose: Loose, cluster: Cluster) -> bool:
    """The cluster has a paper of this single part already, from elsewhere or of another community."""
    if any(o.community and loose.community and o.community != loose.community for o in cluster.papers):
        return True
    return loose.part in _SINGLE_PARTS and any(
        other.part == loose.part and other.folder != loose.folder for other in cluster.papers
    )


def _akin(first: str, second: str) -> bool:
    return _inside(first, second) or _inside(second, first)


def _inside(folder: str, above: str) -> bool:
    return folder == above or (above != "" and folder.startswith(above + "/"))


def _by_folder(loose: Loose, clusters: list[Cluster], cores: dict[int, set[str]]) -> Cluster | None:
    """The cluster in whose file or folder (or in a folder above) a paper lies, or whose name its path holds.

    The folder beside is another group's, unless folders are called after kinds of paper (计划书, 过程记录).
    """
    folder, path = loose.folder, loose.path
    same_file = [c for c in clusters if any(other.path == path for other in c.papers)]
    if len(same_file) == 1:
        return same_file[0]
    plain = _SIGNS.sub("", fold(path))
    named = [c for c in clusters if any(len(core) >= 3 and core in plain for core in cores[id(c)])]
    named += [c for c in clusters if c not in named and c.number and c.number in path.upper()]
    if len(named) == 1:
        return named[0]
    at = folder
    while at:
        here = [c for c in clusters if any(_inside(other.folder, at) for other in c.papers)]
        if here:
            return here[0] if len(here) == 1 and not _rivals(loose, here[0]) else None
        at, _, name = at.rpartition("/")
        if not _KIND_OF_PAPER.search(name) and not any(o.folder == at for c in clusters for o in c.papers):
            return None
    return None


def attach_sign_ins(
    sheets: Iterable[SignInSheet],
    groups: list[Group],
    activities: list[Activity],
    number_of: Callable[[SignInSheet], str],
) -> None:
    """Give every sign-in sheet to the one group or activity that it names, else in whose folder it lies."""
    records: list[Group | Activity] = [*groups, *activities]
    by_number: dict[object, list[Group | Activity]] = defaultdict(list)
    by_folder: dict[str, list[Group | Activity]] = defaultdict(list)
    named = [(record, _cores_of(record)) for record in records]
    for record in records:
        if record.number is not None and record.number.value:
            by_number[record.number.value].append(record)
        for folder in {path.rpartition("/")[0] for path in record.files}:
            by_folder[folder].append(record)
    for sheet in sheets:
        path = sheet.place.path
        number = number_of(sheet)
        core = core_names(text_of(sheet.programme))
        found = by_number.get(number, []) if number else []
        here = _nearest(path.rpartition("/")[0], by_folder)
        if len(found) != 1 and core:
            fitting = [record for record, own in named if own and same_programme(core, own)]
            found = [record for record in fitting if record in here] or fitting
        if len(found) != 1 and not number and not core:
            plain = _SIGNS.sub("", fold(path))
            found = [record for record, own in named if any(len(c) >= 3 and c in plain for c in own)] or here
        if len(found) == 1:
            record = found[0]
            record.sign_ins.append(sheet)
            record.files = sorted({*record.files, path})


def _cores_of(record: Group | Activity) -> frozenset[str]:
    """The cores of every name that the record's papers print."""
    names = {record.name, *(text_of(getattr(paper, "name", None)) for paper in record.papers)}
    return frozenset(core for name in names if name for core in core_names(name))


def _nearest(folder: str, by_folder: dict[str, list[Group | Activity]]) -> list[Group | Activity]:
    """The records whose papers lie in the folder, else in the next folder above that holds any."""
    while folder:
        if by_folder.get(folder):
            return by_folder[folder]
        folder = folder.rpartition("/")[0]
    return []
