"""The service managers: one folder each."""

from groundswell.extensions.registry import Registry
from groundswell.extensions.service_managers.base import ServiceManager

managers: Registry[ServiceManager] = Registry(__name__)
