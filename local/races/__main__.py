"""`make races N=10000`: so many opt-outs against the claim of the same recipient; fails if one claim comes behind."""

import argparse
import os
import sys
import time

from local.cloud.definitions import environment


def main() -> int:
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--races", type=int, default=10_000)
    options.add_argument("--seed", type=int, default=1)
    given = options.parse_args()
    os.environ |= {**environment("http://cloud.invalid"), "POWERTOOLS_LOG_LEVEL": "CRITICAL"}
    from local.races.report import report  # imports the product, which reads the environment
    from local.races.track import Track

    begun = time.monotonic()
    track = Track(given.races, given.seed)
    broken = track.run()
    print("\n".join(report(track, broken, time.monotonic() - begun)))
    return 1 if broken else 0


if __name__ == "__main__":
    sys.exit(main())
