#!/usr/bin/env python3
"""What independent parsers read as names and subjects: Python's email package in the mail, python3-icalendar and libical in its calendar part.
  mail_names.py LIBICAL_NAMES     reads paths of .eml files, a line each; prints a JSON list with one object per file
Run by /usr/bin/python3, which has Debian's python3-icalendar."""
import email, json, subprocess, sys, tempfile
from email import policy
from email.header import decode_header, make_header
from email.utils import parseaddr
from icalendar import Calendar


def phrase(mail, field):
    """The display name. Python 3.11's newer API keeps the space between two encoded-words of a name (RFC 2047, 6.2 says to drop it)."""
    raw = next(value for name, value in mail.raw_items() if name.lower() == field)
    return str(make_header(decode_header(parseaddr(raw.replace('\r\n', ''))[0])))


result = []
with tempfile.TemporaryDirectory() as folder:
    paths = [line.rstrip('\n') for line in sys.stdin if line.strip()]
    files = []
    for i, path in enumerate(paths):
        with open(path, 'rb') as file:
            mail = email.message_from_binary_file(file, policy=policy.default)
        part = next(p for p in mail.walk() if p.get_content_type() == 'text/calendar')
        content = part.get_payload(decode=True)
        event = Calendar.from_ical(content).walk('VEVENT')[0]
        result.append({
            'subject': str(mail['subject']), 'to': phrase(mail, 'to'), 'from': phrase(mail, 'from'),
            'address': mail['to'].addresses[0].addr_spec, 'defects': [str(d) for h in ('subject', 'to', 'from') for d in mail[h].defects],
            'attendee': str(event['attendee'].params['CN']), 'organizer': str(event['organizer'].params['CN']), 'summary': str(event['summary'])})
        files.append(f'{folder}/{i}.ics')
        with open(files[-1], 'wb') as file:
            file.write(content)
    read = subprocess.run([sys.argv[1]], input='\n'.join(files).encode(), capture_output=True, check=True).stdout.decode('utf-8').split('\x1e')
    for item, line in zip(result, read):
        item['libical'] = line.split('\x1f')
json.dump(result, sys.stdout)
