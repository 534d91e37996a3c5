"""The whole way from a folder to a result: the one place where all rooms meet."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import partial
from pathlib import Path, PurePosixPath

from auditor import __version__
from auditor.config import StationConfig, load_config
from auditor.engine.load import RuleSet, load_rules
from auditor.engine.rule import Rule
from auditor.engine.run import RuleRun, run_rules
from auditor.errors import ConfigurationError, UnreadableFile
from auditor.findings.collect import collect, sections_of
from auditor.findings.natural_keys import natural_keys
from auditor.findings.praise import praise_of
from auditor.findings.prior import concern_records, prior_entries, read_previous
from auditor.findings.prior_judge import RULE as PRIOR_RULE
from auditor.findings.prior_judge import Judged, Ran, judge_concerns
from auditor.findings.prior_report import Concern
from auditor.findings.result import (
    CoverageEntry,
    FileEntry,
    RecordEntry,
    Result,
    Tool,
)
from auditor.findings.sampling import read_sample, restrict, sampled_subjects
from auditor.findings.waivers import apply_waivers, waivers_of
from auditor.forms.model import ReadPaper
from auditor.forms.store import dump_paper, load_paper
from auditor.intake.cache import NoCache, content_key, open_cache
from auditor.intake.walk import FolderContents, SourceFile, walk_folder
from auditor.intake.workers import extract
from auditor.picture_series import with_series_joined
from auditor.reading import form_set, read_path, read_source, reading_version
from auditor.records.assemble import assemble
from auditor.records.model import PriorConcern
from auditor.records.station import Station
from auditor.yaml_files import did_you_mean

Progress = Callable[[str, int, int], None]
"""Called with a Chinese word for the step, how much of it is done, and how much there is."""


@dataclass(frozen=True, slots=True)
class AuditOptions:
    """What the user asked for; see the command line's help."""

    as_of: date | None = None
    rules: tuple[Path, ...] = ()
    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    jobs: int = 0
    cache: bool = True
    exclude: tuple[Path, ...] = ()
    previous: Path | None = None
    """The last evaluation's report or result."""
    waivers: Path | None = None
    """A file of waivers; None takes ``waivers.yaml`` at the root of the folder."""
    use_waivers: bool = True
    sample: Path | None = None
    """A list of ``audit sample``: only findings on its records are kept."""


@dataclass(slots=True)
class Audit:
    """A finished audit: the public result, and what the outputs may want beside it."""

    result: Result
    station: Station
    rules: list[Rule]
    config: StationConfig
    warnings: list[str] = field(default_factory=list)
    sample: set[tuple[str, str]] | None = None
    """Kind and id of the sampled records; None without a sample."""
    scans: dict[str, dict[int, bytes]] = field(default_factory=dict)
    """What was recognised on scanned pages, by path and page number: evidence is shown from it."""


def no_progress(step: str, done: int, total: int) -> None:
    """Show nothing."""


def read_file(path: Path, shown: str = "", rules: tuple[Path, ...] = ()) -> ReadPaper:
    """Read one file in this process: what ``audit inspect`` shows."""
    return read_path(path, shown or path.name, rules)


def read_folder(
    contents: FolderContents,
    options: AuditOptions,
    progress: Progress = no_progress,
) -> list[ReadPaper]:
    """Read every file of a folder, from the cache where nothing changed; in the order of the folder's list."""
    version = reading_version(options.rules)
    papers: dict[str, ReadPaper] = {}
    total = len(contents.files)
    with open_cache() if options.cache else NoCache() as cache:
        todo: list[SourceFile] = []
        keys: dict[str, str] = {}
        for source in contents.files:
            key = _key(source, version) if options.cache else ""
            stored = cache.get(key) if key else None
            paper = _restored(stored, source.shown)
            if paper is None:
                keys[source.shown] = key
                todo.append(source)
            else:
                papers[source.shown] = paper
        progress("读取文件", len(papers), total)
        work = partial(read_source, folders=options.rules)
        for source, read, error in extract(todo, work, jobs=options.jobs or None):
            if read is not None and keys[source.shown]:
                cache.put(keys[source.shown], dump_paper(read))
            papers[source.shown] = read if read is not None else unreadable(source.shown, error)
            progress("读取文件", len(papers), total)
    ordered = [papers[source.shown] for source in contents.files]
    ordered += [ReadPaper(item.shown, "skipped", item.reason) for item in contents.skipped]
    ordered += [ReadPaper(item.shown, "unreadable", item.reason) for item in contents.unreadable]
    return sorted(ordered, key=lambda paper: paper.path)


