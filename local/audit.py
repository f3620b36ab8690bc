"""`make audit`: known holes in what we depend on, secrets in the files, and the template's security; exit 1 if any."""

import json
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[1]
BIN = ROOT / ".venv-checks/bin"
LOCKS = ("layers/common/requirements.txt", *sorted(path.name for path in ROOT.glob("requirements-*.txt")))
MADE_UP_IN = ("tests/", "local/")
"""Passwords there are made up and known; anything that looks like a real key is still found."""
SAID_IN = (".md", "/words.ts")
"""Files for people: a word like "password" beside a colon is no secret; whatever looks like a key is still found."""
MADE_UP = {
    "Secret Keyword",
    "Hex High Entropy String",
    "Base64 High Entropy String",
    "Basic Auth Credentials",
}
MACHINE_MADE = ("-lock.json", ".png", ".csv", "_weights.json")
ALLOWED = {("template.yaml", "Secret Keyword")}
"""Names of Cognito's settings and of the path under which secrets are kept."""


def main() -> int:
    checks = [("Known holes in Python packages", audit_packages), ("Known holes in npm packages", audit_npm),
              ("Secrets in files", scan_secrets), ("The template", check_template)]  # fmt: skip
    failed = 0
    for title, check in checks:
        problem = check()
        failed += bool(problem)
        print(f"{'FAILED' if problem else 'ok':7} {title}")
        if problem:
            print(problem)
    return 1 if failed else 0


def _run(*command: str | Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [str(part) for part in command], cwd=ROOT, capture_output=True, text=True, check=False
    )


def audit_packages() -> str:
    """Package indexes that know no advisories answer nothing; that is said, and fails nothing."""
    problems, audited = [], 0
    for lock in LOCKS:
        done = _run(
            BIN / "pip-audit", "--disable-pip", "--no-deps", "--format", "json", "--requirement", lock
        )
        try:
            packages = json.loads(done.stdout)["dependencies"]
        except ValueError:
            print(f"        {lock}: no advisories could be read. {done.stderr.strip().splitlines()[-1:]}")
            continue
        audited += sum("vulns" in package for package in packages)
        problems += [
            f"  {package['name']} {package['version']}: {hole['id']}, mended in {', '.join(hole['fix_versions'])}"
            for package in packages
            for hole in package.get("vulns", [])
        ]
    print(f"        advisories were reachable for {audited} packages")
    return "\n".join(sorted(set(problems)))


def audit_npm() -> str:
    npm, console = shutil.which("npm"), ROOT / "console"
    if npm is None or not (console / "package-lock.json").exists():
        return ""
    done = _run(npm, "audit", "--prefix", console, "--omit=dev", "--audit-level=high")
    if any(word in done.stderr for word in ("ENOTFOUND", "ENOAUDIT", "404", "endpoint")):
        print("        npm's advisories could not be reached")
        return ""
    return done.stdout if done.returncode else ""


def scan_secrets() -> str:
    files = _run("git", "ls-files", "--cached", "--others", "--exclude-standard").stdout.split("\n")
    written = [
        name for name in files if name and "requirements" not in name and not name.endswith(MACHINE_MADE)
    ]
    done = _run(BIN / "detect-secrets", "scan", *written)
    found = json.loads(done.stdout)["results"]
    problems = [
        f"  {name}:{secret['line_number']}: {secret['type']}"
        for name, secrets in found.items()
        for secret in secrets
        if not _is_allowed(name, secret["type"])
    ]
    return "\n".join(problems)


def _is_allowed(name: str, kind: str) -> bool:
    return (
        (name, kind) in ALLOWED
        or (name.startswith(MADE_UP_IN) and kind in MADE_UP)
        or (name.endswith(SAID_IN) and kind == "Secret Keyword")
    )


def check_template() -> str:
    done = _run(BIN / "checkov", "--config-file", ".checkov.yaml")
    return done.stdout if done.returncode else ""


if __name__ == "__main__":
    sys.exit(main())
