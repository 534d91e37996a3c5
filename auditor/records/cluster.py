"""Which papers speak of one client: by number, else by name and folder.

Two people are never merged: a name alone joins papers only where nothing contradicts it, a masked name only
with the folder, the number or an otherwise unique match as evidence. What stays ambiguous is handed back, not guessed.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable
from itertools import islice

from auditor.records.build import is_list_part
from auditor.records.identity import is_masked
from auditor.records.loose import Cluster, Loose, contradict, same_shape
from auditor.values.archive_numbers import numbers_may_match

MAJORITY = 3
"""So many papers of a folder must carry a number before another one in the folder is doubted."""


class Clustering:
    """Clusters of one kind of record; ``unplaced`` are papers that could not be given to anybody."""

    def __init__(self, kind: str, papers: list[Loose]) -> None:
        self.kind = kind
        self.clusters: list[Cluster] = []
        self.unplaced: list[Loose] = []
        self._by_number: dict[str, list[Cluster]] = defaultdict(list)
        self._by_name: dict[str, list[Cluster]] = defaultdict(list)
        self._by_first: dict[str, dict[int, Cluster]] = defaultdict(dict)
        self._in_unit: dict[str, dict[int, Cluster]] = defaultdict(dict)
        _mark_private_folders(papers)
        self._unmask(papers)
        numbered, named, bare = self._sort_out(papers)
        self._place_numbered(numbered)
        self._index()
        self._place_named(named)
        self._place_bare(bare)

    # ---- what each paper is called ----

    def _unmask(self, papers: list[Loose]) -> None:
        """Give masked numbers the one full number that fits them in name or folder."""
        full = {loose.number for loose in papers if loose.number and "*" not in loose.number}
        masked = {loose.number for loose in papers if "*" in loose.number}
        if not masked or not full:
            return
        serials: dict[str, list[str]] = defaultdict(list)
        for number in full:
            serials[number.rpartition("-")[2]].append(number)
        fits = {}
        for number in masked:
            serial = number.rpartition("-")[2]
            candidates = full if "*" in serial else serials.get(serial, ())
            fits[number] = [other for other in candidates if numbers_may_match(number, other)]
        names: dict[str, set[str]] = defaultdict(set)
        units: dict[str, set[str]] = defaultdict(set)
        for loose in papers:
            if loose.number in full:
                names[loose.number].add(loose.name)
                units[loose.number].add(loose.unit or loose.folder)
        for loose in papers:
            if loose.number in fits:
                chosen = [
                    other
                    for other in fits[loose.number]
                    if (loose.unit or loose.folder) in units[other]
                    and (
                        not loose.name
                        or any(not name or same_shape(loose.name, name) for name in names[other])
                    )
                ] or [
                    other
                    for other in fits[loose.number]
                    if loose.name and any(name and same_shape(loose.name, name) for name in names[other])
                ]
                if len(chosen) == 1:
                    loose.number = chosen[0]

    def _sort_out(self, papers: list[Loose]) -> tuple[list[Loose], list[Loose], list[Loose]]:
        """Settle what number or name each paper goes by, where paper and folder disagree."""
        home = self._home_names(papers)
        majority = _folder_majorities(papers)
        elsewhere = _used_in_several_folders(papers) if majority else frozenset()
        numbered: list[Loose] = []
        named: list[Loose] = []
        bare: list[Loose] = []
        for loose in papers:
            claimed = loose.claim.number
            if not claimed and loose.name and loose.folder in majority and loose.number not in elsewhere:
                usual = majority[loose.folder]
                claimed = usual if same_shape(loose.name, _best_name(home.get(usual)) or "?") else ""
            if loose.number and claimed and not _same_number(loose.number, claimed):
                self._settle(loose, claimed, home)
            elif not loose.number and claimed:
                self._trust_folder(loose, claimed, home)
            elif loose.number or not loose.claim.name or not loose.name:
                pass
            elif not same_shape(loose.claim.name, loose.name):
                loose.conflict = "name"
            (numbered if loose.number else named if loose.name else bare).append(loose)
        return numbered, named, bare

    def _home_names(self, papers: list[Loose]) -> dict[str, Counter[str]]:
        names: dict[str, Counter[str]] = defaultdict(Counter)
        for loose in papers:
            if loose.number and loose.name and _same_number(loose.number, loose.claim.number or loose.number):
                names[loose.number][loose.name] += 1
        for loose in papers:
            if loose.claim.number and loose.claim.name and not names[loose.claim.number]:
                names[loose.claim.number][loose.claim.name] += 1
        return names

    def _settle(self, loose: Loose, claimed: str, home: dict[str, Counter[str]]) -> None:
        """A number printed differently from its folder: whose paper is it?"""
        here = _best_name(home.get(claimed))
        there = _best_name(home.get(loose.number))
        at_home = not loose.name or not here or same_shape(loose.name, here)
        if not at_home and there and loose.name and same_shape(loose.name, there):
            loose.conflict = "misfiled"
            return
        if not at_home and not there:
            loose.conflict, loose.aside = "misfiled", True
        elif not at_home:
            loose.conflict = "misfiled"
            return
        else:
            loose.conflict = "identifier"
        loose.number = claimed

    def _trust_folder(self, loose: Loose, claimed: str, home: dict[str, Counter[str]]) -> None:
        here = _best_name(home.get(claimed)) or loose.claim.name
        if loose.name and here and not same_shape(loose.name, here):
            elsewhere = [
                number for number, names in home.items() if number != claimed and loose.name in names
            ]
            if len(elsewhere) == 1:
                loose.conflict, loose.number = "misfiled", elsewhere[0]
                return
            loose.conflict = "name"
        loose.number = claimed

    # ---- with a number ----

    def _place_numbered(self, papers: Iterable[Loose]) -> None:
        groups: dict[str, list[Loose]] = defaultdict(list)
        for loose in papers:
            groups[loose.number].append(loose)
        for number, group in groups.items():
            clusters = [self._new(people, number) for people in _people(group)]
            for cluster in clusters:
                cluster.shares = [other for other in clusters if other is not cluster]
            self._by_number[number] = clusters

    def _new(self, papers: Iterable[Loose], number: str = "") -> Cluster:
        cluster = Cluster(self.kind, number=number)
        for loose in papers:
            cluster.add(loose)
        self.clusters.append(cluster)
        return cluster

    def _index(self) -> None:
        for cluster in self.clusters:
            self._note(cluster)

    def _note(self, cluster: Cluster) -> None:
        for name in cluster.names or [cluster.name]:
            if name and cluster not in self._by_name[name]:
                self._by_name[name].append(cluster)
                self._by_first[name[0]][id(cluster)] = cluster
        for loose in cluster.papers:
            if loose.conflict == "misfiled" and not loose.aside:
                continue
            for place in {loose.unit, loose.folder}:
                if place:
                    self._in_unit[place][id(cluster)] = cluster

    # ---- with a name alone ----

    def _place_named(self, papers: list[Loose]) -> None:
        waiting: dict[str, list[Loose]] = defaultdict(list)
        for loose in papers:
            chosen = self._by_unit(loose) or self._by_full_name(loose)
            if chosen is None:
                waiting[loose.name].append(loose)
            else:
                chosen.add(loose)
        for name, group in waiting.items():
            self._new_people(name, group)

    def _by_unit(self, loose: Loose) -> Cluster | None:
        if not loose.unit:
            return None
        here = list(self._in_unit.get(loose.unit, {}).values())
        fitting = [c for c in here if not c.name or same_shape(loose.name, c.name)]
        if len(fitting) == 1:
            return fitting[0]
        if not fitting and loose.conflict == "name":
            known = [c for c in self._by_name.get(loose.name, []) if not _contradicts(c, loose)]
            if len(known) == 1:
                loose.conflict = "misfiled"
                return known[0]
            return here[0] if len(here) == 1 else None
        return None

    def _by_full_name(self, loose: Loose) -> Cluster | None:
        if is_masked(loose.name):
            fitting = [
                c for c in self._look_alikes(loose.name) if any(same_shape(loose.name, n) for n in c.names)
            ]
            exact = [c for c in fitting if loose.name in c.names and _shares_community(c, loose)]
            chosen = exact if len(fitting) == 1 else []
            return chosen[0] if chosen and not _contradicts(chosen[0], loose) else None
        known = [c for c in self._by_name.get(loose.name, []) if not _contradicts(c, loose)]
        if len(known) > 1:
            known = [c for c in known if _same_person(c, loose)] or [
                c for c in known if _shares_community(c, loose)
            ]
        return known[0] if len(known) == 1 else None

    def _look_alikes(self, name: str) -> Iterable[Cluster]:
        """Clusters with a name that shares the first character of ``name``; all where that is hidden."""
        if "*" not in name[0]:
            return self._by_first.get(name[0], {}).values()
        return self.clusters

    def _new_people(self, name: str, group: list[Loose]) -> None:
        """Papers of one name and no number: one client, or several of that name."""
        if self._by_name.get(name) and not any(loose.unit for loose in group):
            clear = [loose for loose in group if all(_contradicts(c, loose) for c in self._by_name[name])]
            self.unplaced += [loose for loose in group if loose not in clear]
            group = clear
        people: list[list[Loose]] = []
        group.sort(key=lambda loose: (not loose.unit, not (loose.id_number or loose.birth)))
        for loose in group:
            same_unit = [p for p in people if loose.unit and p[0].unit == loose.unit]
            fitting = same_unit or [
                p
                for p in people
                if not any(contradict(loose, other) or _second_original(loose, other) for other in p)
                and not (loose.unit and p[0].unit and loose.unit != p[0].unit)
                and (not is_masked(name) or loose.folder == p[0].folder or _one_community(loose, p))
            ]
            if not fitting:
                people.append([loose])
            elif len(fitting) == 1:
                fitting[0].append(loose)
            else:
                self.unplaced.append(loose)
        for papers in people:
            self._note(self._new(papers))

    # ---- with neither ----

    def _place_bare(self, papers: list[Loose]) -> None:
        for loose in papers:
            place, cluster = loose.folder, None
            here = list(self._in_unit.get(loose.unit, {}).values())[:2] if loose.unit else []
            if len(here) == 1:
                cluster = here[0]
            elif loose.claim.name:
                cluster = self._new([], "")
            for _ in range(2):
                if cluster is not None or not place:
                    break
                here = list(islice(self._in_unit.get(place, {}).values(), 2))
                if here:
                    cluster = here[0] if len(here) == 1 else None
                    break
                place = place.rpartition("/")[0]
            if cluster is None:
                self.unplaced.append(loose)
            else:
                cluster.add(loose)
                self._note(cluster)


def _mark_private_folders(papers: Iterable[Loose]) -> None:
    """Take folders without a telling name for one client's where several kinds of paper in them name one client."""
    folders: dict[str, list[Loose]] = defaultdict(list)
    for loose in papers:
        if not loose.unit and loose.folder and not loose.from_row:
            folders[loose.folder].append(loose)
    for folder, inside in folders.items():
        numbers = {loose.number for loose in inside if loose.number}
        names = {loose.name for loose in inside if loose.name}
        if len(numbers) > 1 or len(names) > 1 or not (numbers or names):
            continue
        if len({loose.part for loose in inside}) > 1 and len({loose.path for loose in inside}) > 1:
            for loose in inside:
                loose.unit = folder


