#!/usr/bin/python3
"""Converts the times of every event to UTC by the VTIMEZONE of its own calendar, with dateutil's tzical.

dateutil_zones.py FILE...    prints: UID START END   (UTC)
"""
import io
import re
import sys
from datetime import datetime, timezone

from dateutil.tz import tzical


def to_utc(event, name, zones):
    tzid, local = re.search(rf"^{name};TZID=([^:]+):(\d{{8}}T\d{{6}})$", event, re.M).groups()
    moment = datetime.strptime(local, "%Y%m%dT%H%M%S").replace(tzinfo=zones.get(tzid))
    return moment.astimezone(timezone.utc).strftime("%Y%m%dT%H%M%SZ")


for path in sys.argv[1:]:
    with open(path, encoding="utf-8", newline="") as file:
        text = file.read().replace("\r\n ", "").replace("\r\n", "\n")
    for calendar in re.findall(r"^BEGIN:VCALENDAR\n.*?^END:VCALENDAR$", text, re.M | re.S):
        zones = tzical(io.StringIO(re.search(r"^BEGIN:VTIMEZONE\n.*^END:VTIMEZONE\n", calendar, re.M | re.S).group()))
        for event in re.findall(r"^BEGIN:VEVENT\n.*?^END:VEVENT$", calendar, re.M | re.S):
            uid = re.search(r"^UID:(.*)$", event, re.M).group(1)
            print(uid, to_utc(event, "DTSTART", zones), to_utc(event, "DTEND", zones))
