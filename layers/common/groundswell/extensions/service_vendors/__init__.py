"""The carriers: one folder each."""

from groundswell.extensions.registry import Registry
from groundswell.extensions.service_vendors.base import ServiceVendor

vendors: Registry[ServiceVendor] = Registry(__name__)
