"""How many wrong sentences the verification catches and how many right ones it drops: `python -m chat.measure_verification`.

Reads two files: `sources.json` ({name: {around, published, sentences}}) and `claims.jsonl` (one object a line: source,
kind, sentence; kind "true" or what was falsified). The project's own stand in `tests/chat/verification`.
"""

import argparse
import json
import statistics
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from chat.settings import Settings
from chat.verification.ground import Ground
from chat.verification.sentence import Verdict, verify
from retriever.embed import Embedder, load_embedder

TRUE = "true"


@dataclass(frozen=True, slots=True)
class Claim:
    """One sentence, the name of its source, and what was falsified in it ("true": nothing)."""

    source: str
    kind: str
    sentence: str


@dataclass(frozen=True, slots=True)
class Checked:
    """A claim, what was found, and the milliseconds it took."""

    claim: Claim
    verdict: Verdict
    milliseconds: float

    @property
    def right(self) -> bool:
        """A true sentence was kept, or a false one caught."""
        return self.verdict.held == (self.claim.kind == TRUE)


def read_sources(path: Path) -> dict[str, Ground]:
    """The sources of `path` by name."""
    told = json.loads(path.read_text("utf-8"))
    return {name: Ground(tuple(one["sentences"]), one["around"], one["published"]) for name, one in told.items()}


def read_claims(path: Path) -> list[Claim]:
    """The claims of `path`, in order."""
    return [Claim(**json.loads(line)) for line in path.read_text("utf-8").splitlines() if line.strip()]


def check(claims: Sequence[Claim], sources: dict[str, Ground], embedder: Embedder) -> list[Checked]:
    """Every claim against its source. The sources' vectors are made before: an index holds them."""
    vectors = {name: embedder.passages(ground.sentences) for name, ground in sources.items()}
    done = []
    for claim in claims:
        started = time.perf_counter()
        cosines = vectors[claim.source] @ embedder.passages([claim.sentence])[0]
        verdict = verify(claim.sentence, sources[claim.source], cosines.tolist())
        done.append(Checked(claim, verdict, (time.perf_counter() - started) * 1000))
    return done


def report(done: Sequence[Checked]) -> str:
    """A Markdown table by kind, the mistakes, and the time a sentence took."""
    kinds = dict.fromkeys(one.claim.kind for one in done)
    lines = ["| kind | sentences | right | share |", "|---|---|---|---|"]
    for kind in kinds:
        of_kind = [one for one in done if one.claim.kind == kind]
        right = sum(one.right for one in of_kind)
        lines.append(f"| {kind} | {len(of_kind)} | {right} | {right / len(of_kind):.3f} |")
    times = sorted(one.milliseconds for one in done)
    lines += [
        "",
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


def main() -> None:
    """Read, check, print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path, nargs="?", default=Path("tests/chat/verification"))
    parser.add_argument("--claims", default="claims.jsonl")
    given = parser.parse_args()
    sources = read_sources(given.folder / "sources.json")
    print(report(check(read_claims(given.folder / given.claims), sources, load_embedder(Settings.load()))))  # noqa: T201


if __name__ == "__main__":
    main()
