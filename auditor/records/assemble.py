"""From read files to the station's records, whichever way the station files its papers.

Every paper ends in a record or in ``Station.unplaced``; every file is a `PaperFile`; every file that was not read
makes the absence of papers beside it uncertain.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from itertools import chain, count

from auditor.config import StationConfig
from auditor.forms.model import ReadPaper
from auditor.forms.spec import FormSpec
from auditor.records.assemble_monitoring import assemble_monitoring
from auditor.records.build import PaperBuilder
from auditor.records.cluster import Clustering
from auditor.records.compose import compose, identities, locate
from auditor.records.facts import text_of
from auditor.records.grade_words import understand_grades
from auditor.records.group_join import attach_sign_ins, programme_clusters
from auditor.records.identity import PathReader, number_finder
from auditor.records.loose import (
    Cluster,
    Loose,
    heads_of_many,
    inherit_in_file,
    mend_names,
    read_identity,
    read_paths,
)
from auditor.records.model import (
    RECORD_KINDS,
    Activity,
    Case,
    FollowUpPolicy,
    Group,
    HouseholdArchive,
    Meeting,
    NeedsSurvey,
    OtherRecord,
    Paper,
    PaperFile,
    Record,
    Roster,
    ServicePlan,
    SignInSheet,
    SoleRecord,
)
from auditor.records.places import Places
from auditor.records.printed_hints import forget_hints
from auditor.records.station import Station
from auditor.records.strays import (
    contacts_of_nobody,
    lend_to_cases,
    note_misfiled,
    take_in_strays,
    unplaced,
)
from auditor.records.unread import attach_unread
from auditor.values.names import looks_like_name


def assemble(papers: list[ReadPaper], forms: Mapping[str, FormSpec], config: StationConfig) -> Station:
    """Join the forms of all files into records.

    Args:
        papers: what was read, one entry per file, paths relative to the audited folder with ``/``.
        forms: form definitions by id.
        config: the station's settings.

    Raises:
        ConfigurationError: a form definition names attributes that no record has.
    """
    builder = PaperBuilder(forms)
    papers = sorted(papers, key=lambda paper: paper.path)
    understand_grades(papers)
    forget_hints(papers)
    by_kind: dict[str, list[Loose]] = defaultdict(list)
    for read in papers:
        for loose in _loosen(read, forms, builder):
            by_kind[loose.spec.record].append(loose)
    every = [loose for group in by_kind.values() for loose in group]
    places = Places(config, (text for loose in every if (text := _printed_community(loose.paper))))
    for loose in every:
        loose.community = places.canonical(_printed_community(loose.paper))
        if loose.community:
            places.learn(loose.printed_number, loose.community)
            places.learn_district(loose.community, _printed_district(loose.paper))
    _learn_from_rosters(by_kind[Roster.kind], places)
    clients = by_kind[Case.kind] + by_kind[HouseholdArchive.kind]
    mend_names(clients)
    reader = _path_reader(clients, _workers(every, config), places, config)
    read_paths(clients, reader)

    station = Station(config=config)
    clusterings = {kind: Clustering(kind, by_kind[kind]) for kind in (Case.kind, HouseholdArchive.kind)}
    for clustering in clusterings.values():
        station.unplaced += [unplaced(loose) for loose in clustering.unplaced]
    cases, archives = clusterings[Case.kind].clusters, clusterings[HouseholdArchive.kind].clusters
    listed = _listed(by_kind[Roster.kind])
    take_in_strays(archives, cases, listed)
    take_in_strays(cases, archives, listed)
    station.unplaced += contacts_of_nobody(archives)
    note_misfiled([*cases, *archives])
    station.cases = [record for record in _records(cases, places) if isinstance(record, Case)]
    station.archives = [
        record for record in _records(archives, places) if isinstance(record, HouseholdArchive)
    ]
    _programmes(station, by_kind, places)
    _sole_records(station, by_kind, places)
    sheets = [loose.paper for loose in by_kind[SignInSheet.kind] if isinstance(loose.paper, SignInSheet)]
    attach_sign_ins(sheets, station.groups, station.activities, lambda sheet: text_of(sheet.number))
    assemble_monitoring(by_kind, places, station)
    _place_by_name(station, places)
    lend_to_cases(station, by_kind[OtherRecord.kind])
    station.files = [_paper_file(read, places) for read in papers]
    station.workers = _workers(every, config)
    attach_unread(station, papers, forms, reader)
    return station


def _place_by_name(station: Station, places: Places) -> None:
    """A team, a meeting or a fund whose papers print no community is of the one that its name carries."""
    for record in (*station.meetings, *(item for items in station.further.values() for item in items)):
        if not record.community:
            record.community = places.named_in(f"{record.name} {record.id.rpartition('/')[2]}")
        if record.community and not record.district:
            record.district = places.district(record.community, "", "")


def _path_reader(
    clients: list[Loose], workers: frozenset[str], places: Places, config: StationConfig
) -> PathReader:
    """Return a reader of paths that takes no worker for a client.

    Workers are those whom papers and settings call so, and whoever heads the papers of several clients without being
    named as a client on any paper.
    """
    printed = Counter(loose.printed_name for loose in clients if looks_like_name(loose.printed_name))
    finder = number_finder(config.archive_number)
    known = [name for name, count in printed.items() if name not in workers or count > 1]
    reader = PathReader(known, places.words, finder, workers)
    headed = heads_of_many(clients, reader) - printed.keys()
    return PathReader(known, places.words, finder, workers | headed) if headed else reader


def _listed(rosters: list[Loose]) -> frozenset[str]:
    """Numbers and names on the station's lists."""
    entries = [entry for loose in rosters if isinstance(loose.paper, Roster) for entry in loose.paper.entries]
    return frozenset(
        text for entry in entries for text in (text_of(entry.number), text_of(entry.name)) if text
    )


