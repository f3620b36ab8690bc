"""A deployed stack's name, an e-mail and an organization go in; the first person who can sign in comes out.

The same for the local stack and for AWS: where tables and user pool lie is read from the stack's outputs.
"""

import argparse
import json
import os
import subprocess
import sys
from dataclasses import asdict, dataclass

import boto3

from local.stack.places import ROOT, STACK_NAME, Places, StackError, aws_environment

NEEDED = {
    "ORGANIZATIONS_TABLE": "OrganizationsTable",
    "USER_POOL_ID": "UserPoolId",
    "USER_POOL_CLIENT_ID": "UserPoolClientId",
}
LOCAL_EMAIL = "owner@example.org"
LOCAL_PASSWORD = "Groundswell-2026"
LOCAL_ORGANIZATION = "Riverside Tenants"


@dataclass(frozen=True, slots=True, kw_only=True)
class Owner:
    organization_id: str
    email: str
    password: str | None


def create_local_owner(places: Places) -> Owner:
    """The local stack's owner; asking again finds the same."""
    command = [sys.executable, "-m", "local.first_owner", "--json", "--stack", STACK_NAME]
    command += ["--email", LOCAL_EMAIL, "--organization", LOCAL_ORGANIZATION, "--password", LOCAL_PASSWORD]
    done = subprocess.run(
        command,
        cwd=ROOT,
        env={**os.environ, **aws_environment(places)},
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode:
        raise StackError(f"The first owner could not be created: {done.stderr.strip()[-600:]}")
    return Owner(**json.loads(done.stdout))


def create_owner(stack: str, email: str, organization: str, password: str | None) -> Owner:
    found = boto3.client("cloudformation").describe_stacks(StackName=stack)["Stacks"][0]
    outputs = {output["OutputKey"]: output["OutputValue"] for output in found.get("Outputs", [])}
    os.environ.update({name: outputs[output] for name, output in NEEDED.items()})
    # Settings are read from the environment at import time, so the product comes in only now.
    sys.path.insert(0, str(ROOT / "layers/common"))
    from groundswell.usecases.create_first_owner import create_first_owner

    made = create_first_owner(email, organization, password)
    return Owner(organization_id=made.organization_id, email=email, password=made.password)


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m local.first_owner", description=__doc__.splitlines()[0])
    parser.add_argument(
        "--stack", required=True, help="name of the CloudFormation stack, e.g. groundswell-prod"
    )
    parser.add_argument("--email", required=True)
    parser.add_argument("--organization", required=True, help="the organization's name")
    parser.add_argument(
        "--password", help="without it a temporary one is made, to be changed at the first sign-in"
    )
    parser.add_argument("--json", action="store_true", help="for programs")
    given = parser.parse_args()
    if not given.email or not given.organization:
        parser.error('say who: make first-owner EMAIL=ann@example.org ORGANIZATION="Riverside Tenants"')
    owner = create_owner(given.stack, given.email, given.organization, given.password)
    if given.json:
        print(json.dumps(asdict(owner)))
        return
    print(f"Organization {owner.organization_id}. Sign in as {owner.email}")
    print(
        f"with the password {owner.password}"
        if owner.password
        else "with the password that is already theirs."
    )


if __name__ == "__main__":
    main()
