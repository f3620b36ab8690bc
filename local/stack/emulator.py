"""The emulator's process: ministack with our corrections, configured by its environment, until SIGTERM."""

from local.stack import emulator_patches

if __name__ == "__main__":
    emulator_patches.apply_all()
    from ministack.app import main

    main()
