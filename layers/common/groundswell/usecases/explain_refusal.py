"""A carrier's refusal goes in as its code, and comes out as a sentence that says what to do."""

from groundswell.extensions.service_vendors.base import ServiceVendor


def explain_refusal(vendor: ServiceVendor, code: str) -> str:
    """“<vendor> refused (<code>): what it means. What to do.”"""
    advice = vendor.explain(code)
    return f"{vendor.metadata.display_name} refused ({code}): {advice.meaning} {advice.advice}".strip()
