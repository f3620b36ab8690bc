"""Template and source go in; a running Groundswell on 127.0.0.1 comes out."""
