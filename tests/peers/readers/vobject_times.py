#!/usr/bin/python3
"""Debian's python3-vobject, which Radicale and many scripts use; needs Debian's own /usr/bin/python3.
  vobject_times.py FILE...     prints for each file a line "FILE name", then its events and violations; exit 1 on any violation"""
import logging
import sys
from datetime import timezone

import vobject
import vobject.icalendar

logging.disable(logging.CRITICAL)  # it logs each TZID that it does not find; the time is then floating


zones = vars(vobject.icalendar)['__tzidMap']
KNOWN = dict(zones)


def utc(event, name):
    if name not in event.contents:
        return '-'
    value = event.contents[name][0].value
    return value.astimezone(timezone.utc).strftime('%Y%m%dT%H%M%SZ') if value.tzinfo else value.strftime('%Y%m%dT%H%M%S') + '?'


def read(path):
    # otherwise a zone of one file would be known in the next
    zones.clear()
    zones.update(KNOWN)
    with open(path, encoding='utf-8', newline='') as file:
        calendars = list(vobject.readComponents(file.read()))
    for calendar in calendars:
        for event in calendar.contents.get('vevent', []):
            print('EVENT', event.uid.value, utc(event, 'dtstart'), utc(event, 'dtend'))


def main(paths):
    bad = False
    for path in paths:
        print('FILE', path)
        try:
            read(path)
        except Exception as error:  # whatever it raises, the file was not read
            bad = True
            print('VIOLATION', '%s: %s' % (type(error).__name__, ' '.join(str(error).split())))
    return bad


sys.exit(main(sys.argv[1:]))
