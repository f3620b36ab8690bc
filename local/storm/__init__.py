"""A hundred thousand texts through bad weather: everything that can fail does, then the books are compared."""
