"""What analysts show: effects, findings in words, charts, tables and the scorecard.

Frames come in (see ``experiments``), frames, figures and files go out. Nothing here runs the model or reads a
scenario file, and every word on a chart or in a table comes from ``labels``, the outcome registry or a title.
"""
