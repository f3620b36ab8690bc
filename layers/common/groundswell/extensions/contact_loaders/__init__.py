"""The contact loaders: one folder each."""

from groundswell.extensions.contact_loaders.base import ContactLoader
from groundswell.extensions.registry import Registry

loaders: Registry[ContactLoader] = Registry(__name__)
