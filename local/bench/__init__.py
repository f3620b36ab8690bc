"""What one text costs: CPU, requests, units, money; measured on this machine, written to .local/bench.json."""
