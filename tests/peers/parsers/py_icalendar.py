#!/usr/bin/python3
"""Debian's python3-icalendar 4.0.3 (it uses the name of a time zone, not its VTIMEZONE); needs Debian's own /usr/bin/python3.
  py_icalendar.py FILE...     prints for each file a line "FILE name", then its violations and events; exit 1 on any violation"""
import sys

import pytz
from icalendar import Calendar
from icalendar.timezone_cache import _timezone_cache


def component_faults(component):
    for error in getattr(component, 'errors', []):
        yield '%s error %s' % (component.name, error)
    for name in getattr(component, 'required', ()):
        if name not in component:
            yield '%s without %s' % (component.name, name)
    for name in getattr(component, 'singletons', ()):
        if isinstance(component.get(name), list):
            yield '%s twice in %s' % (name, component.name)
    together = [name for name in getattr(component, 'exclusive', ()) if name in component]
    if len(together) > 1:
        yield '%s together' % together


def read(path):
    _timezone_cache.clear()  # otherwise a zone of one file would be known in the next
    with open(path, 'rb') as file:
        calendars = Calendar.from_ical(file.read(), multiple=True)
    if len(calendars) != 1:
        yield '%d calendars' % len(calendars)
    events = 0
    for calendar in calendars:
        for component in calendar.walk():
            yield from component_faults(component)
        zones = {str(zone['TZID']) for zone in calendar.walk('VTIMEZONE') if 'TZID' in zone}
        for event in calendar.walk('VEVENT'):
            events += 1
            times = []
            for name in ('DTSTART', 'DTEND'):
                value = event.get(name)
                if isinstance(value, list):
                    value = value[0]
                if value is None:
                    times.append('-')
                    continue
                if 'TZID' in value.params and value.params['TZID'] not in zones:
                    yield '%s has TZID %s without VTIMEZONE' % (name, value.params['TZID'])
                moment = value.dt
                times.append(moment.astimezone(pytz.utc).strftime('%Y%m%dT%H%M%SZ') if getattr(moment, 'tzinfo', None)
                             else moment.strftime('%Y%m%dT%H%M%S') + '?')
            if '-' not in times and times[1] < times[0]:
                yield 'DTEND before DTSTART'
            if any(time.endswith('?') for time in times):
                yield 'floating or unknown zone'
            print('EVENT', event.get('UID', '-'), *times)
    if not events:
        yield 'no event'


def main(paths):
    bad = False
    for path in paths:
        print('FILE', path)
        try:
            for violation in read(path):
                bad = True
                print('VIOLATION', violation)
        except Exception as error:  # the module raises exceptions of many types; each means that the file is invalid
            bad = True
            print('VIOLATION', '%s: %s' % (type(error).__name__, ' '.join(str(error).split())))
    return bad


sys.exit(main(sys.argv[1:]))
