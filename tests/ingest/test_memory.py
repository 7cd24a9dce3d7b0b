"""What a model took goes back to the system."""

import subprocess
import sys
from pathlib import Path

import pytest

_RELEASED = """
from pathlib import Path
from ingest.korean import morphemes

def held() -> int:
    return int(next(line.split()[1] for line in Path("/proc/self/status").read_text().splitlines() if line.startswith("RssAnon")))

before = held()
morphemes.morphemes("준비를 합니다")
loaded = held()
morphemes.release()
print(loaded - before, held() - before, morphemes.morphemes("합니다")[0].form)
"""


@pytest.mark.skipif(not Path("/proc/self/status").exists(), reason="tells no memory")
def test_a_released_analyser_leaves_little_behind() -> None:
    output = subprocess.run(
        [sys.executable, "-c", _RELEASED], capture_output=True, text=True, check=True
    ).stdout.split()
    loaded, left = int(output[0]), int(output[1])  # KiB; 400,000 and 240,000 where nothing is given back
    assert left < loaded / 4
    assert output[2] == "하"  # it comes again when it is needed
