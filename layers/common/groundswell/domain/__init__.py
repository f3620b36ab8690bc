"""What Groundswell is about, as plain data and rules: no AWS, no clock, no logging."""
