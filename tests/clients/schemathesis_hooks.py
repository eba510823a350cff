"""Leads every second generated request to something that is there, or nearly all of them would end at a 404."""

import os

import schemathesis

KNOWN = {
    "case": os.environ["KNOWN_CASE"],
    "letter": os.environ["KNOWN_LETTER"],
    "author": "77",
    "brand": "acme",
}
turn = {"number": 0}


@schemathesis.hook
def map_path_parameters(context, path_parameters):
    """Puts known values in place of generated ones, every second time."""
    turn["number"] += 1
    if path_parameters and turn["number"] % 2:
        # Whoever works for the brand must still be there at the end, and the author's posts too.
        forgets = context.operation.method == "delete"
        for name in path_parameters:
            if name in KNOWN and not forgets:
                path_parameters[name] = KNOWN[name]
    return path_parameters
