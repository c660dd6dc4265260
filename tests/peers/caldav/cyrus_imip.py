#!/usr/bin/env python3
"""Controls Cyrus, an independent iTIP/iMIP implementation. Start it with ../serve.sh start cyrus DIR.
  cyrus_imip.py setup                        mailboxes, calendars, Sieve 'processimip' for organizer, attendee, onne (serve.sh does it)
  cyrus_imip.py deliver USER FROM FILE.eml   the mail by LMTP; Sieve puts the text/calendar part into USER's calendar
  cyrus_imip.py show USER                    the calendar's events and the busy times that Cyrus itself computes from them, in UTC, as JSON
  cyrus_imip.py respond USER UID ACCEPTED [20270414T080000Z]
                                             USER responds to an event, or to the occurrence with that RECURRENCE-ID alone;
                                             Cyrus sends the REPLY to the organizer in another domain by SMTP 10026
  cyrus_imip.py put USER FILE.ics            USER stores an event as its organizer; Cyrus sends the REQUESTs
  cyrus_imip.py clear USER                   empties the calendar without notifying anybody
  cyrus_imip.py play                         does what its input says, a list in JSON on each line: ["deliver", USER, FROM, MAIL],
                                             ["respond", USER, UID, ACCEPTED], with an occurrence or without, ["clear", USER],
                                             ["show", USER]; prints a line for each show"""
import base64
import datetime
import imaplib
import json
import re
import smtplib
import socket
import sys
import time
import urllib.error
import urllib.request
import zoneinfo

BASE = 'http://127.0.0.1:18008'
USERS = ('organizer', 'attendee', 'onne')
XML = 'application/xml'
ICS = 'text/calendar; charset=utf-8'


def dav(method, path, user, body=None, **headers):
    request = urllib.request.Request(BASE + path, data=body.encode() if isinstance(body, str) else body, method=method)
    request.add_header('Authorization', 'Basic ' + base64.b64encode(f'{user}:secret'.encode()).decode())
    for name, value in headers.items():
        request.add_header(name.replace('_', '-'), value)
    try:
        with urllib.request.urlopen(request, timeout=30) as response:
            return response.status, response.read().decode('utf-8', 'replace')
    except urllib.error.HTTPError as error:
        return error.code, error.read().decode('utf-8', 'replace')


def home(user, calendar='Default/'):
    return f'/dav/calendars/user/{user}/{calendar}'


def events(user):
    """yields (address, unfolded iCalendar text) of each stored event"""
    listing = dav('PROPFIND', home(user), user, '<propfind xmlns="DAV:"><prop><getetag/></prop></propfind>', Depth='1', Content_Type=XML)[1]
    for href in re.findall(r'href>([^<]+\.ics)<', listing):
        yield href, re.sub(r'\r?\n[ \t]', '', dav('GET', href, user)[1])


def value(name, text):
    found = re.search(r'(?m)^%s(?:;[^:\r\n]*)?:([^\r\n]*)' % name, text)
    return found[1] if found else None


def sieve(user):
    """installs the Sieve script that puts arriving invitations into the calendar"""
    connection = socket.create_connection(('127.0.0.1', 14190))
    stream = connection.makefile('rwb')

    def read_status():
        while True:
            line = stream.readline().decode()
            if not line or line.startswith(('OK', 'NO', 'BYE')):
                return line.strip()

    def send(command):
        stream.write(command)
        stream.flush()
        return read_status()

    read_status()
    send(b'AUTHENTICATE "PLAIN" "%s"\r\n' % base64.b64encode(b'\0' + user.encode() + b'\0secret'))
    script = b'require ["vnd.cyrus.imip"];\nprocessimip;\n'
    put = send(b'PUTSCRIPT "m" {%d+}\r\n%s\r\n' % (len(script), script))
    active = send(b'SETACTIVE "m"\r\n')
    connection.close()
    return put, active


def setup():
    admin = imaplib.IMAP4('127.0.0.1', 11143)
    admin.login('cyrus', 'secret')
    for user in USERS:
        admin.create('user/' + user)
    admin.logout()
    for user in USERS:
        # the first request creates the calendars
        dav('PROPFIND', home(user, ''), user, '<propfind xmlns="DAV:"><prop><resourcetype/></prop></propfind>', Depth='1', Content_Type=XML)
        done = sieve(user)
        print(user, *done)
        if not all(status.startswith('OK') for status in done):
            sys.exit('The Sieve script of %s was not installed.' % user)


def deliver(user, sender, mail):
    lmtp = smtplib.LMTP('127.0.0.1', 11024)
    refused = lmtp.sendmail(sender, [user], mail)
    lmtp.quit()
    if refused:
        sys.exit('Cyrus refused the mail: %s' % refused)


