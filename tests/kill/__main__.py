"""`python -m tests.kill --kills 60`: the whole kill matrix, and its table."""

import argparse
import random
import sys
import tempfile
import time
from pathlib import Path

from tests.kill.matrix import Matrix, play, table
from tests.kill.world import World


def main() -> int:
    """Play the matrix and print its table; exit status 1 where anything was lost, stuck, repeated or sent twice."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--kills", type=int, default=60, help="how many kills at random moments")
    parser.add_argument("--seed", type=int, default=5, help="which random moments")
    options = parser.parse_args()
    began = time.monotonic()
    with tempfile.TemporaryDirectory(prefix="panelready-kill-") as folder:
        world = World(Path(folder) / "world", lease=2)
        matrix = Matrix(world, random.Random(options.seed), settle_each=True, told=lambda line: print(line, flush=True))
        try:
            play(matrix, options.kills)
            counted = matrix.finish()
        finally:
            if world.is_alive():
                world.kill()
        requests = world.number("SELECT count(*) FROM request")
        replies = len(list((world.data / "outbox").glob("*.eml")))
    kills = sum(row.kills for row in matrix.rows.values())
    print(f"\n{kills} kills, {len(world.dropped)} submissions, {requests} requests, {replies} replies in the folder,")
    print(
        f"{len(counted.to_a_person)} given to a person; {time.monotonic() - began:.0f} seconds, seed {options.seed}.\n"
    )
    print(table(matrix.rows))
    for fault in counted.faults():
        print(f"! {fault}")
    return (
        1
        if counted.faults() or any(row.lost + row.stuck + row.repeated + row.twice for row in matrix.rows.values())
        else 0
    )


if __name__ == "__main__":
    sys.exit(main())
