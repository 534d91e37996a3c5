"""The random check (抽查) of an evaluation: a reproducible, stratified sample of cases and archives.

Each record gets a number from a hash of the seed and its identity, and the smallest numbers of each stratum are drawn
(permanent random numbers, see Ohlsson, "Coordination of samples using permanent random numbers", 1995). So the same seed
draws the same records on every machine, and a record that is added or removed changes the draw as little as possible.
Places are given to strata in proportion to their size by largest remainders, at least one to each while places last.
"""

from __future__ import annotations

import csv
import hashlib
import io
import json
from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath

from auditor.errors import ConfigurationError, UnreadableFile, UsageError, system_reason
from auditor.findings.collect import chinese_order
from auditor.findings.fingerprint import fingerprint
from auditor.findings.result import Finding, Result
from auditor.findings.workers import record_workers
from auditor.readers.sheet import raw_sheets
from auditor.records.model import Case, HouseholdArchive, Record
from auditor.records.station import Station
from auditor.values.grades import grade_name

SCHEMA = "audit-sample/1"
STRATA = {"district": "片区", "community": "社区", "grade": "等级", "kind": "类型", "worker": "责任社工"}
"""What a sample may be stratified by."""
SAMPLED_KINDS = (Case.kind, HouseholdArchive.kind)
KEY_COLUMN = "抽样编号"
MAX_SAMPLE_BYTES = 10_000_000


@dataclass(frozen=True, slots=True)
class Drawn:
    """One record of a sample.

    Attributes:
        key: opaque identity, so that the list may be masked and still be read back.
        kind: case or household-archive.
        id: the record's id, which may be a person's name.
        name: the client's.
        strata: its values of what the sample is stratified by.
        folder: the folder of most of its files.
        files: how many files it has.
    """

    key: str
    kind: str
    id: str
    name: str
    community: str
    district: str
    grade: str
    worker: str
    folder: str
    files: int
    strata: tuple[str, ...] = ()


@dataclass(slots=True)
class Sample:
    """A sample and what it was drawn from."""

    by: tuple[str, ...]
    seed: str
    drawn: list[Drawn]
    sizes: dict[tuple[str, ...], tuple[int, int]] = field(default_factory=dict)
    """Stratum -> records in it, records drawn."""

    @property
    def population(self) -> int:
        """Records that could be drawn."""
        return sum(size for size, _ in self.sizes.values())


def draw_sample(station: Station, n: int, by: Sequence[str], seed: str) -> Sample:
    """Draw ``n`` cases and archives, all of them where there are no more.

    Args:
        station: the records.
        n: how many.
        by: keys of `STRATA`; none draws from all together.
        seed: any text.

    Raises:
        UsageError: no such stratum, or nothing to draw from.
    """
    for name in by:
        if name not in STRATA:
            raise UsageError(f"--by：没有“{name}”这一项，可用：{'、'.join(STRATA)}")
    workers = record_workers(station)
    everything = [_drawn(record, workers, by) for kind in SAMPLED_KINDS for record in station.of_kind(kind)]
    if not everything:
        raise UsageError("没有可抽查的个案和档案：请确认文件夹是否为社工站档案，可先用 audit run 查看")
    strata: dict[tuple[str, ...], list[Drawn]] = {}
    for item in everything:
        strata.setdefault(item.strata, []).append(item)
    order = sorted(strata, key=lambda key: [(not text, chinese_order(text)) for text in key])
    places = allocate([len(strata[key]) for key in order], n, [_number(seed, "|".join(key)) for key in order])
    sample = Sample(tuple(by), seed, [])
    for key, count in zip(order, places, strict=True):
        ranked = sorted(strata[key], key=lambda item: (_number(seed, item.key), item.key))
        chosen = sorted(ranked[:count], key=lambda item: (item.kind, item.id))
        sample.drawn += chosen
        sample.sizes[key] = (len(ranked), len(chosen))
    return sample


def allocate(sizes: Sequence[int], n: int, ranks: Sequence[int]) -> list[int]:
    """Return how many of ``n`` places each stratum gets.

    Args:
        sizes: records in each stratum, none of them 0.
        n: places.
        ranks: breaks ties, and says which strata get a place where there are fewer places than strata.
    """
    total = sum(sizes)
    n = min(n, total)
    if n < len(sizes):  # the largest strata first
        best = sorted(range(len(sizes)), key=lambda i: (-sizes[i], ranks[i]))[:n]
        return [int(i in best) for i in range(len(sizes))]
    places = [1] * len(sizes)
    left = n - len(sizes)
    # Largest remainders over what each stratum still has to give.
    room = [size - 1 for size in sizes]
    whole = sum(room)
    if left and whole:
        shares = [left * size / whole for size in room]
        extra = [int(share) for share in shares]
        rest = left - sum(extra)
        order = sorted(range(len(sizes)), key=lambda i: (extra[i] - shares[i], ranks[i]))
        for i in order[:rest]:
            extra[i] += 1
        places = [place + more for place, more in zip(places, extra, strict=True)]
    return places


def _number(seed: str, key: str) -> int:
    return int.from_bytes(hashlib.sha256(f"{seed}\x1f{key}".encode("utf-8", "surrogatepass")).digest()[:8])


def record_key(kind: str, record_id: str) -> str:
    """Return a record's opaque identity."""
    return fingerprint("sample", kind, record_id)


