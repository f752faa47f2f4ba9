"""Many runs, nothing lost: one run as a pure function, the study that plans runs, the engine, the store.

``run`` (settings + seed → result) · ``fingerprint`` (what a result depends on) · ``engine`` (processes) · ``store``
(one SQLite file) · ``study`` (pending = design − store) · ``verify``.  Nothing here draws a picture or reads a screen.
"""
