"""Writes the emails and feeds by Python's email and icalendar, in the folder of the input files. See PeerContest.cs."""
import datetime
import sys
import time
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP

from icalendar import Calendar, Event, Timezone, vCalAddress, vText
from zoneinfo import ZoneInfo


def read(name):
    with open(name, encoding='utf-8', newline='') as file:
        return file.read()


def events(name):
    for line in read(name).splitlines():
        uid, start, end, summary, url, description = line.split('\t')
        yield uid, moment(start), moment(end), summary, url, description.replace('\\n', '\n')


def moment(text):
    return datetime.datetime.strptime(text, '%Y%m%dT%H%M%S').replace(tzinfo=ZoneInfo('Europe/Budapest'))


text, html, subject = read('email.txt'), read('email.html'), read('subject.txt')
zone = Timezone.from_ical(read('vtimezone.ics'))
recipients = [line.split('\t') for line in read('recipients.tsv').splitlines()]
one = list(events('event.tsv'))
feed = list(events('feed.tsv'))
stamp = datetime.datetime(2027, 3, 1, 8, tzinfo=datetime.timezone.utc)


def calendar(some, method, attendee=None):
    made = Calendar()
    made.add('version', '2.0')
    made.add('prodid', '-//peer//peer//EN')
    made.add('method', method)
    made.add_component(zone)
    organizer = vCalAddress('mailto:meetings@host.example')
    organizer.params['cn'] = vText('BETTER')
    for uid, start, end, summary, url, description in some:
        event = Event()
        event.add('uid', uid)
        event.add('dtstamp', stamp)
        event.add('sequence', 0)
        event.add('dtstart', start)
        event.add('dtend', end)
        event.add('summary', summary)
        event.add('description', description)
        event.add('location', url)
        event.add('url', url)
        event.add('status', 'CONFIRMED')
        event['organizer'] = organizer
        if attendee:
            guest = vCalAddress('mailto:' + attendee[1])
            guest.params['cn'] = vText(attendee[0])
            guest.params['cutype'] = vText('INDIVIDUAL')
            guest.params['role'] = vText('REQ-PARTICIPANT')
            guest.params['partstat'] = vText('NEEDS-ACTION')
            guest.params['rsvp'] = vText('TRUE')
            event.add('attendee', guest, encode=0)
        made.add_component(event)
    return made.to_ical()


def write_email(name, email):
    def fill_in(template):
        return template.replace('{name}', name).replace('{email}', email)
    content = calendar(one, 'REQUEST', (name, email))
    message = EmailMessage(policy=SMTP)
    message['From'] = Address('BETTER', 'meetings', 'host.example')
    message['To'] = Address(name, addr_spec=email)
    message['Reply-To'] = Address('BETTER', 'meetings', 'host.example')
    message['Subject'] = subject
    message['Date'] = stamp
    message['Message-ID'] = f'<{email}>'
    message.set_content(fill_in(text), cte='quoted-printable')
    message.add_alternative(fill_in(html), subtype='html', cte='quoted-printable')
    message.add_alternative(content.decode(), subtype='calendar', params={'method': 'REQUEST'}, cte='base64')
    message.add_attachment(content, maintype='application', subtype='ics', filename='invite.ics')
    return message.as_bytes()


if sys.argv[1:] == ['show']:
    sys.stdout.buffer.write(write_email(*recipients[0]))
    sys.exit()

for line in sys.stdin:
    command = line.split()
    start, done = time.process_time(), 0
    while time.process_time() - start < 0.3:
        if command[0] == 'emails':
            write_email(*recipients[done % len(recipients)])
            done += 1
        else:
            count = int(command[1])
            calendar(feed[:count], 'PUBLISH')
            done += count
    print(f'{(time.process_time() - start) * 1e6 / done:.3f}', flush=True)