def _key(source: SourceFile, version: str) -> str:
    """Return the cache key of a file. Its name is part of it, because a name may hint at the form."""
    try:
        return content_key(source.path, f"{version}:{PurePosixPath(source.shown).stem}")
    except OSError:  # the reader will say what is wrong with the file
        return ""


def _restored(stored: bytes | None, shown: str) -> ReadPaper | None:
    if stored is None:
        return None
    try:
        return load_paper(stored, shown)
    except ValueError:  # damaged or of another version: the file is simply read anew
        return None


def unreadable(shown: str, error: BaseException | None) -> ReadPaper:
    """Return the paper of a file that could not be read, with reason and remedy."""
    if isinstance(error, UnreadableFile):
        return ReadPaper(shown, "unreadable", error.reason, error.remedy)
    detail = f"{type(error).__name__}: {error}" if error is not None else "未知原因"
    return ReadPaper(
        shown, "unreadable", f"读取时出错（{detail[:200]}）", "请用 WPS 或 Word 打开确认，另存后重试。"
    )


def audit_folder(
    folder: Path,
    options: AuditOptions | None = None,
    progress: Progress = no_progress,
) -> Audit:
    """Audit one station's archive.

    Raises:
        UsageError: the folder does not exist.
        ConfigurationError: a mistake in audit.toml, in a user's rules or in --select / --ignore.
    """
    options = options or AuditOptions()
    config = load_config(folder) if folder.is_dir() else StationConfig()
    rule_set = load_rules(*options.rules)
    if rule_set.errors:
        raise rule_set.errors[0]
    check_overrides(config, rule_set)
    rules = rule_set.select(options.select, options.ignore)
    concerns = read_previous(options.previous) if options.previous is not None else []
    # Mistakes in these files are told before minutes of reading.
    waivers = waivers_of(folder, options.waivers) if options.use_waivers else None
    sample = read_sample(options.sample) if options.sample is not None else None
    station, papers = read_station(folder, config, options, progress)
    as_of = options.as_of or config.as_of or date.today()
    period = service_period(config, station, as_of)
    station.period_gathered = config.period is None
    progress("核对规则", 0, 1)
    run = run_rules(rules, station, as_of, period, config.parameters)
    judged = judge_prior(concerns, station, rules, run, as_of, period) if concerns else []
    progress("核对规则", 1, 1)
    result = build_result(config, folder, station, papers, run, rule_set, as_of, period, judged)
    audit = Audit(result, station, rules, config)
    audit.scans = {paper.path: paper.scan_pages for paper in papers if paper.scan_pages}
    if sample is not None:
        audit.sample = sampled_subjects(station, sample)
        restrict(result, audit.sample)
        audit.warnings.append(sample_note(len(audit.sample), len(sample)))
    if waivers is not None:
        persons = [(record.kind, record.id, record.name) for record in station.records]
        audit.warnings += apply_waivers(result, waivers, rule_set.rules, persons)
    return audit


def read_station(
    folder: Path, config: StationConfig, options: AuditOptions, progress: Progress = no_progress
) -> tuple[Station, list[ReadPaper]]:
    """Read a folder and assemble its records.

    Raises:
        UsageError: the folder does not exist.
    """
    own = [path for path in (options.previous, options.waivers, options.sample) if path is not None]
    contents = walk_folder(folder, exclude=(*options.exclude, *own))
    forms = form_set(options.rules)
    papers = with_series_joined(read_folder(contents, options, progress), forms)
    progress("整理档案", 0, 1)
    return assemble(papers, forms.forms, config), papers


def sample_note(found: int, listed: int) -> str:
    """Return what a user must know of an audit of a sample."""
    missing = f"，清单中另有 {listed - found} 个在档案中没有找到" if listed > found else ""
    return f"只审核抽样清单中的 {found} 个对象{missing}；全站层面的问题不在其中"


def judge_prior(
    concerns: list[Concern],
    station: Station,
    rules: list[Rule],
    run: RuleRun,
    as_of: date,
    period: tuple[date, date],
) -> list[Judged]:
    """Say what became of the last evaluation's concerns, and add those found again to the findings of ``run``."""
    config = station.config
    communities = [community.name for community in config.communities]
    found = collect(run.findings, as_of, list(config.districts), communities, natural_keys(station))
    by_id = {rule.id: rule for rule in rules}
    judged = judge_concerns(concerns, Ran(station, by_id, run, found, as_of, period, config.parameters))
    if PRIOR_RULE in by_id:
        subjects = Station(config=config, further={PriorConcern.kind: list(concern_records(judged, found))})
        again = run_rules([by_id[PRIOR_RULE]], subjects, as_of, period, config.parameters)
        run.findings += again.findings
        run.failures += again.failures
        run.coverage = [again.coverage[0] if item.rule == PRIOR_RULE else item for item in run.coverage]
    return judged


