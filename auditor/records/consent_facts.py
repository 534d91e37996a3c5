"""Can a parent be reached? The phones of parents and guardian on a minor's consent form."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import TYPE_CHECKING

from auditor.forms.model import DOUBT, Reading
from auditor.records.facts import UNKNOWN, Fact, text_of
from auditor.values.phones import find_phones
from auditor.values.relations import parse_relation
from auditor.values.text import fold, is_same_as_above

if TYPE_CHECKING:
    from auditor.records.case import Case, Consent
    from auditor.records.parts import FamilyMember, Person

_GONE = re.compile(
    r"已故|已亡|亡故|去世|过世|死亡|病逝|离世|身故|逝世|(?:丧失|无|没有|限制)民事行为能力|植物人|^故$|^殁$"
)
_BOTH_GONE = re.compile(
    r"父母(?:亲)?(?:双亡|俱亡|均亡|(?:均|都|双双|相继|先后)?已?(?:去世|过世|亡故|病逝|离世|身故|身亡|死亡))|孤儿|父母均已?(?:丧失|无)民事行为能力"
)
_ONE_GONE = {
    "father": re.compile(
        r"(?:父亲|爸爸|生父)(?:[一-龥]{2,3})?(?:已|早已|早年|于[^，。,]{1,12}|因[^，。,]{1,8}|[前去]年|多年前)?(?:去世|过世|病逝|离世|身亡|亡故|死亡|已故|身故|逝世)"
    ),
    "mother": re.compile(
        r"(?:母亲|妈妈|生母)(?:[一-龥]{2,3})?(?:已|早已|早年|于[^，。,]{1,12}|因[^，。,]{1,8}|[前去]年|多年前)?(?:去世|过世|病逝|离世|身亡|亡故|死亡|已故|身故|逝世)"
    ),
}
_LIKELY = 0.7
_PARENTS = frozenset({"father", "mother", "parent"})


def relation_of(reading: Reading | None) -> str:
    """Return the relation as a word of `auditor.values.relations.Relation`; "" where unknown."""
    if reading is None:
        return ""
    for text in (reading.raw, text_of(reading)):
        relation = parse_relation(text)
        if relation is not None:
            return relation
    return text_of(reading) if text_of(reading) in _PARENTS else ""


def has_phone(reading: Reading | None) -> bool | None:
    """Whether a phone stands there; None where that is not certain (illegible, 同上)."""
    if reading is None or reading.blank:
        return False
    if reading.value is not None or find_phones(reading.raw):
        return None if reading.confidence < DOUBT else True
    if reading.answered and not is_same_as_above(reading.raw):
        return False
    return None if reading.raw or not reading.blank else False


def parents_reachable(consent: Consent, case: Case) -> Fact:
    """Return whether the consent form gives a phone of a parent.

    A parent's phone counts wherever the form prints it: the parent's own cells, the family rows, or the guardian's
    cells where the guardian is a parent. Where both parents are recorded as dead or without legal capacity, the
    guardian's phone counts. Unknown where the form has no place for a phone in these blocks.
    """
    parents, unsure = _parents(consent)
    guardian = consent.guardian
    phones = [person.phone for _, person in (*parents, *unsure)] + [guardian.phone]
    if all(phone is None for phone in phones):
        return UNKNOWN
    gone = _gone(parents, case)
    if gone >= {"father", "mother"}:
        phone = _guardians_phone(consent)
        reachable = has_phone(phone)
        if (
            reachable is None
            and phone is not None
            and phone.value is not None
            and phone.confidence >= _LIKELY
        ):
            reachable = True  # a number stands there; that it might be another's is no ground to say that there is none
        readings = _evidence([phone, guardian.name])
        return Fact(
            bool(reachable), readings, reachable is None, "监护人电话未能读清" if reachable is None else ""
        )
    doubts: list[Reading | None] = []
    for relation, person in parents:
        if relation in gone:
            continue
        reachable = has_phone(person.phone)
        if reachable and not (person.relation is not None and person.relation.confidence < DOUBT):
            return Fact(True, _evidence([person.phone]))
        if reachable is not False:
            doubts.append(person.phone)
    for _, person in unsure:
        if has_phone(person.phone) is not False:
            doubts.append(person.phone)
    if doubts:
        return Fact(False, _evidence(doubts), True, "留有电话，但是否为父母的电话不能确定")
    lacking = [person.phone for relation, person in parents if relation not in gone]
    return Fact(False, _evidence([*lacking, guardian.relation, guardian.phone, consent.relative.phone]))


def _guardians_phone(consent: Consent) -> Reading | None:
    """The phone of whoever is guardian in the parents' place: in the guardian's cells, or a relative's who is no parent."""
    relatives: list[Person | FamilyMember] = [consent.relative, *consent.family]
    others = [
        person.phone
        for person in relatives
        if relation_of(person.relation) not in _PARENTS and has_phone(person.phone)
    ]
    if has_phone(consent.guardian.phone) is not False or not others:
        return consent.guardian.phone
    return others[0]


def _parents(
    consent: Consent,
) -> tuple[list[tuple[str, Person | FamilyMember]], list[tuple[str, Person | FamilyMember]]]:
    """The parents on the form, and persons who may be parents because their relation is not known."""
    parents: list[tuple[str, Person | FamilyMember]] = []
    unsure: list[tuple[str, Person | FamilyMember]] = []
    for relation, person in (("father", consent.father), ("mother", consent.mother)):
        if person.name is not None or person.phone is not None or person.signature is not None:
            parents.append((relation, person))
    others: list[Person | FamilyMember] = [consent.guardian, consent.relative, *consent.family]
    names = {
        text_of(person.name): relation
        for relation, person in parents
        if person.name is not None and person.name.value
    }
    for other in others:
        relation = relation_of(other.relation) or names.get(text_of(other.name) or "?", "")
        if relation in _PARENTS:
            parents.append((relation, other))
        elif not relation and other.phone is not None and not other.phone.blank:
            unsure.append((relation, other))
    return parents, unsure


def _gone(parents: Iterable[tuple[str, Person | FamilyMember]], case: Case) -> set[str]:
    """Parents recorded as dead or without legal capacity, on the form or elsewhere in the case's file."""
    gone: set[str] = set()
    for relation, person in parents:
        cells = [
            person.remark,
            person.relation,
            person.phone,
            person.name,
            getattr(person, "occupation", None),
        ]
        if any(cell is not None and _GONE.search(fold(cell.raw)) for cell in cells):
            gone.add(relation)
    for paper in (case.intake, *case.assessments):
        if paper is None:
            continue
        for member in paper.family:
            relation = relation_of(member.relation)
            cells = [member.remark, member.relation, member.phone, member.occupation, member.age]
            if relation in _PARENTS and any(
                cell is not None and _GONE.search(fold(cell.raw)) for cell in cells
            ):
                gone.add(relation)
        told = fold(" ".join(text_of(reading) for reading in (paper.problem, paper.narrative, paper.remark)))
        if _BOTH_GONE.search(told):
            gone |= {"father", "mother"}
        gone |= {relation for relation, pattern in _ONE_GONE.items() if pattern.search(told)}
    consent = case.consent
    if consent is not None and consent.remark is not None and _BOTH_GONE.search(fold(consent.remark.raw)):
        gone |= {"father", "mother"}
    return gone


def _evidence(readings: Iterable[Reading | None]) -> tuple[Reading, ...]:
    return tuple(reading for reading in readings if reading is not None)