def _same_number(first: str, second: str) -> bool:
    return first == second or ("*" in first + second and numbers_may_match(first, second))


def _best_name(names: Counter[str] | None) -> str:
    return names.most_common(1)[0][0] if names else ""


def _folder_majorities(papers: Iterable[Loose]) -> dict[str, str]:
    """The number that nearly all papers of a folder without a telling name carry."""
    numbers: dict[str, Counter[str]] = defaultdict(Counter)
    parts: dict[str, set[str]] = defaultdict(set)
    for loose in papers:
        parts[loose.folder].add(loose.part)
        if loose.printed_number and not loose.claim.number and not loose.from_row:
            numbers[loose.folder][loose.number] += 1
    majorities = {}
    for folder, found in numbers.items():
        number, count = found.most_common(1)[0]
        if folder and len(parts[folder]) > 1 and count >= MAJORITY and count * 4 >= sum(found.values()) * 3:
            majorities[folder] = number
    return majorities


def _used_in_several_folders(papers: Iterable[Loose]) -> frozenset[str]:
    folders: dict[str, set[str]] = defaultdict(set)
    for loose in papers:
        if loose.number:
            folders[loose.number].add(loose.folder)
    return frozenset(number for number, used in folders.items() if len(used) > 1)


def _people(group: list[Loose]) -> list[list[Loose]]:
    """Split the papers of one number into people: names that cannot be one person's, in different places.

    A single paper of another name stays with the rest: that is a wrong name, reported as such.
    """
    classes: list[tuple[str, list[Loose]]] = []
    nameless = []
    for loose in sorted(group, key=lambda item: is_masked(item.name)):
        if not loose.name or loose.aside:
            nameless.append(loose)
            continue
        for name, members in classes:
            if same_shape(name, loose.name):
                members.append(loose)
                break
        else:
            classes.append((loose.name, [loose]))
    if not classes:
        return [nameless]
    classes.sort(key=lambda item: -len(item[1]))
    people = [classes[0][1]]
    main_places = {loose.unit or loose.path for loose in classes[0][1]}
    for _, members in classes[1:]:
        apart = not any((loose.unit or loose.path) in main_places for loose in members)
        proof = (
            len(members) > 1
            or members[0].unit
            or any(contradict(loose, classes[0][1][0]) for loose in members)
        )
        if apart and proof:
            people.append(members)
        else:
            for loose in members:
                loose.conflict = loose.conflict or "name"
                loose.aside = loose.aside or bool(
                    loose.id_number and any(o.id_number and o.id_number != loose.id_number for o in people[0])
                )
            people[0].extend(members)
    for loose in nameless:
        place = loose.unit or loose.path
        home = next((p for p in people if any((other.unit or other.path) == place for other in p)), people[0])
        home.append(loose)
    return people


def _contradicts(cluster: Cluster, loose: Loose) -> bool:
    return any(contradict(loose, other) for other in cluster.papers if not other.aside)


def _same_person(cluster: Cluster, loose: Loose) -> bool:
    return any(
        (loose.id_number and loose.id_number == other.id_number)
        or (loose.birth and loose.birth == other.birth)
        for other in cluster.papers
    )


def _shares_community(cluster: Cluster, loose: Loose) -> bool:
    return bool(loose.community) and any(other.community == loose.community for other in cluster.papers)


def _second_original(first: Loose, second: Loose) -> bool:
    """Whether both are the paper of which a client has one (a registration), in two files: then of two clients."""
    if first.part != second.part or first.path == second.path or is_list_part(first.spec.record, first.part):
        return False
    return not (first.id_number and first.id_number == second.id_number)


def _one_community(loose: Loose, papers: list[Loose]) -> bool:
    return bool(loose.community) and all(other.community == loose.community for other in papers)
