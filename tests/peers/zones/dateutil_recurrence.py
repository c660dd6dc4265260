#!/usr/bin/python3
"""Expands the recurring event of each file with dateutil: its rule, and the VTIMEZONEs of the file by tzical.

dateutil_recurrence.py FILE...    prints: FILE START/END START/END ...   (UTC, in order)
The end of an occurrence is its start and the elapsed time of the master.
"""
import io
import os
import re
import sys
from datetime import datetime, timezone

from dateutil.rrule import rrulestr
from dateutil.tz import tzical


def read(event, name):
    found = re.findall(rf"^{name}(?:;TZID=([^:]+))?:(\d{{8}}T\d{{6}})(Z?)$", event, re.M)
    return [(tzid, datetime.strptime(local, "%Y%m%dT%H%M%S"), zone) for tzid, local, zone in found]


def to_utc(value, zones):
    tzid, local, utc = value
    return local.replace(tzinfo=timezone.utc if utc else zones.get(tzid)).astimezone(timezone.utc)


for path in sys.argv[1:]:
    with open(path, encoding="utf-8", newline="") as file:
        text = file.read().replace("\r\n ", "").replace("\r\n", "\n")
    zone_lines = re.search(r"^BEGIN:VTIMEZONE\n.*^END:VTIMEZONE\n", text, re.M | re.S)
    zones = tzical(io.StringIO(zone_lines.group())) if zone_lines else None
    events = re.findall(r"^BEGIN:VEVENT\n.*?^END:VEVENT$", text, re.M | re.S)
    master = next(event for event in events if re.search(r"^RRULE:", event, re.M))
    start, end = read(master, "DTSTART")[0], read(master, "DTEND")[0]
    length = to_utc(end, zones) - to_utc(start, zones)
    excluded = [local for _, local, _ in read(master, "EXDATE")]
    times = {}
    for local in rrulestr(re.search(r"^RRULE:(.*)$", master, re.M).group(1), dtstart=start[1]):
        if local in excluded:
            excluded.remove(local)
        else:
            begin = to_utc((start[0], local, start[2]), zones)
            times[local] = (begin, begin + length)
    problems = [f"EXDATE-{local:%Y%m%dT%H%M%S}-unknown" for local in excluded]
    for event in events:
        for _, local, _ in read(event, "RECURRENCE-ID"):
            if local not in times:
                problems.append(f"RECURRENCE-ID-{local:%Y%m%dT%H%M%S}-unknown")
            times[local] = (to_utc(read(event, "DTSTART")[0], zones), to_utc(read(event, "DTEND")[0], zones))
    print(os.path.basename(path), *(f"{a:%Y%m%dT%H%M%SZ}/{b:%Y%m%dT%H%M%SZ}" for a, b in sorted(times.values())), *problems)
