"""What analysts write: scenario files and village lists, read strictly and resolved to the model's settings.

``load.load_scenario`` is the door; ``schema`` states the format, ``check`` the bounds, ``explain`` and ``diff`` answer
where a value came from and how two scenarios differ.  Nothing here runs a simulation or draws a picture.
"""
