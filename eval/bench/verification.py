"""The numbers of wrong sentences that the verification catches and of right ones that it drops (`mureobwa bench verification`).

Reads folders with two files each: `sources.json` ({name: {around, published, sentences}}) and `claims.jsonl` (one object a
line: source, kind, sentence; kind "true" or what was falsified).
"""

import json
import statistics
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from chat.verification.fact_match import parsed_sentences
from chat.verification.ground import Ground
from chat.verification.sentence import SentenceVerdict, verify
from ingest.errors import BadInputError
from retriever.embed import Embedder

TRUE, INVENTED = "true", "invented"
SETS = Path("tests/chat/verification/sets")
"""The project's own sets, in a checkout of its sources."""
_TRIED = (0.40, 0.45, 0.50, 0.55, 0.60, 0.65, 0.70)


@dataclass(frozen=True, slots=True)
class Claim:
    """One sentence, the name of its source, and what was falsified in it ("true": nothing)."""

    source: str
    kind: str
    sentence: str


@dataclass(frozen=True, slots=True)
class Checked:
    """A claim, the verdict on it, and the milliseconds that it took."""

    claim: Claim
    verdict: SentenceVerdict
    milliseconds: float

    @property
    def right(self) -> bool:
        """Whether the verdict is right: a true sentence was kept, or a false one caught."""
        return self.verdict.supported == (self.claim.kind == TRUE)


def read_sources(path: Path) -> dict[str, Ground]:
    """The sources of `path` by name."""
    records = json.loads(path.read_text("utf-8"))
    return {name: Ground(tuple(one["sentences"]), one["around"], one["published"]) for name, one in records.items()}


def read_claims(path: Path) -> list[Claim]:
    """The claims of `path`, in order."""
    return [Claim(**json.loads(line)) for line in path.read_text("utf-8").splitlines() if line.strip()]


def check(claims: Sequence[Claim], sources: dict[str, Ground], embedder: Embedder) -> list[Checked]:
    """Every claim checked against its source. The time of a claim does not include the sources' vectors (an index holds them), nor the
    reading of the sources (`chat.writing.offered.read_ahead` does it while the model thinks).
    """
    vectors = {name: embedder.passages(ground.sentences) for name, ground in sources.items()}
    for ground in sources.values():
        parsed_sentences(ground)
    done = []
    for claim in claims:
        started = time.perf_counter()
        cosines = vectors[claim.source] @ embedder.passages([claim.sentence])[0]
        verdict = verify(claim.sentence, sources[claim.source], cosines.tolist())
        done.append(Checked(claim, verdict, (time.perf_counter() - started) * 1000))
    return done


def read_folder(folder: Path, embedder: Embedder) -> list[Checked]:
    """Every claim of one set's folder, checked."""
    return check(read_claims(folder / "claims.jsonl"), read_sources(folder / "sources.json"), embedder)


def report(done: Sequence[Checked]) -> str:
    """Markdown tables by kind and by the threshold of support, the mistakes, and the time a sentence took."""
    kinds = dict.fromkeys(one.claim.kind for one in done)
    lines = ["| kind | sentences | right | share |", "|---|---|---|---|"]
    for kind in kinds:
        of_kind = [one for one in done if one.claim.kind == kind]
        right = sum(one.right for one in of_kind)
        lines.append(f"| {kind} | {len(of_kind)} | {right} | {right / len(of_kind):.3f} |")
    times = sorted(one.milliseconds for one in done)
    lines += ["", *_thresholds(done), ""]
    lines += [
        f"Milliseconds a sentence: median {statistics.median(times):.1f}, p95 {times[int(0.95 * len(times))]:.1f}",
        "",
    ]
    lines += [
        f"- {one.claim.kind}: {one.claim.sentence} ({one.claim.source}): "
        f"{[(str(fault), words) for fault, words in one.verdict.faults]} support {one.verdict.score:.2f}"
        for one in done
        if not one.right
    ]
    return "\n".join(lines)


def _thresholds(done: Sequence[Checked]) -> list[str]:
    """A Markdown table: how many true sentences other thresholds of support alone would drop, and how many invented ones they would catch."""
    true = [one.verdict.score for one in done if one.claim.kind == TRUE]
    invented = [one.verdict.score for one in done if one.claim.kind == INVENTED]
    lines = ["| support below | true dropped | invented caught |", "|---|---|---|"]
    for threshold in _TRIED:
        lost, caught = (sum(score < threshold for score in scores) for scores in (true, invented))
        lines.append(f"| {threshold:.2f} | {lost} of {len(true)} | {caught} of {len(invented)} |")
    return lines


def folders_of(given: Sequence[Path]) -> list[Path]:
    """The folders of sets to check: those `given`, or else all of the project's own.

    Raises:
        BadInputError: no folder is given, and there is no checkout in the working folder.
    """
    if not given and not SETS.is_dir():
        raise BadInputError(
            f"묶음 폴더를 적지 않으면 소스 저장소의 '{SETS}'를 씁니다. 저장소의 맨 위 폴더에서 실행하거나 폴더를 적어 주세요."
        )
    return list(given) or sorted(path for path in SETS.iterdir() if path.is_dir())
