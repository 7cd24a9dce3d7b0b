"""The statistics over all passages that BM25 and the understanding of questions need, counted anew while readers go on.

One transaction changes the counts, the vocabulary, the mean lengths, and the weights where the mean lengths have changed.
"""

from ingest.korean.keyslip import decomposed
from retriever import aliases, document_terms, records, searched, tokens
from retriever.postgres import rows
from retriever.postgres.connection import ReadConnection
from retriever.postgres.rows import MeanLengths
from retriever.postgres.writing import copy_rows, mean_lengths

_MOVED = 0.01
"""Weights are computed anew when a mean length has changed by more than this share: up to it, a weight changes by less than half of the
share (B is 0.4).
"""
_FEW = 20_000
"""Up to this many passages the weights are always computed anew (it takes seconds): then every score is that of the folder."""
_BATCH = 200  # documents in memory at a time


def refresh(connection: ReadConnection, dictionary: aliases.Dictionary, exactly: bool = False) -> None:
    """Count the statistics anew; the weights too, where the mean lengths have changed by `_MOVED`, or at all where `exactly`."""
    with connection.transaction():
        connection.execute("SELECT FROM mureobwa.corpus FOR UPDATE")  # other shards' documents wait; readers do not
        connection.execute("SET LOCAL work_mem = '256MB'")
        passages, documents, means = _lengths(connection)
        held = mean_lengths(connection)
        exactly = exactly or passages <= _FEW
        if means != held and (exactly or _moved(held, means)):
            _reweigh(connection, means)
        else:
            means = held
        _count_terms(connection)
        _count_words(connection)
        merge_vocabulary(connection)
        _collect_names(connection, dictionary)
        connection.execute(
            "UPDATE mureobwa.corpus SET revision = revision + 1, passages = %s, documents = %s, "
            "mean_terms = %s, mean_bigrams = %s, mean_whole = %s",
            [passages, documents, means.terms, means.bigrams, means.whole],
        )
    for table in ("document", "passage", "weight", "document_weight", "term", "bigram", "word", "name"):
        connection.execute(f"ANALYZE mureobwa.{table}".encode())


def weigh(connection: ReadConnection, means: MeanLengths) -> None:
    """Compute the weights anew with `means`, the mean lengths over all nodes (`retriever.postgres.nodes`), where they were made with others."""
    with connection.transaction():
        connection.execute("SELECT FROM mureobwa.corpus FOR UPDATE")
        row = connection.execute("SELECT mean_terms, mean_bigrams, mean_whole FROM mureobwa.corpus").fetchone()
        if row is None or MeanLengths(*row) == means:
            return
        _reweigh(connection, means)
        connection.execute(
            "UPDATE mureobwa.corpus SET revision = revision + 1, mean_terms = %s, mean_bigrams = %s, mean_whole = %s",
            [means.terms, means.bigrams, means.whole],
        )


def _lengths(connection: ReadConnection) -> tuple[int, int, MeanLengths]:
    """The numbers of passages and documents, and the mean lengths (1 where there are none)."""
    inner = connection.execute("SELECT count(*), avg(length)::float8, avg(bigram_length)::float8 FROM mureobwa.passage")
    outer = connection.execute("SELECT count(*), avg(length)::float8 FROM mureobwa.document")
    passages, terms, bigrams = inner.fetchone() or (0, None, None)
    documents, whole = outer.fetchone() or (0, None)
    return passages, documents, MeanLengths(terms or 1.0, bigrams or 1.0, whole or 1.0)


def _moved(held: MeanLengths, means: MeanLengths) -> bool:
    pairs = ((held.terms, means.terms), (held.bigrams, means.bigrams), (held.whole, means.whole))
    return any(abs(new - old) > _MOVED * old for old, new in pairs)


