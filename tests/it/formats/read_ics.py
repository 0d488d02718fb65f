"""A calendar as the icalendar of Python reads it: the properties of each component, sorted, a line each."""

import sys

import icalendar

# A calendar that this parser had to mend would be read another way by others.
with open(sys.argv[1], "rb") as file:
    raw = file.read()
calendar = icalendar.Calendar.from_ical(raw)
faults = [f"error in {component.name}: {error}" for component in calendar.walk() for error in component.errors]
for number, line in enumerate(raw.split(b"\r\n"), 1):
    if len(line) > 75 or b"\n" in line or b"\r" in line:
        faults.append(f"line {number} is longer than 75 octets or ends in half a line end")


def written(value):
    raw = value.to_ical()
    return raw.decode() if isinstance(raw, bytes) else raw


def told(value):
    if isinstance(value, list):
        return ";".join(sorted(told(one) for one in value))
    if hasattr(value, "cats"):
        return ";".join(sorted(str(one) for one in value.cats))
    if isinstance(value, icalendar.vRecur):
        # The order of its parts means nothing.
        return ";".join(sorted(written(value).split(";")))
    if isinstance(value, str):
        return str(value)
    return written(value)


def walk(component, path):
    path = f"{path}/{component.name}"
    identity = str(component.get("UID", ""))
    for name in sorted(set(component.keys())):
        words = told(component[name]).replace("\\", "\\\\").replace("\n", "\\n")
        print(f"{path}\t{identity}\t{name.upper()}\t{words}")
    for inner in component.subcomponents:
        walk(inner, path)


walk(calendar, "")
print("\n".join(faults), file=sys.stderr)
sys.exit(1 if faults else 0)
