"""The emulator's process: ministack with our corrections, configured by its environment, until SIGTERM."""

import os
from pathlib import Path

from local.stack import emulator_patches

if __name__ == "__main__":
    emulator_patches.apply_all()
    from ministack.app import main

    main()
    # Only here is everything saved: whoever kills this process leaves the mark behind.
    Path(os.environ["GROUNDSWELL_UNSAVED_MARK"]).unlink(missing_ok=True)
