"""`python -m eval.bench.ingest FOLDER`: what indexing a folder of texts costs, ours beside the usual LangChain recipe.

Both in processes of their own, one after the other, models unpacked before. Beside other work only the processor time
says something, and even that grows where the caches are shared.
"""

import argparse
import sys
import tempfile
from pathlib import Path

from eval.bench.process import cost_of
from eval.bench.recipe import model_folder
from retriever.encoder_cache import encoder_folder


def main() -> None:
    """Index the folder named with both, and print what each cost."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path, help="text files (UTF-8)")
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as made:
        home, recipe = Path(made) / "home", Path(made) / "recipe"
        recipe.mkdir()
        encoder_folder(home)
        model_folder(recipe)
        ours = cost_of("mureobwa", ["ingest", str(given.folder)], {"MUREOBWA_HOME": str(home)})
        sys.stdout.write(f"ours: {ours}\n")
        theirs = cost_of("eval.bench.recipe", [str(given.folder), "--made-in", str(recipe)], {})
        sys.stdout.write(f"the LangChain recipe: {theirs}\n")
    sys.stdout.write(
        f"the recipe takes {theirs.wall / ours.wall:.2f} times as long, "
        f"{theirs.processor / ours.processor:.2f} times the processor time\n"
    )


if __name__ == "__main__":
    main()
