"""A row of a table of contacts as a sentence: "담당 부서는 농식품부 코로나19대책반이며, 담당 과장은 윤광일(044-201-1161)입니다."."""

from collections.abc import Sequence

from ingest.contact_lines import in_line
from ingest.contacts import field_headed, offices_of_row
from ingest.korean.letters import unspaced
from ingest.korean.particles import ends_in_consonant, topic


def contact_row(labels: Sequence[str], cells: Sequence[tuple[str, str]], question: str = "") -> str:
    """A row as a sentence: `labels` are the names of the row, each of its `cells` is (name of its column, words). "" where the labels are more
    than an office's name, or a column is none of department, person and telephone. Of several people only the one whom the `question` names is told.
    """
    offices = offices_of_row(labels)
    fields = [field_headed(name) for name, _ in cells]
    if not offices or not all(field in ("department", "person", "phone") for field in fields):
        return ""
    departments = [words for field, (_, words) in zip(fields, cells, strict=True) if field == "department"]
    people = [named for field, named in zip(fields, cells, strict=True) if field == "person"]
    others = [named for field, named in zip(fields, cells, strict=True) if field != "department"]
    if (asked := _asked_for(question, people)) and len(others) == len(people):
        others, departments = [asked], []
    said = ", ".join(f"{topic(name)} {words}" for name, words in others)
    place = " ".join((*offices, *departments))
    if not departments:
        return f"{place} {said}입니다."
    linked = f"{place}{'이며' if ends_in_consonant(place) else '며'}, {said}" if said else place
    return f"담당 부서는 {linked}입니다."


def _asked_for(question: str, people: Sequence[tuple[str, str]]) -> tuple[str, str] | None:
    """The one of `people` (name of the column, words) whose name, or else whose role, the `question` holds; None where it holds none or several."""
    asked = unspaced(question)
    described = [(person, contact) for person in people for contact in in_line(" ".join(person), person=True)]
    for names in ([contact.name for _, contact in described], [contact.role for _, contact in described]):
        found = [person for (person, _), name in zip(described, names, strict=True) if name and unspaced(name) in asked]
        if len(found) == 1 < len(people):
            return found[0]
    return None