def _reweigh(connection: ReadConnection, means: MeanLengths) -> None:
    """Compute all weights with `means` in temporary tables, then put them in place of the old ones."""
    connection.execute(
        "CREATE TEMP TABLE new_weight ON COMMIT DROP AS SELECT passage, terms, bigrams FROM mureobwa.weight WITH NO DATA"
    )
    connection.execute("CREATE TEMP TABLE new_document_weight (LIKE mureobwa.document_weight) ON COMMIT DROP")
    last = 0
    while batch := connection.execute(
        "SELECT number, made FROM mureobwa.document WHERE number > %s ORDER BY number LIMIT %s", [last, _BATCH]
    ).fetchall():
        last = batch[-1][0]
        passages: list[tuple[int, str, str]] = []
        documents: list[tuple[int, str]] = []
        for document, made in batch:
            bags, whole = rows.bags_of(document_terms.from_line(made))
            documents.append((document, rows.weighed(whole, means.whole)))
            found = connection.execute(
                "SELECT number, record FROM mureobwa.passage WHERE document = %s ORDER BY position", [document]
            ).fetchall()
            for (number, record), bag in zip(found, bags, strict=True):
                bigrams = tokens.bigrams(searched.passage_text(records.passage_from(record)))
                passages.append((number, rows.weighed(bag, means.terms), rows.weighed(bigrams, means.bigrams)))
        copy_rows(connection, "COPY new_weight FROM STDIN", passages)
        copy_rows(connection, "COPY new_document_weight FROM STDIN", documents)
    connection.execute(
        "UPDATE mureobwa.weight w SET terms = n.terms, bigrams = n.bigrams FROM new_weight n WHERE w.passage = n.passage"
    )
    connection.execute(
        "UPDATE mureobwa.document_weight w SET terms = n.terms FROM new_document_weight n WHERE w.document = n.document"
    )


def _count_terms(connection: ReadConnection) -> None:
    """Let PostgreSQL count the passages and documents that hold each term or bigram, into the temporary new_term and new_bigram."""
    connection.execute(
        "CREATE TEMP TABLE new_term ON COMMIT DROP AS "
        "SELECT word AS term, coalesce(p.ndoc, 0) AS passages, coalesce(d.ndoc, 0) AS documents "
        "FROM ts_stat('SELECT held_terms FROM mureobwa.weight') p "
        "FULL JOIN ts_stat('SELECT terms FROM mureobwa.document') d USING (word)"
    )
    connection.execute(
        "CREATE TEMP TABLE new_bigram ON COMMIT DROP AS "
        "SELECT word AS bigram, ndoc AS passages FROM ts_stat('SELECT held_bigrams FROM mureobwa.weight')"
    )


def _count_words(connection: ReadConnection) -> None:
    """Count the nouns of the documents for everybody into the temporary new_word."""
    counted = connection.execute(
        "SELECT word, sum(count) FROM mureobwa.document, unnest(words, word_counts) AS u (word, count) "
        "WHERE NOT internal GROUP BY word"
    )
    connection.execute("CREATE TEMP TABLE new_word (LIKE mureobwa.word) ON COMMIT DROP")
    found = counted.fetchall()
    copy_rows(connection, "COPY new_word FROM STDIN", ((word, count, decomposed(word)) for word, count in found))


def merge_vocabulary(connection: ReadConnection) -> None:
    """Give the tables of terms, bigrams and words the content of the temporary new_term, new_bigram and new_word; rows that stay the same
    are not touched.
    """
    _merge(connection, "term", "term", ("passages", "documents"))
    _merge(connection, "bigram", "bigram", ("passages",))
    _merge(connection, "word", "word", ("count", "keys"))


def _merge(connection: ReadConnection, table: str, key: str, values: tuple[str, ...]) -> None:
    """Give `table` the content of the temporary new_`table`."""
    columns = ", ".join([key, *values])
    sets = ", ".join(f"{value} = excluded.{value}" for value in values)
    old, new = (", ".join(f"{name}.{value}" for value in values) for name in ("t", "excluded"))
    for statement in (
        f"DELETE FROM mureobwa.{table} t WHERE NOT EXISTS (SELECT FROM new_{table} n WHERE n.{key} = t.{key})",
        f"INSERT INTO mureobwa.{table} AS t ({columns}) SELECT {columns} FROM new_{table} "
        f"ON CONFLICT ({key}) DO UPDATE SET {sets} WHERE ({old}) IS DISTINCT FROM ({new})",
    ):
        connection.execute(statement.encode())


def _collect_names(connection: ReadConnection, dictionary: aliases.Dictionary) -> None:
    """Fill the table `name` with the names that mean the same by the documents for everybody and by the office's dictionary."""
    pairs = set(dictionary.names)
    found = connection.execute("SELECT names FROM mureobwa.document WHERE names <> '{}' AND NOT internal").fetchall()
    for (names,) in found:
        pairs.update(zip(names[::2], names[1::2], strict=True))
    connection.execute("DELETE FROM mureobwa.name")
    both = ((name, other) for name, others in aliases.both_ways(pairs).items() for other in others)
    copy_rows(connection, "COPY mureobwa.name (name, other) FROM STDIN", both)
