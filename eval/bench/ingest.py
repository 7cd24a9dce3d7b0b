"""The cost of indexing a folder of texts, ours beside the usual LangChain recipe (`mureobwa bench ingest`).

Both run in processes of their own, one after the other, with the models unpacked before. Beside other work only the
processor time says something, and even that grows where the caches of the processor are shared.
"""

import tempfile
from pathlib import Path

from eval.bench.process import cost_of
from eval.bench.recipe import model_folder
from retriever.encoder_cache import encoder_folder


def report(folder: Path) -> str:
    """The report: indexes the text files (UTF-8) of `folder` in both ways and states the cost of each."""
    with tempfile.TemporaryDirectory() as made:
        home, recipe = Path(made) / "home", Path(made) / "recipe"
        recipe.mkdir()
        encoder_folder(home)
        model_folder(recipe)
        ours = cost_of("mureobwa", ["ingest", str(folder)], {"MUREOBWA_HOME": str(home)})
        theirs = cost_of("eval.bench.recipe", [str(folder), "--made-in", str(recipe)], {})
    return (
        f"ours: {ours}\nthe LangChain recipe: {theirs}\n"
        f"the recipe takes {theirs.wall / ours.wall:.2f} times as long, "
        f"{theirs.processor / ours.processor:.2f} times the processor time"
    )