def _loosen(read: ReadPaper, forms: Mapping[str, FormSpec], builder: PaperBuilder) -> list[Loose]:
    result: list[Loose] = []
    folder = read.path.rpartition("/")[0]
    for form in read.forms:
        spec = forms.get(form.form)
        if spec is None:
            continue
        built = builder.build(form)
        from_rows = any(table.as_papers and name in form.rows for name, table in spec.rows.items())
        for paper in built:
            sheet = form.place.ref.split("!")[0] if read.kind == "sheet" else ""
            loose = Loose(paper, spec, read.path, folder, spec.part, sheet, from_rows)
            read_identity(loose)
            result.append(loose)
    inherit_in_file(
        [loose for loose in result if not issubclass(RECORD_KINDS[loose.spec.record], SoleRecord)]
    )
    return result


def _printed_community(paper: Paper) -> str:
    reading = paper.stated_community if isinstance(paper, SoleRecord) else paper.community
    said = reading is not None and (reading.value is not None or not reading.answered)
    return text_of(reading) if said else ""


def _printed_district(paper: Paper) -> str:
    reading = paper.stated_district if isinstance(paper, SoleRecord) else paper.district
    said = reading is not None and (reading.value is not None or not reading.answered)
    return text_of(reading) if said else ""


def _records(clusters: Iterable[Cluster], places: Places) -> list[Record]:
    clusters = [cluster for cluster in clusters if cluster.papers]
    made = [(cluster, compose(cluster, places)) for cluster in clusters]
    taken: set[str] = set()
    for _, record in made:
        names = [record.id, f"{record.id} {record.name}", f"{record.id}（{record.community}）"]
        numbered = (f"{record.id} #{n}" for n in count(2))
        record.id = next(name for name in chain(names, numbered) if name.strip() and name not in taken)
        taken.add(record.id)
    ids = {id(cluster): record.id for cluster, record in made}
    for cluster, record in made:
        record.identities = identities(cluster, record, ids)
        record.shares_number_with = [ids[id(other)] for other in cluster.shares if id(other) in ids]
    return sorted((record for _, record in made), key=lambda record: record.id)