def _drawn(record: Record, workers: Mapping[tuple[str, str], str], by: Sequence[str]) -> Drawn:
    folders = Counter(str(PurePosixPath(path).parent) for path in record.files)
    facts = {
        "district": record.district,
        "community": record.community,
        "grade": grade_of(record),
        "kind": record.kind,
        "worker": workers.get((record.kind, record.id), ""),
    }
    return Drawn(
        key=record_key(record.kind, record.id),
        kind=record.kind,
        id=record.id,
        name=record.name,
        community=record.community,
        district=record.district,
        grade=facts["grade"],
        worker=facts["worker"],
        folder=min(folders, key=lambda name: (-folders[name], name)) if folders else "",
        files=len(record.files),
        strata=tuple(facts[name] for name in by),
    )


def grade_of(record: Record) -> str:
    """Return the grade of the newest assessment, else of the cover, as forms print it; "" where none is read."""
    if isinstance(record, HouseholdArchive):
        newest = record.newest_grade.value
        if isinstance(newest, int):
            return grade_name(newest)
    for paper in record.papers:
        grade = getattr(paper, "grade", None)
        if grade is not None and isinstance(grade.value, int):
            return grade_name(grade.value)
    return ""


def read_sample(path: Path) -> frozenset[str]:
    """Return the keys of the records that a list of `audit sample` names.

    The list may have been shortened, sorted or saved by a spreadsheet; records are known by their keys.

    Raises:
        ConfigurationError: not readable, or no such list.
    """
    try:
        if path.stat().st_size > MAX_SAMPLE_BYTES:
            raise ConfigurationError("--sample：文件过大，不像是抽样清单", str(path))
        if path.suffix.lower() == ".json":
            rows = _json_rows(path)
        elif path.suffix.lower() == ".csv":
            rows = list(csv.reader(io.StringIO(path.read_text(encoding="utf-8-sig"))))
        else:
            rows = _sheet_rows(path)
    except UnreadableFile as error:
        raise ConfigurationError(f"--sample：{error.reason}{error.remedy}", str(path)) from error
    except OSError as error:
        raise ConfigurationError(f"--sample：无法读取：{system_reason(error)}", str(path)) from error
    except (UnicodeDecodeError, csv.Error) as error:
        raise ConfigurationError(
            "--sample：不是 UTF-8 编码的清单，请用 audit sample --out 重新生成", str(path)
        ) from error
    keys = _keys(rows)
    if not keys:
        raise ConfigurationError(
            f"--sample：没有找到“{KEY_COLUMN}”一列，或清单是空的；请使用 audit sample --out 写出的清单",
            str(path),
        )
    return frozenset(keys)


def _json_rows(path: Path) -> list[list[str]]:
    try:
        data = json.loads(path.read_text(encoding="utf-8-sig"))
    except ValueError as error:
        raise ConfigurationError("--sample：不是 JSON", str(path)) from error
    records = data.get("records") if isinstance(data, dict) and data.get("schema") == SCHEMA else None
    if not isinstance(records, list):
        raise ConfigurationError(f"--sample：不是抽样清单（schema 应为 {SCHEMA}）", str(path))
    return [[KEY_COLUMN], *([str(item.get("key", ""))] for item in records if isinstance(item, dict))]


def _sheet_rows(path: Path) -> list[list[str]]:
    for sheet in raw_sheets(path):
        rows = [
            [cells.get(col, "") for col in range(max(cells) + 1)]
            for _, cells in sorted(sheet.rows.items())
            if cells
        ]
        if any(KEY_COLUMN in row for row in rows[:15]):
            return rows
    return []


def _keys(rows: Sequence[Sequence[str]]) -> set[str]:
    keys: set[str] = set()
    col: int | None = None
    for row in rows:
        texts = [text.strip() for text in row]
        if col is None:
            col = texts.index(KEY_COLUMN) if KEY_COLUMN in texts else None
        elif col < len(texts) and texts[col]:
            keys.add(texts[col])
    return keys


def sampled_subjects(station: Station, keys: Collection[str]) -> set[tuple[str, str]]:
    """Return kind and id of the records that a sample names.

    Raises:
        UsageError: none of them is in this archive.
    """
    found = {
        (record.kind, record.id)
        for kind in SAMPLED_KINDS
        for record in station.of_kind(kind)
        if record_key(record.kind, record.id) in keys
    }
    if not found:
        raise UsageError("--sample：清单中的对象都不在这个档案文件夹中")
    return found


def restrict(result: Result, subjects: Collection[tuple[str, str]]) -> None:
    """Keep of ``result`` what concerns the sampled records; rules have looked at the whole archive all the same.

    Kept are findings on a sampled record or on one of its files. Praise speaks of the whole station and is dropped.
    """
    own_files = {
        path for record in result.records if (record.kind, record.id) in subjects for path in record.files
    }

    def kept(finding: Finding) -> bool:
        subject = (finding.subject.kind, finding.subject.id)
        return subject in subjects or (subject[0] == "file" and subject[1] in own_files)

    places = [index for index, finding in enumerate(result.findings) if kept(finding)]
    moved = {old: new for new, old in enumerate(places)}
    result.findings = [result.findings[index] for index in places]
    result.records = [record for record in result.records if (record.kind, record.id) in subjects]
    result.praise = []
    for section in result.sections:
        section.concerns = [moved[index] for index in section.concerns if index in moved]
        section.praise = []
    for entry in result.prior:
        entry.findings = [moved[index] for index in entry.findings if index in moved]