def show(user):
    listed = []
    for _, text in events(user):
        event = re.search(r'BEGIN:VEVENT.*?END:VEVENT', text, re.S)[0]
        attendees = [line for line in event.splitlines() if line.startswith('ATTENDEE')]
        listed.append({
            'uid': value('UID', event),
            'sequence': int(value('SEQUENCE', event) or 0),
            'status': value('STATUS', event),
            'summary': value('SUMMARY', event),
            'start': value('DTSTART', event),
            'attendees': {line.split('mailto:')[-1]: (re.search('PARTSTAT=([A-Z-]*)', line) or [0, None])[1] for line in attendees},
            'text': text,
        })
    query = ('<C:free-busy-query xmlns:C="urn:ietf:params:xml:ns:caldav">'
             '<C:time-range start="20000101T000000Z" end="20400101T000000Z"/></C:free-busy-query>')
    report = dav('REPORT', home(user), user, query, Depth='1', Content_Type=XML)[1]
    busy = re.findall(r'(?m)^FREEBUSY[^:\r\n]*:(\S+)', re.sub(r'\r?\n[ \t]', '', report))
    return {'events': listed, 'busy': [period for line in busy for period in line.split(',')]}


def respond(user, uid, partstat, occurrence=None):
    """changes the PARTSTAT of the event or master, or of an override; an occurrence without one gets it"""
    href, text = next(((href, text) for href, text in events(user) if value('UID', text) == uid), (None, None))
    if not href:
        sys.exit('There is no event with the UID %s.' % uid)
    components = re.findall(r'BEGIN:VEVENT\r?\n.*?END:VEVENT\r?\n', text, re.S)
    main = next((one for one in components if not value('RECURRENCE-ID', one)), components[0])
    answered = main
    if occurrence:
        answered = next((one for one in components if instant('RECURRENCE-ID', one) == parse(occurrence)), None)
    new, changed = re.subn(r'(ATTENDEE[^\r\n]*?PARTSTAT=)[A-Z-]*([^\r\n]*mailto:%s@)' % user, r'\g<1>' + partstat + r'\2',
                           answered or override(main, parse(occurrence)))
    if not changed:
        sys.exit('%s is not an attendee with a PARTSTAT in %s.' % (user, uid))
    new = re.sub(r'DTSTAMP:.*?\r?\n', 'DTSTAMP:%s\r\n' % time.strftime('%Y%m%dT%H%M%SZ', time.gmtime()), new, count=1)
    store(href, user, text.replace(answered, new) if answered else text.replace(main, main + new))


def parse(utc):
    return datetime.datetime.strptime(utc, '%Y%m%dT%H%M%SZ').replace(tzinfo=datetime.timezone.utc)


def instant(name, event):
    """the time of a property; None if there is none"""
    found = re.search(r'(?m)^%s(?:;TZID=([^:\r\n]*))?:(\d{8}T\d{6})' % name, event)
    return found and datetime.datetime.strptime(found[2], '%Y%m%dT%H%M%S').replace(
        tzinfo=zoneinfo.ZoneInfo(found[1]) if found[1] else datetime.timezone.utc)


def override(master, start):
    """an occurrence of a master as an event of its own"""
    length = instant('DTEND', master) - instant('DTSTART', master).astimezone(datetime.timezone.utc)
    event = re.sub(r'(?m)^(RRULE|EXDATE|RDATE)[;:].*\n', '', master)
    for name, at in ('DTSTART', start), ('DTEND', start + length):
        event = re.sub(r'(?m)^%s[;:].*\n' % name, lambda _: line(name, name, at, master), event)
    return event.replace('BEGIN:VEVENT\r\n', 'BEGIN:VEVENT\r\n' + line('RECURRENCE-ID', 'DTSTART', start, master))


def line(name, like, at, event):
    """a property with a time, in the time zone of another one"""
    zone = re.search(r'(?m)^%s;TZID=([^:\r\n]*):' % like, event)
    return ('%s;TZID=%s:%s\r\n' % (name, zone[1], at.astimezone(zoneinfo.ZoneInfo(zone[1])).strftime('%Y%m%dT%H%M%S')) if zone
            else '%s:%s\r\n' % (name, at.astimezone(datetime.timezone.utc).strftime('%Y%m%dT%H%M%SZ')))


def store(href, user, text):
    status, body = dav('PUT', href, user, text, Content_Type=ICS)
    if status not in (200, 201, 204):
        sys.exit('%d %s' % (status, body))


def clear(user):
    for href, _ in events(user):
        dav('DELETE', href, user, Schedule_Reply='F')


def play():
    for line in sys.stdin:
        what, user, *rest = json.loads(line)
        if what == 'deliver':
            deliver(user, rest[0], rest[1].encode())
        elif what == 'respond':
            respond(user, *rest)
        elif what == 'clear':
            clear(user)
        elif what == 'show':
            print(json.dumps(show(user)))
        else:
            sys.exit('There is no action %s.' % what)


def main(what, user='', *rest):
    if what == 'setup':
        setup()
    elif what == 'deliver':
        deliver(user, rest[0], open(rest[1], 'rb').read())
    elif what == 'show':
        json.dump(show(user), sys.stdout)
    elif what == 'respond':
        respond(user, *rest)
    elif what == 'put':
        text = open(rest[0], encoding='utf-8', newline='').read()
        store(home(user) + value('UID', text) + '.ics', user, text)
    elif what == 'clear':
        clear(user)
    elif what == 'play':
        play()
    else:
        sys.exit(__doc__)


if __name__ == '__main__':
    main(*(sys.argv[1:] or ['help']))
