"""Every hour each organization's texts are compared with its carrier's list, in steps of their own."""

from groundswell import queues
from groundswell.messages import CompareReceived, CompareSends
from groundswell.observability import logger
from groundswell.tables import organizations


def compare_with_carrier() -> None:
    """Ask for both comparisons of every organization; asking twice only costs some questions to the carrier."""
    everybody = organizations.list_ids()
    queues.send_all([CompareReceived(organization_id=one) for one in everybody])  # a lost STOP first
    queues.send_all([CompareSends(organization_id=one) for one in everybody])
    logger.info("comparisons asked for", extra={"organizations": len(everybody)})