def _programmes(station: Station, by_kind: Mapping[str, list[Loose]], places: Places) -> None:
    """Groups and activities, with the sign-in sheets of both."""
    for kind in (Group.kind, Activity.kind):
        clusters, lost = programme_clusters(by_kind.get(kind, []), kind)
        station.unplaced += [unplaced(loose, "无法判断这份文书属于哪个小组或活动") for loose in lost]
        for record in _records(clusters, places):
            if isinstance(record, Group):
                station.groups.append(record)
            elif isinstance(record, Activity):
                station.activities.append(record)


def _learn_from_rosters(rosters: list[Loose], places: Places) -> None:
    """A community's list tells which initials are the community's, where no other paper prints both."""
    for loose in rosters:
        if not isinstance(loose.paper, Roster):
            continue
        sheet_path = (
            f"{loose.path}/{loose.sheet}/{loose.paper.title}"
            if loose.sheet
            else f"{loose.path}/{loose.paper.title}"
        )
        own = loose.community or places.from_path(sheet_path)
        for entry in loose.paper.entries:
            community = places.canonical(text_of(entry.community)) or own
            if community and entry.number is not None:
                places.learn(text_of(entry.number), community)


def _sole_records(station: Station, by_kind: Mapping[str, list[Loose]], places: Places) -> None:
    taken: set[str] = set()
    for kind, target in (
        (Roster.kind, station.rosters),
        (ServicePlan.kind, station.plans),
        (NeedsSurvey.kind, station.further.setdefault(NeedsSurvey.kind, [])),
        (FollowUpPolicy.kind, station.further.setdefault(FollowUpPolicy.kind, [])),
        (SignInSheet.kind, station.further.setdefault(SignInSheet.kind, [])),
        (Meeting.kind, station.meetings),
        (OtherRecord.kind, station.others),
    ):
        for loose in by_kind.get(kind, []):
            record = loose.paper
            if not isinstance(record, SoleRecord):
                continue
            stem = loose.path.rpartition("/")[2].rpartition(".")[0]
            if isinstance(record, Meeting):
                record.name = text_of(record.topic)[:40]
            record.name = record.name or loose.sheet or record.title or stem
            base = loose.printed_number or (f"{loose.path}#{loose.sheet}" if loose.sheet else loose.path)
            numbered = (f"{base} #{n}" for n in count(2))
            record.id = next(i for i in chain([base], numbered) if (kind + i) not in taken)
            taken.add(kind + record.id)
            record.files = [loose.path]
            sheet_path = f"{loose.path}/{loose.sheet}" if loose.sheet else loose.path
            record.community, _ = locate([], loose.printed_number, places)
            record.community = loose.community or places.from_path(sheet_path) or record.community
            record.district = places.district(record.community, _printed_district(record), loose.path)
            target.append(record)  # type: ignore[arg-type]


def _paper_file(read: ReadPaper, places: Places) -> PaperFile:
    community = places.from_path(read.path)
    first = read.forms[0] if read.forms else None
    return PaperFile(
        id=read.path,
        name=read.path.rpartition("/")[2],
        community=community,
        district=places.district(community, "", read.path),
        files=[read.path],
        status=read.status,
        reason=read.reason,
        remedy=read.remedy,
        form=first.form if first else "",
        title=first.title if first else "",
        pages=read.pages,
        scanned=read.scanned,
        poor_pages=list(read.poor_pages),
        raw_chars=read.raw_chars,
        read_chars=read.read_chars,
        notes=list(read.notes),
        mentions=list(dict.fromkeys(name for item in read.unclaimed for name in item.names)),
    )


def _workers(papers: Iterable[Loose], config: StationConfig) -> frozenset[str]:
    names = {member.name for member in config.staff}
    for loose in papers:
        for reading in (loose.paper.worker, loose.paper.worker_signature):
            if reading is not None and isinstance(reading.value, str) and looks_like_name(reading.value):
                names.add(reading.value)
    return frozenset(names)
