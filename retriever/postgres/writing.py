"""Writing documents into the tables, each in one transaction: a reader sees the old state or the new one, also after a kill."""

from collections.abc import Collection, Iterable, Iterator, Sequence

import numpy as np

from retriever import document_terms, records
from retriever.made import Made
from retriever.postgres import rows
from retriever.postgres.connection import ReadConnection
from retriever.postgres.rows import MeanLengths


def mean_lengths(connection: ReadConnection) -> MeanLengths:
    """The mean lengths that the weights are made with now."""
    row = connection.execute("SELECT mean_terms, mean_bigrams, mean_whole FROM mureobwa.corpus").fetchone()
    assert row is not None, "the corpus row is made with the tables"
    return MeanLengths(*row)


def replace_document(connection: ReadConnection, made: Made) -> None:
    """Store the document in place of the one with its id, if there is one."""
    with connection.transaction():
        revision = _next_revision(connection)
        connection.execute("DELETE FROM mureobwa.document WHERE id = %s", [made.document.id])
        _add(connection, made, revision, mean_lengths(connection))


def add_documents(connection: ReadConnection, made: Sequence[Made]) -> None:
    """Store new documents, all in one transaction."""
    with connection.transaction():
        revision = _next_revision(connection)
        means = mean_lengths(connection)
        for one in made:
            _add(connection, one, revision, means)


def delete_documents(connection: ReadConnection, ids: Collection[str]) -> None:
    """Delete documents, all in one transaction."""
    with connection.transaction():
        _next_revision(connection)
        connection.execute("DELETE FROM mureobwa.document WHERE id = ANY(%s)", [list(ids)])


def copy_rows(connection: ReadConnection, statement: str, found: Iterable[Sequence[object]]) -> None:
    """Insert the rows `found` by COPY, the fastest way; they must not be read from the same connection meanwhile."""
    with connection.cursor().copy(statement.encode()) as copy:
        for row in found:
            copy.write_row(row)


def _next_revision(connection: ReadConnection) -> int:
    row = connection.execute("UPDATE mureobwa.corpus SET revision = revision + 1 RETURNING revision").fetchone()
    assert row is not None, "the corpus row is made with the tables"
    return int(row[0])


def _add(connection: ReadConnection, made: Made, revision: int, means: MeanLengths) -> None:
    bags, whole = rows.bags_of(made.terms)
    pairs = rows.pairs_of(made.split)
    document = _add_document(connection, made, revision, whole)
    numbers = _add_passages(connection, made, document, bags, pairs)
    connection.execute(
        "INSERT INTO mureobwa.document_weight VALUES (%s, %s::sparsevec)", [document, rows.weighed(whole, means.whole)]
    )
    weights = (
        rows.weight_row(number, bag, bigrams, means) for number, bag, bigrams in zip(numbers, bags, pairs, strict=True)
    )
    _insert(connection, "weight", rows.WEIGHT, weights)
    connection.execute("INSERT INTO mureobwa.mark SELECT unnest(%s::text[]), %s", [rows.marks(made), document])
    _announce_words(connection, document)


def _add_document(connection: ReadConnection, made: Made, revision: int, whole: Sequence[str]) -> int:
    places = ", ".join("array_to_tsvector(%s::text[])" if name == "terms" else "%s" for name in rows.DOCUMENT)
    statement = f"INSERT INTO mureobwa.document ({', '.join(rows.DOCUMENT)}) VALUES ({places}) RETURNING number"
    row = connection.execute(statement.encode(), rows.document_row(made, revision, whole)).fetchone()
    assert row is not None, "RETURNING gives a row"
    return int(row[0])


def _add_passages(
    connection: ReadConnection, made: Made, document: int, bags: Sequence[Sequence[str]], pairs: Sequence[Sequence[str]]
) -> list[int]:
    """Insert the passages; returns their numbers in order."""
    _insert(connection, "passage", rows.PASSAGE, rows.passage_rows(made, document, bags, pairs))
    found = connection.execute("SELECT number FROM mureobwa.passage WHERE document = %s ORDER BY position", [document])
    return [int(number) for (number,) in found]


def _insert(connection: ReadConnection, table: str, columns: Sequence[str], found: Iterable[Sequence[object]]) -> None:
    """Insert rows; not by COPY, which PostgreSQL refuses where access goes by department (row-level security)."""
    places = ", ".join(_PLACES.get(name, "%s") for name in columns)
    with connection.cursor() as cursor:
        cursor.executemany(f"INSERT INTO mureobwa.{table} ({', '.join(columns)}) VALUES ({places})".encode(), found)


_PLACES = {
    "vector": "%s::halfvec",
    "terms": "%s::sparsevec",
    "bigrams": "%s::sparsevec",
    "held_terms": "array_to_tsvector(%s::text[])",
    "held_bigrams": "array_to_tsvector(%s::text[])",
    "sentence_terms": "%s::int[]",
    "sentence_ends": "%s::int[]",
    "heading_terms": "%s::int[]",
}


def _announce_words(connection: ReadConnection, document: int) -> None:
    """Add the document's terms and bigrams to the vocabulary at once: an unknown word is taken for a misspelt one. Their counts come with
    the next statistics.
    """
    new = (
        "SELECT DISTINCT unnest(tsvector_to_array(w.{column})) "
        "FROM mureobwa.passage p JOIN mureobwa.weight w ON w.passage = p.number WHERE p.document = %(document)s"
    )
    for statement in (
        f"INSERT INTO mureobwa.term SELECT term, 1, 1 FROM ({new.format(column='held_terms')}) AS new (term) ORDER BY term",
        f"INSERT INTO mureobwa.bigram SELECT bigram, 1 FROM ({new.format(column='held_bigrams')}) AS new (bigram) ORDER BY bigram",
    ):
        connection.execute(f"{statement} ON CONFLICT DO NOTHING".encode(), {"document": document})


def read_made(connection: ReadConnection, ids: Collection[str] | None = None) -> Iterator[Made]:
    """Yield the documents of these ids (None: all) with their terms and vectors, in the order of their ids."""

    with connection.transaction(), connection.cursor(name="made") as documents:
        documents.itersize = 20
        documents.execute(
            "SELECT number, record, made FROM mureobwa.document WHERE %(ids)s::text[] IS NULL OR id = ANY(%(ids)s) ORDER BY id",
            {"ids": None if ids is None else list(ids)},
        )
        for number, record, terms in documents:
            yield _made(connection, int(number), str(record), str(terms))


def _made(connection: ReadConnection, number: int, record: str, terms: str) -> Made:
    found = connection.execute(
        "SELECT record, sentence_vectors, vector_dims(vector) FROM mureobwa.passage WHERE document = %s ORDER BY position",
        [number],
    ).fetchall()
    width = found[0][2] if found else 0
    sentences = np.frombuffer(b"".join(held for _, held, _ in found), "<f2").astype(np.float16)
    return Made(
        records.document_from(record),
        tuple(records.passage_from(line) for line, _, _ in found),
        document_terms.from_line(terms),
        sentences.reshape(-1, width) if width else sentences.reshape(0, 0),
    )
