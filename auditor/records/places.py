"""Community and district of a record: from the paper, else the path, else the number's initials, else the settings."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable

from auditor.config import StationConfig
from auditor.values.archive_numbers import parse_archive_number
from auditor.values.text import fold

_SUFFIX = re.compile(r"(?:社区)?(?:居民委员会|居委会?|村委会?|社区|社工点)$")
_IN_PATH = re.compile(r"[一-龥]{2,8}?(?:社区|居委会?|村委会?)")
_DISTRICT = re.compile(
    r"第?[一二三四五六七八九十\d]{1,3}[片片]区|片区[一二三四五六七八九十\d]{1,3}|[一-龥]{1,4}片区?"
)
_MIN_SHARE = 0.9
_MIN_SEEN = 2


def bare_community(text: str) -> str:
    """Return the name of a community without 社区 / 居委会, for comparison."""
    name = fold(text).replace(" ", "")
    return _SUFFIX.sub("", name) or name


class Places:
    """Knows the station's communities: those of the settings, and those that papers print.

    Args:
        config: the station's settings; their spelling of a name wins.
        printed: communities as printed on papers, one entry per paper.
    """

    def __init__(self, config: StationConfig, printed: Iterable[str] = ()) -> None:
        self._names: dict[str, str] = {}
        self._districts = {bare_community(name): district for name, district in config.district_of.items()}
        self._initials: dict[str, Counter[str]] = defaultdict(Counter)
        self._fixed: dict[str, str] = {}
        self._paper_districts: dict[str, Counter[str]] = defaultdict(Counter)
        self._segments: dict[str, str] = {}
        self.config_districts = {fold(name): name for name in config.districts}
        for community in config.communities:
            for name in (community.name, *community.aliases):
                self._names[bare_community(name)] = community.name
            for initials in community.initials:
                self._fixed[fold(initials).upper()] = community.name
        for text, _ in Counter(printed).most_common():
            bare = bare_community(text)
            if bare and (bare not in self._names):
                self._names[bare] = fold(text).replace(" ", "")

    @property
    def words(self) -> list[str]:
        """Names of communities and districts, with and without 社区."""
        return [*self._names, *self._names.values(), *self.config_districts]

    def canonical(self, text: str) -> str:
        """Return the community as the settings (or most papers) spell it."""
        if not text:
            return ""
        return self._names.get(bare_community(text)) or fold(text).replace(" ", "")

    def learn(self, number: str, community: str) -> None:
        """Note that papers of ``number`` print ``community``."""
        if community:
            for key in dict.fromkeys(_initials(number)):
                self._initials[key][community] += 1

    def learn_district(self, community: str, district: str) -> None:
        """Note that papers of ``community`` print ``district``."""
        if community and district:
            self._paper_districts[community][district] += 1

    def from_path(self, path: str) -> str:
        """Return the community that a path names, the innermost one; "" where it names none."""
        for segment in reversed(path.split("/")):
            found = self._segments.get(segment)
            if found is None:
                found = self._segments[segment] = self._in_segment(segment)
            if found:
                return found
        return ""

    def _in_segment(self, segment: str) -> str:
        text = fold(segment).replace(" ", "")
        bare = bare_community(text)
        if bare in self._names:
            return self._names[bare]
        hits = {
            full
            for name, full in self._names.items()
            if len(name) > 1 and (full in text or f"{name}社区" in text)
        }
        if hits:
            longest = max(hits, key=len)
            return longest if all(hit in longest for hit in hits) else ""
        loose = {match.group() for match in _IN_PATH.finditer(text)}
        if len(loose) == 1:
            return self.canonical(loose.pop())
        return ""

    def named_in(self, text: str) -> str:
        """Return the one configured community whose bare name ``text`` carries (榕荫银龄志愿队); "" for none or several."""
        folded = fold(text).replace(" ", "")
        hits = {
            self._names[bare]
            for bare in self._districts
            if len(bare) > 1 and bare in folded and bare in self._names
        }
        return hits.pop() if len(hits) == 1 else ""

    def from_number(self, number: str) -> str:
        """Return the community of a number's initials, by the settings or as learnt from papers."""
        for key in _initials(number):
            if key in self._fixed:
                return self._fixed[key]
        for key in _initials(number):
            seen = self._initials.get(key)
            if seen:
                name, count = seen.most_common(1)[0]
                if count >= _MIN_SEEN and count >= _MIN_SHARE * seen.total():
                    return name
        return ""

    def district(self, community: str, printed: str, path: str) -> str:
        """Return the district: of the settings, else as printed, else as learnt, else from the path."""
        configured = self._districts.get(bare_community(community)) if community else None
        if configured:
            return configured
        if printed:
            return self.config_districts.get(fold(printed), printed)
        for segment in reversed(path.split("/")[:-1]):
            text = fold(segment).replace(" ", "")
            if text in self.config_districts:
                return self.config_districts[text]
            match = _DISTRICT.search(text)
            if match:
                return match.group()
        learnt = self._paper_districts.get(community)
        return learnt.most_common(1)[0][0] if learnt else ""


def _initials(number: str) -> list[str]:
    parsed = parse_archive_number(number) if number else None
    if parsed is None or parsed.masked or not parsed.initials:
        return []
    return ["-".join(parsed.initials), parsed.initials[-1]]
