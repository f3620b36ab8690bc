"""What an organization can switch on: service vendors, service managers, contact loaders."""
