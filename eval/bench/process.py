"""The cost of a command: wall time, processor time and peak memory of a process and of those that it starts.

`python -m eval.bench.process MODULE ARGUMENT...` runs `python -m MODULE ARGUMENT...` and prints its cost as JSON.
"""

import json
import os
import subprocess
import sys
import time
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass


@dataclass(frozen=True, slots=True)
class ProcessCost:
    """The cost of a command. `wall` and `processor` in seconds (user and system; processes that it started count, once they have ended),
    `peak` in MiB: the most that one process held.
    """

    wall: float
    processor: float
    peak: float

    def __str__(self) -> str:
        return f"{self.wall:.1f} s, {self.processor:.1f} s of processor time, {self.peak:.0f} MiB"


def cost_of(module: str, arguments: Sequence[str], environment: Mapping[str, str]) -> ProcessCost:
    """The cost of `python -m module arguments...` with `environment` on top of our own; its standard output is thrown away.

    Raises:
        SystemExit: the command failed; with its exit code.
    """
    # A process is started in between: Linux counts the memory of the parent as the child's peak, and this process may hold much.
    command = [sys.executable, "-m", "eval.bench.process", module, *arguments]
    ours = {**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, sys.path)), **environment}
    finished = subprocess.run(command, stdout=subprocess.PIPE, env=ours, check=False)
    if finished.returncode:
        raise SystemExit(finished.returncode)
    return ProcessCost(**json.loads(finished.stdout))


def main(command: Sequence[str]) -> int:
    """Run the module and print its cost; returns its exit code."""
    start = time.perf_counter()
    with subprocess.Popen([sys.executable, "-m", *command], stdout=subprocess.DEVNULL) as process:
        _, status, used = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
    wall = time.perf_counter() - start
    print(json.dumps(asdict(ProcessCost(wall, used.ru_utime + used.ru_stime, used.ru_maxrss / 1024))))  # noqa: T201
    return process.returncode


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
