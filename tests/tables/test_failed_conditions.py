"""What the tables share: a failed condition is told apart from everything else that can go wrong."""

from collections.abc import Callable

import pytest
from botocore.exceptions import ClientError
from pynamodb.exceptions import PutError
from pynamodb.transactions import TransactWrite

from groundswell.domain.errors import Stale
from groundswell.tables import jobs, rows
from groundswell.tables.job_rows import ABSENT, to_row
from tests.support.build import ORGANIZATION, a_job

pytestmark = pytest.mark.usefixtures("aws")


def put_once() -> None:
    to_row(a_job()).save(condition=ABSENT)


def put_once_in_a_transaction() -> None:
    def fill(writer: TransactWrite) -> None:
        writer.save(to_row(a_job(job_id="another")))
        writer.save(to_row(a_job()), condition=ABSENT)

    rows.transact(fill)


@pytest.mark.parametrize("write", [put_once, put_once_in_a_transaction])
def test_a_write_succeeds_once_and_then_changes_nothing(write: Callable[[], None]) -> None:
    assert rows.succeeds(write) is True
    assert rows.succeeds(write) is False


def test_a_transaction_whose_condition_fails_writes_none_of_its_rows() -> None:
    put_once()
    assert rows.succeeds(put_once_in_a_transaction) is False
    assert jobs.get_many(ORGANIZATION, ["another"]) == {}


@pytest.mark.parametrize("write", [put_once, put_once_in_a_transaction])
def test_a_failed_condition_is_stale_and_names_what_it_was_about(write: Callable[[], None]) -> None:
    put_once()
    with pytest.raises(Stale, match="job 7"), rows.stale_when_condition_fails("job 7"):
        write()


def test_every_other_error_goes_on_as_it_is() -> None:
    def refused() -> None:
        error = ClientError({"Error": {"Code": "ValidationException", "Message": "no"}}, "PutItem")
        raise PutError("Failed to put item", error)

    with pytest.raises(PutError):
        rows.succeeds(refused)
