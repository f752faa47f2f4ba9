"""One file a verb of the command line; each holds a click command called ``command``."""
