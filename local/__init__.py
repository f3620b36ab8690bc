"""The one-machine stack: Groundswell whole on one computer, without containers and without an AWS account."""
