#!/usr/bin/env python3
"""The rules of RFC 5545 for bytes and lines, which hardly any parser checks: CRLF only, at most 75 octets a line, no fold inside a
UTF-8 sequence, no control characters, TEXT values escaped, cal-address values are URIs, UID+RECURRENCE-ID used once,
an alarm has a TRIGGER, a DISPLAY alarm a DESCRIPTION.
  byte_rules.py FILE...  prints for each file a line "FILE name", then its violations; exit 1 on any"""
import re
import sys

TEXT = {'SUMMARY', 'DESCRIPTION', 'LOCATION', 'COMMENT', 'CONTACT', 'UID', 'TZID', 'TZNAME', 'PRODID', 'STATUS', 'TRANSP',
        'METHOD', 'CLASS', 'ACTION', 'RELATED-TO', 'NAME', 'X-WR-CALNAME', 'X-WR-CALDESC'}
LINE = re.compile(r'([A-Za-z0-9-]+)((?:;[^":;]*(?:"[^"]*"[^":;]*)*)*):(.*)$', re.S)
EVEN = r'(?<!\\)(?:\\\\)*'  # an even number of backslashes, so that the next character is not escaped


def check_lines(content):
    stripped = content.replace(b'\r\n', b'')
    if b'\n' in stripped or b'\r' in stripped:
        yield 'a line end that is not CRLF'
    if not content.endswith(b'\r\n'):
        yield 'no CRLF at the end'
    if content.startswith(b'\xef\xbb\xbf'):
        yield 'a byte order mark'
    for number, line in enumerate(content.split(b'\r\n' if b'\r\n' in content else b'\n'), 1):
        if len(line) > 75:
            yield 'line %d has %d octets' % (number, len(line))
        try:
            line.decode('utf-8')
        except UnicodeDecodeError:
            yield 'line %d is not UTF-8 by itself (a fold inside a character?)' % number
        if re.search(rb'[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]', line):
            yield 'line %d has a control character' % number


def check_unfolded_lines(content):
    stack, seen, event, alarm = [], set(), None, None
    # not splitlines(), which also splits at U+0085 and U+2028, which are ordinary characters here
    for line in re.split(r'\r\n|\n|\r', re.sub(rb'\r?\n[ \t]', b'', content).decode('utf-8', 'replace')):
        found = LINE.match(line)
        if not found:
            if line:
                yield 'not a content line: ' + line[:40]
            continue
        name, parameters, value = found[1].upper(), found[2], found[3]
        if name == 'BEGIN':
            stack.append(value)
            if value == 'VEVENT':
                event = ['', '']
            if value == 'VALARM':
                alarm = set()
        if alarm is not None:
            alarm |= {name, name + ':' + value}
        if event is not None and stack[-1:] == ['VEVENT']:
            if name == 'UID':
                event[0] = value
            if name == 'RECURRENCE-ID':
                event[1] = parameters + value
        if name == 'END':
            if value == 'VALARM' and alarm is not None:
                if 'ACTION:DISPLAY' in alarm and 'DESCRIPTION' not in alarm:
                    yield 'DISPLAY alarm without DESCRIPTION'
                if 'TRIGGER' not in alarm:
                    yield 'alarm without TRIGGER'
                alarm = None
            if value == 'VEVENT' and event is not None:
                if tuple(event) in seen:
                    yield 'UID twice: ' + event[0]
                seen.add(tuple(event))
                event = None
            if not stack or stack.pop() != value:
                yield 'END:%s does not close' % value
        if name in TEXT and re.search(EVEN + '[,;]', value):
            yield '%s: unescaped comma or semicolon' % name
        if name in TEXT and re.search(EVEN + r'\\(?![\\;,nN])', value):
            yield '%s: bad escape' % name
        if name in ('ATTENDEE', 'ORGANIZER') and not re.match(r'[a-zA-Z][a-zA-Z0-9+.-]*:', value):
            yield '%s is not a URI: %s' % (name, value)
    if stack:
        yield 'not closed: ' + ','.join(stack)


def main(paths):
    bad = False
    for path in paths:
        print('FILE', path)
        content = open(path, 'rb').read()
        for violation in (*check_lines(content), *check_unfolded_lines(content)):
            bad = True
            print('VIOLATION', violation)
    return bad


sys.exit(main(sys.argv[1:]))
