"""Where the browser is: Debian's headless shell, which costs a fifth less, or any other Chromium of this machine."""

import shutil

NAMES = ("chromium-headless-shell", "chromium", "chromium-browser", "google-chrome")
CHROMIUM = next((path for name in NAMES if (path := shutil.which(name))), None)
MISSING = "no Chromium: apt-get install chromium-headless-shell"
