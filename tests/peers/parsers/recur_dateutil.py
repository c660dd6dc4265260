#!/usr/bin/env python3
"""Reads lines "RRULE<tab>DTSTART<tab>COUNT" and prints for each "valid" or "invalid", a tab and the first COUNT days of the occurrences
(yyyymmdd, separated by blanks), by python-dateutil."""
import itertools
import sys
from dateutil import rrule
from dateutil.parser import parse

for line in sys.stdin:
    text, start, wanted = line.rstrip('\n').split('\t')
    try:
        rule = rrule.rrulestr(text, dtstart=parse(start), ignoretz=True)
        days = []
        for at in itertools.takewhile(lambda at: at.year < 2400, rule if wanted != '0' else []):
            day = at.strftime('%Y%m%d')
            if day not in days:
                days.append(day)
            if len(days) == int(wanted):
                break
        print('valid\t' + ' '.join(days), flush=True)
    except Exception:
        print('invalid\t', flush=True)
