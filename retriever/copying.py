"""Copying an index from one store to another; nothing is embedded or analysed again."""

from collections.abc import Iterator

from ingest.errors import BadInputError
from retriever.made import Made
from retriever.settings import Settings, is_database
from retriever.store import StoredContent, store_of
from retriever.writing import Progress


def copy_index(source: str, target: str, settings: Settings, tell: Progress) -> int:
    """Copy the index at `source` to `target`, both written as in the setting `index`; returns the number of documents.

    Into a database, an interrupted copy continues where it stopped; into a folder, the copy is complete or not there at all.

    Raises:
        BadInputError: both are the same place, or the index at `source` was made with another `passage_chars`.
        IndexUnusableError: there is no index at `source`, or it was made with another model, dictionary or layout.
        StorageError: `target` cannot be written.
    """
    if source == target:
        raise BadInputError(f"복사할 곳이 지금 있는 곳과 같습니다: '{source}'.")
    inside = store_of(settings.model_copy(update={"index": source}))
    documents = len(inside.open().documents)  # checked: it opens with these settings
    kept = inside.kept()
    if kept is None:
        raise BadInputError(
            f"'{source}'의 색인은 passage_chars가 다른 설정으로 만들었습니다. 만들 때의 값으로 설정하고 다시 해 주세요."
        )
    removed = inside.removed()
    outside = settings.model_copy(update={"index": target})
    if is_database(target):
        from retriever.postgres.store import PostgresStore

        loading = PostgresStore(outside)
        with loading.sole_writer():
            loading.load(_told(kept, documents, tell), kept, tell)
        loading.keep_removed(removed)
    else:
        store = store_of(outside)
        with store.sole_writer():
            store.keep_removed(removed)
            store.write(list(kept.documents.values()), kept.register, tell, kept)
    return documents


def _told(kept: StoredContent, documents: int, tell: Progress) -> Iterator[Made]:
    for done, made in enumerate(kept.made()):
        tell("문서 옮기기", done, documents)
        yield made
    tell("문서 옮기기", documents, documents)