def _is_number(value: object) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool)


def check_overrides(config: StationConfig, rule_set: RuleSet) -> None:
    """Refuse parameters of rules that do not exist, and unknown parameters of those that do.

    Raises:
        ConfigurationError: names the rule and what may have been meant.
    """
    for rule_id, parameters in config.parameters.items():
        rule = rule_set.rules.get(rule_id)
        if rule is None:
            raise ConfigurationError(
                f"[parameters] 中没有编号为“{rule_id}”的规则{did_you_mean(rule_id, rule_set.rules)}",
                "audit.toml",
            )
        for name in parameters:
            if name not in rule.head.parameters:
                raise ConfigurationError(
                    f"规则“{rule_id}”没有参数“{name}”{did_you_mean(name, rule.head.parameters)}", "audit.toml"
                )
            if _is_number(rule.head.parameters[name].value) and not _is_number(parameters[name]):
                raise ConfigurationError(
                    f"规则“{rule_id}”的参数“{name}”应为数字（如 {rule.head.parameters[name].value}，不加引号），"
                    f"实为“{parameters[name]}”",
                    "audit.toml",
                )


def service_period(config: StationConfig, station: Station, as_of: date) -> tuple[date, date]:
    """Return the configured period, else the earliest to the latest dated record not after the as-of date."""
    if config.period is not None:
        return (config.period.start, config.period.end)
    days = [day for day in dated_days(station) if day <= as_of]
    return (min(days), max(days)) if days else (as_of, as_of)


def dated_days(station: Station) -> Iterator[date]:
    """Yield the day of every dated paper of the station."""
    for record in station.records:
        for paper in record.papers:
            if paper.date is not None and isinstance(paper.date.value, date):
                yield paper.date.value


def build_result(
    config: StationConfig,
    folder: Path,
    station: Station,
    papers: Iterable[ReadPaper],
    run: RuleRun,
    rule_set: RuleSet,
    as_of: date,
    period: tuple[date, date],
    judged: Sequence[Judged] = (),
) -> Result:
    """Return the result with everything in the contract's order."""
    communities = [community.name for community in config.communities]
    findings = collect(run.findings, as_of, list(config.districts), communities, natural_keys(station))
    unplaced = {paper.path: paper.reason for paper in station.unplaced}
    praise = praise_of(station, run, [item.status for item in judged])
    return Result(
        station=config.station or folder.resolve().name,
        as_of=as_of,
        period=period,
        tool=Tool(name="station-auditor", version=__version__, rules=rule_set.digest),
        files=[file_entry(paper, unplaced.get(paper.path, "")) for paper in papers],
        records=[
            RecordEntry(
                kind=record.kind,
                id=record.id,
                community=record.community,
                district=record.district,
                files=record.files,
            )
            for record in station.records
        ],
        findings=findings,
        coverage=[
            CoverageEntry(
                rule=item.rule,
                checked=item.checked,
                found=item.found,
                unsure=item.unsure,
                not_checkable=item.not_checkable,
            )
            for item in run.coverage
        ],
        praise=praise,
        prior=prior_entries(judged, findings),
        sections=sections_of(findings, praise),
        unplaced=[paper.path for paper in station.unplaced],
        failures=run.failures,
    )


def file_entry(paper: ReadPaper, unplaced: str = "") -> FileEntry:
    """Return what the result says of one file; ``unplaced`` is why it belongs to no record."""
    forms = [form.form for form in paper.forms]
    notes = [f"未能归入任何档案：{unplaced}"] if unplaced else []
    reason = paper.reason or "；".join([*notes, *paper.notes[:3]]) or None
    return FileEntry(
        path=paper.path,
        status=paper.status,
        form=forms[0] if forms else None,
        pages=paper.pages,
        scanned=paper.scanned,
        reason=reason,
    )


def parameters_of(rule: Rule, overrides: Mapping[str, Mapping[str, object]]) -> dict[str, object]:
    """Return a rule's parameters after the station's overrides."""
    parameters: dict[str, object] = {name: item.value for name, item in rule.head.parameters.items()}
    parameters.update(overrides.get(rule.id, {}))
    return parameters
