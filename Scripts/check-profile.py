#!/usr/bin/env python3
"""check-profile.py FILE…: holds descriptors against the JSON Schema of the Data Package standard, version 2."""
import json
import sys
from importlib import metadata

from jsonschema import validators

path = metadata.distribution("check-datapackage").locate_file("check_datapackage/schemas/data-package-2-0.json")
with open(path, encoding="utf-8") as file:
    profile = json.load(file)
validator = validators.validator_for(profile)(profile)
if validator.is_valid({"resources": []}):
    sys.exit("check-profile: the profile accepts a package without resources")

faults = 0
for path in sys.argv[1:]:
    with open(path, encoding="utf-8") as file:
        descriptor = json.load(file)
    for error in validator.iter_errors(descriptor):
        faults += 1
        print(f"{path}: {'.'.join(map(str, error.absolute_path))}: {error.message[:300]}", file=sys.stderr)
print(f"{len(sys.argv) - 1} descriptors against the standard: {faults} faults")
sys.exit(1 if faults else 0)
