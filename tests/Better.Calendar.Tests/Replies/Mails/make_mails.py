#!/usr/bin/env python3
"""Writes the corpus: mails in the formats that clients send, with invented people and texts, and README.md with the expected result of each."""
import base64, os, quopri

HERE = os.path.dirname(os.path.abspath(__file__))
ROWS = []
ORG = 'ORGANIZER;CN=The host:mailto:host@host.example'
WIN = ('BEGIN:VTIMEZONE\nTZID:Central Europe Standard Time\nBEGIN:STANDARD\nDTSTART:16010101T030000\nTZOFFSETFROM:+0200\nTZOFFSETTO:+0100\n'
       'RRULE:FREQ=YEARLY;INTERVAL=1;BYDAY=-1SU;BYMONTH=10\nEND:STANDARD\nBEGIN:DAYLIGHT\nDTSTART:16010101T020000\nTZOFFSETFROM:+0100\nTZOFFSETTO:+0200\n'
       'RRULE:FREQ=YEARLY;INTERVAL=1;BYDAY=-1SU;BYMONTH=3\nEND:DAYLIGHT\nEND:VTIMEZONE\n')


def att(partstat='ACCEPTED', who='anna@guest.example', extra=';CN=Anna', scheme='mailto:'):
    return f'ATTENDEE;PARTSTAT={partstat}{extra}:{scheme}{who}'


def event(attendee, uid='spring.1@host.example', organizer=ORG, start='20270414T070000Z', end='20270414T083000Z', more='', seq='SEQUENCE:0', stamp='DTSTAMP:20270301T100000Z'):
    lines = ['BEGIN:VEVENT', f'UID:{uid}', stamp, seq, f'DTSTART:{start}' if start[0] == '2' else f'DTSTART{start}', f'DTEND:{end}' if end[0] == '2' else f'DTEND{end}',
             'SUMMARY:Workshop 1', organizer, attendee, more, 'END:VEVENT']
    return '\n'.join(line for line in lines if line) + '\n'


def ics(body, method='REPLY', prodid='-//Somebody//Calendar//EN', before=''):
    return f'BEGIN:VCALENDAR\nPRODID:{prodid}\nVERSION:2.0\n' + (f'METHOD:{method}\n' if method else '') + before + body + 'END:VCALENDAR\n'


def head(sender='Anna <anna@guest.example>', subject='Accepted: Workshop 1', to='host@host.example', more='', key=''):
    return f'From: {sender}\nTo: {to}\nSubject: {subject}\nDate: Mon, 01 Mar 2027 10:00:05 +0000\nMessage-ID: <{key}@guest.example>\nMIME-Version: 1.0\n{more}'


def part(calendar, encoding='base64', ctype='text/calendar; charset=utf-8; method=REPLY', crlf=True, more=''):
    content = calendar if isinstance(calendar, bytes) else calendar.replace('\n', '\r\n' if crlf else '\n').encode()
    body = {'base64': lambda: base64.encodebytes(content).decode(), 'quoted-printable': lambda: quopri.encodestring(content).decode('latin-1'), '8bit': lambda: content.decode('latin-1'), '7bit': lambda: content.decode('latin-1')}[encoding]()
    return f'Content-Type: {ctype}\nContent-Transfer-Encoding: {encoding}\n{more}\n{body.replace(chr(13), "")}\n' if crlf or encoding == 'base64' else f'Content-Type: {ctype}\nContent-Transfer-Encoding: {encoding}\n{more}\n{body}\n'


def multi(kind, *parts, boundary='b1'):
    return f'Content-Type: multipart/{kind}; boundary="{boundary}"\n\n' + ''.join(f'--{boundary}\n{p}' for p in parts) + f'--{boundary}--\n'


TEXT = 'Content-Type: text/plain; charset=utf-8\n\nSee the calendar.\n\n'


def mail(name, client, description, expected, body, **headers):
    text = head(key=name, **headers) + body
    with open(os.path.join(HERE, name + '.eml'), 'wb') as file:
        file.write(text.replace('\r\n', '\n').replace('\n', '\r\n').encode('utf-8' if any(ord(c) > 255 for c in text) else 'latin-1'))
    ROWS.append((name, client, description, expected))


def simple(name, client, description, expected, calendar, headers=None, **how):
    mail(name, client, description, expected, multi('alternative', TEXT, part(calendar, **how)), **(headers or {}))


ME = 'response anna 1=Accepted Claimed Invited'
EX = 'Microsoft Exchange Server 2010'


def exchange(partstat, more='', who='anna@guest.example', scheme='mailto:', seq='SEQUENCE:0', uid='spring.1@host.example'):
    return ics(event(att(partstat, who, scheme=scheme), uid=uid, organizer='', start=';TZID=Central Europe Standard Time:20270414T090000', end=';TZID=Central Europe Standard Time:20270414T103000',
                     seq=seq, more='X-MICROSOFT-CDO-APPT-SEQUENCE:0\nX-MICROSOFT-CDO-BUSYSTATUS:BUSY' + more), prodid=EX, before=WIN)


# Exchange, Outlook, outlook.com: no ORGANIZER, Windows zone, base64 in an alternative.
simple('exchange-accepted', 'Exchange 2019 / Outlook 365', 'no ORGANIZER, Windows TZID with VTIMEZONE of 1601, base64', ME, exchange('ACCEPTED'))
simple('exchange-tentative', 'Exchange 2019', 'same', ME.replace('Accepted', 'Tentative'), exchange('TENTATIVE'), dict(subject='Tentative: Workshop 1'))
simple('exchange-declined-comment', 'Exchange 2019', 'COMMENT with escapes', ME.replace('Accepted', 'Declined') + ' “I am away,/sorry”', exchange('DECLINED', '\nCOMMENT;LANGUAGE=en-US:I am away\\,\\nsorry'))
simple('exchange-german', 'outlook.com, German', 'localized subject, MAILTO in upper case', ME, exchange('ACCEPTED', scheme='MAILTO:'), dict(subject='Zugesagt: Workshop 1'))
simple('exchange-counter', 'Exchange 2019', 'METHOD:COUNTER, PARTSTAT=TENTATIVE, Windows TZID', 'proposal anna 1 2027-04-14T12:00Z/13:30Z Claimed',
       ics(event(att('TENTATIVE'), organizer='', start=';TZID=Central Europe Standard Time:20270414T140000', end=';TZID=Central Europe Standard Time:20270414T153000', more='X-MS-OLK-ORIGINALSTART:20270414T070000Z'), 'COUNTER', EX, WIN),
       dict(subject='New Time Proposed: Workshop 1'), ctype='text/calendar; charset=utf-8; method=COUNTER')
simple('exchange-counter-custom-zone', 'Exchange 2019', 'COUNTER in "Customized Time Zone", which only the VTIMEZONE defines', 'proposal anna 1 2027-04-14T12:00Z/13:30Z Claimed',
       ics(event(att('TENTATIVE'), organizer='', start=';TZID=Customized Time Zone:20270414T140000', end=';TZID=Customized Time Zone:20270414T153000'), 'COUNTER', EX, WIN.replace('Central Europe Standard Time', 'Customized Time Zone')),
       ctype='text/calendar; charset=utf-8; method=COUNTER')
simple('exchange-cdo-sequence', 'Exchange 2010', 'no SEQUENCE, but X-MICROSOFT-CDO-APPT-SEQUENCE', 'response anna 2=Accepted Claimed Invited seq 1',
       ics(event(att(), uid='spring.2@host.example', organizer='', seq='X-MICROSOFT-CDO-APPT-SEQUENCE:1'), prodid=EX))
simple('exchange-x500', 'Exchange, inside one organization', 'ATTENDEE is not an email address; identified by From', ME, ics(event('ATTENDEE;PARTSTAT=ACCEPTED:invalid:nomail', organizer=''), prodid=EX))
simple('exchange-resource', 'Exchange resource mailbox', 'no ATTENDEE; the response is in the subject', ME, ics(event('', organizer=''), prodid=EX))
simple('exchange-resource-no-response', 'Groupware', 'no ATTENDEE, and no response in the subject', 'unrecognized IncompleteReply', ics(event('', organizer='')), dict(subject='Workshop 1'))
simple('outlook-uid-upper', 'Outlook 2016 (store)', 'UID in upper case', ME, exchange('ACCEPTED', uid='SPRING.1@HOST.EXAMPLE'))

# Google: full copy, mixed and alternative and invite.ics.
G = '-//Google Inc//Google Calendar 70.9054//EN'
GA = 'ATTENDEE;CUTYPE=INDIVIDUAL;ROLE=REQ-PARTICIPANT;PARTSTAT={};RSVP=TRUE;CN=anna@guest.example;X-NUM-GUESTS=0{}:mailto:anna@guest.example'


def google(name, description, expected, attendee, method='REPLY', **e):
    calendar = ics('BEGIN:VEVENT\n' + event(attendee, more='CREATED:20270201T100000Z\nDESCRIPTION:\nLAST-MODIFIED:20270301T100000Z\nSTATUS:CONFIRMED\nTRANSP:OPAQUE', **e)[len('BEGIN:VEVENT\n'):], method, G, 'CALSCALE:GREGORIAN\n')
    mail(name, 'Google Calendar', description, expected, multi('mixed', multi('alternative', TEXT, part(calendar, '7bit', f'text/calendar; charset="UTF-8"; method={method}'), boundary='b2'),
         part(calendar, ctype='application/ics; name="invite.ics"', more='Content-Disposition: attachment; filename="invite.ics"\n')))


google('google-accepted', 'full copy, mixed(alternative, invite.ics)', ME, GA.format('ACCEPTED', ''))
google('google-declined', 'same', ME.replace('Accepted', 'Declined'), GA.format('DECLINED', ''))
google('google-comment', 'X-RESPONSE-COMMENT beside the attendee', ME.replace('Accepted', 'Tentative') + ' “Perhaps: late”', GA.format('TENTATIVE', ';X-RESPONSE-COMMENT="Perhaps: late"'))
google('google-counter', 'COUNTER with UTC times', 'proposal anna 1 2027-04-14T12:00Z/13:00Z Claimed', GA.format('TENTATIVE', ''), 'COUNTER', start='20270414T120000Z', end='20270414T130000Z')
google('google-needs-action', 'copy of an event without a response', 'unrecognized IncompleteReply', GA.format('NEEDS-ACTION', ''))

# Apple
simple('apple-server', 'Apple Calendar Server', 'no PRODID, METHOD in lower case, stray STATUS', ME, ics(event(att(), more='STATUS:CONFIRMED')).replace('PRODID:-//Somebody//Calendar//EN\n', '').replace('METHOD:REPLY', 'METHOD:reply'), ctype='text/calendar; method=reply; charset=utf-8')
simple('apple-mac', 'macOS Calendar', 'folded lines, X-APPLE, quoted-printable', ME, ics(event('ATTENDEE;CN="Anna";CUTYPE=INDIVIDUAL;EMAIL="anna@guest.example";PARTSTAT=ACC\n EPTED:mailto:anna@guest.example', more='REQUEST-STATUS:2.0;Success'), prodid='-//Apple Inc.//macOS 14.5//EN'), encoding='quoted-printable')
simple('apple-urn', 'iCloud', 'ATTENDEE is a URN, the address is in EMAIL', ME, ics(event('ATTENDEE;EMAIL=anna@guest.example;PARTSTAT=ACCEPTED:urn:uuid:00000000-0000-4000-8000-000000000001'), prodid='-//Apple Inc.//iOS 17.5//EN'))
simple('apple-lower-names', 'iOS', 'property names in lower case', ME, ics(event(att())).replace('ATTENDEE', 'attendee').replace('UID', 'uid').replace('BEGIN', 'begin').replace('END:', 'end:'))

# Thunderbird, Proton, Zimbra, SOGo, Nextcloud, Fastmail, Yahoo, Zoho, KDE, Evolution
simple('thunderbird-accepted', 'Thunderbird 115', '8bit, TZID with a prefix', ME, ics(event(att(), start=';TZID=/mozilla.org/20050126_1/Europe/Budapest:20270414T090000', end=';TZID=/mozilla.org/20050126_1/Europe/Budapest:20270414T103000', more='X-MOZ-RECEIVED-SEQUENCE:0'), prodid='-//Mozilla.org/NONSGML Mozilla Calendar V1.1//EN'), encoding='8bit')
simple('thunderbird-counter', 'Thunderbird 115', 'COUNTER, TZID with a prefix', 'proposal anna 1 2027-04-14T12:00Z/13:30Z Claimed', ics(event(att('TENTATIVE'), start=';TZID=/mozilla.org/20050126_1/Europe/Budapest:20270414T140000', end=';TZID=/mozilla.org/20050126_1/Europe/Budapest:20270414T153000'), 'COUNTER'), ctype='text/calendar; method=COUNTER; charset=UTF-8')
mail('proton-accepted', 'Proton Calendar', 'minimal, attached to the mail', ME, multi('mixed', TEXT, part(ics(event('ATTENDEE;PARTSTAT=ACCEPTED:mailto:anna@guest.example', more='X-PM-PROTON-REPLY;VALUE=BOOLEAN:TRUE'), prodid='-//Proton AG//web-calendar//EN'), more='Content-Disposition: attachment; filename="invite.ics"\n')))
simple('zimbra-tentative', 'Zimbra 9', 'DTSTAMP copied from the invitation, copied LOCATION', ME.replace('Accepted', 'Tentative'), ics(event(att('TENTATIVE'), more='LOCATION:Online\nX-ZIMBRA-X:1'), prodid='Zimbra-Calendar-Provider'))
simple('sogo-declined', 'SOGo 5', 'quoted-printable, Content-Class', ME.replace('Accepted', 'Declined'), ics(event(att('DECLINED')), prodid='-//Inverse inc./SOGo 5//EN'), dict(subject='Declined', more='Content-Class: urn:content-classes:calendarmessage\n'), encoding='quoted-printable')
simple('nextcloud-accepted', 'Nextcloud 28', 'From is a noreply address, Reply-To the participant: identified by ATTENDEE', ME, ics(event(att()), prodid='-//Sabre//Sabre VObject 4.5//EN'), dict(sender='Anna via Cloud <noreply@cloud.example>', more='Reply-To: anna@guest.example\n'))
simple('cyrus-accepted', 'Cyrus IMAP 3.6', 'Auto-Submitted, although a person responded', ME, ics(event(att()), prodid='-//CyrusIMAP.org/Cyrus 3.6//EN'), dict(more='Auto-Submitted: auto-generated\n'))
simple('evolution-accepted', 'Evolution 3.50', 'the calendar has Content-Disposition: attachment', ME, ics(event(att())), more='Content-Disposition: attachment; filename="meeting.ics"\n')
mail('kontact-accepted', 'KDE Kontact', 'the calendar is the only part', ME, part(ics(event(att('accepted')), prodid='-//K Desktop Environment//NONSGML libkcal 4.3//EN')))
mail('yahoo-octet-stream', 'Web mail', 'application/octet-stream with a name that ends in .ics', ME, multi('mixed', TEXT, part(ics(event(att())), ctype='application/octet-stream; name="reply.ics"')))
mail('zoho-application-ics', 'Web mail', 'application/ics only', ME, multi('mixed', TEXT, part(ics(event(att())), ctype='application/ics; name="reply.ics"')))
mail('notes-nested', 'HCL Notes', 'four multiparts deep', ME, multi('mixed', multi('related', multi('alternative', TEXT, multi('mixed', part(ics(event(att()))), boundary='b4'), boundary='b3'), boundary='b2')))
simple('bela-accepted', 'Thunderbird 115', 'another participant', 'response bela 1=Accepted Claimed Invited', ics(event(att(who='bela@guest.example', extra=''))), dict(sender='bela@guest.example'))
simple('stalwart-method-in-type', 'Stalwart', 'METHOD only in the media type', ME, ics(event(att()), None))

# Damaged in transit
B = ics(event(att()))
simple('damaged-bom', 'any', 'byte order mark', ME, '\ufeff' + B)
simple('damaged-lf', 'any', 'LF line endings', ME, B, crlf=False)
simple('damaged-fold-in-character', 'any', 'a line is folded inside a UTF-8 sequence', ME + ' “kérem”', B.replace('END:VEVENT', 'COMMENT:k\u00e9rem\nEND:VEVENT').replace('\n', '\r\n').encode().replace(b'k\xc3\xa9', b'k\xc3\r\n \xa9'))
simple('damaged-junk-lines', 'any', 'invalid lines between the others', ME, B.replace('SEQUENCE', 'this is no line\n;;;\nSEQUENCE'))
simple('damaged-no-end', 'any', 'no END:VEVENT and no END:VCALENDAR', ME, B.replace('END:VEVENT\nEND:VCALENDAR\n', ''))
simple('damaged-quotes', 'any', 'quotes inside an unquoted CN', ME, ics(event(att(extra=';CN=Anna "A" B'))))
simple('damaged-latin1', 'any', 'declared as UTF-8, is Latin-1', ME + ' “Méret”', B.replace('END:VEVENT', 'COMMENT:M\u00e9ret\nEND:VEVENT').replace('\n', '\r\n').encode('latin-1'))
simple('damaged-latin2', 'any', 'windows-1250, declared as such', ME + ' “Időpont”', B.replace('END:VEVENT', 'COMMENT:Id\u0151pont\nEND:VEVENT').replace('\n', '\r\n').encode('cp1250'), ctype='text/calendar; charset=windows-1250; method=REPLY')
simple('damaged-wrong-charset', 'any', 'declared as iso-8859-1, is UTF-8', ME + ' “Időpont”', B.replace('END:VEVENT', 'COMMENT:Id\u0151pont\nEND:VEVENT'), ctype='text/calendar; charset=iso-8859-1; method=REPLY')
simple('damaged-utf16', 'any', 'UTF-16 with a byte order mark', ME, b'\xff\xfe' + B.replace('\n', '\r\n').encode('utf-16-le'), ctype='text/calendar; charset=utf-16; method=REPLY')
simple('rfc6868-name', 'any', 'RFC 6868 escapes in CN', ME, ics(event(att(extra=";CN=Anna ^'A^' B^nC"))))
simple('missing-end-of-zone', 'any', 'no END:VTIMEZONE, so the event is nested in it', ME, ics(event(att(), organizer=''), before=WIN.replace('END:VTIMEZONE\n', '')))
simple('dtstamp-missing', 'any', 'no DTSTAMP, no SEQUENCE', ME, ics(event(att(), seq='', stamp='')))

# Who responds
simple('several-attendees', 'Groupware', 'a copy of the event with all attendees', ME, ics(event('ATTENDEE;PARTSTAT=ACCEPTED:mailto:bela@guest.example\n' + att() + '\nATTENDEE;PARTSTAT=DECLINED:mailto:otto@else.example')))
simple('alias', 'any', 'replies from another address; From is the invited address', 'response anna 1=Accepted Claimed Invited alias a.private', ics(event(att(who='a.private@else.example'))))
simple('uninvited', 'any', 'the sender is not invited', 'response otto 1=Accepted Claimed Uninvited unconfirmed', ics(event(att(who='otto@else.example', extra=''))), dict(sender='otto@else.example'))
simple('not-to-this-workshop', 'any', 'the sender is invited to another workshop', 'response bela 3=Accepted Claimed Uninvited unconfirmed', ics(event(att(who='bela@guest.example', extra=''), uid='spring.3@host.example')), dict(sender='bela@guest.example'))
simple('delegated', 'Outlook 2010', 'DELEGATED-TO', 'delegation anna to dora Claimed', ics(event(att('DELEGATED', extra=';DELEGATED-TO="mailto:dora@guest.example"'))))
simple('delegate-accepted', 'any', 'the delegate responds, DELEGATED-FROM', 'response dora 1=Accepted Claimed Delegate unconfirmed', ics(event(att(who='dora@guest.example', extra=';DELEGATED-FROM="mailto:anna@guest.example"'))), dict(sender='dora@guest.example'))
AR = 'Authentication-Results: mx.host.example; dmarc=pass header.from=guest.example\nReceived: from a.example by mx.host.example; Mon, 01 Mar 2027 10:00:06 +0000\n'
simple('authenticated', 'any', 'DMARC passed at the trusted server', ME.replace('Claimed', 'Authenticated'), ics(event(att())), dict(more=AR))
simple('authenticated-other', 'any', 'DMARC passed for an address that is not ATTENDEE', ME + ' unconfirmed alias eva', ics(event(att())), dict(more=AR, sender='eva@guest.example'))

# Which workshop
simple('older-version', 'any', 'responds to the version before the change', 'response anna 2=Accepted Claimed Invited', ics(event(att(), uid='spring.2@host.example')))
simple('series-accepted', 'any', 'the whole series as one recurring event', 'response anna 1=Accepted,2=Accepted,3=Accepted,off=Accepted Claimed Invited', ics(event(att(), uid='spring@host.example')))
simple('series-one-date', 'Exchange 2019', 'RECURRENCE-ID in a Windows time zone', 'response anna 2=Declined Claimed Invited', ics(event(att('DECLINED'), uid='spring@host.example', more='RECURRENCE-ID;TZID=Central Europe Standard Time:20270415T090000')))
simple('series-one-day', 'any', 'RECURRENCE-ID as a date', 'response anna 3=Declined Claimed Invited', ics(event(att('DECLINED'), uid='spring@host.example', more='RECURRENCE-ID;VALUE=DATE:20270416')))
simple('series-and-exception', 'any', 'all dates accepted, one declined', 'response anna 1=Accepted,3=Accepted,off=Accepted,2=Declined Claimed Invited', ics(event(att('DECLINED'), uid='spring@host.example', more='RECURRENCE-ID:20270415T070000Z') + event(att(), uid='spring@host.example')))
simple('series-other-date', 'any', 'RECURRENCE-ID on a date without a workshop, older version', 'unrecognized Outdated', ics(event(att(), uid='spring@host.example', more='RECURRENCE-ID:20270501T070000Z')))
simple('cancelled-workshop', 'any', 'responds to a cancelled workshop', 'unrecognized Outdated', ics(event(att(), uid='spring.off@host.example')))
simple('unknown-uid', 'any', 'an event that is not in the series', 'unrecognized UnknownWorkshop', ics(event(att(), uid='autumn.1@host.example')))
simple('refresh', 'Thunderbird 115', 'REFRESH', 'refresh anna 1', ics(event('ATTENDEE:mailto:anna@guest.example'), 'REFRESH'), ctype='text/calendar; method=REFRESH; charset=UTF-8')

# Not to be acted on
for method in ('REQUEST', 'CANCEL', 'PUBLISH', 'DECLINECOUNTER'):
    simple(f'organizer-{method.lower()}', 'another organizer', f'METHOD:{method} to our mailbox', 'unrecognized NotAReply', ics(event(att()), method), ctype=f'text/calendar; method={method}; charset=utf-8')
simple('task-reply', 'any', 'a reply to a task', 'unrecognized NotAReply', ics('BEGIN:VTODO\nUID:spring.1@host.example\nATTENDEE;PARTSTAT=ACCEPTED:mailto:anna@guest.example\nEND:VTODO\n'))
simple('unreadable', 'any', 'declared as a calendar, is not one', 'unrecognized Unreadable', 'Good day\n')
mail('ordinary', 'a person', 'an ordinary mail', 'unrecognized NoCalendar', 'Content-Type: text/plain; charset=utf-8\n\nI shall come.\n', subject='Re: Workshop 1')
mail('winmail', 'Outlook with TNEF', 'only winmail.dat', 'unrecognized NoCalendar', multi('mixed', TEXT, part(b'\x78\x9f\x3e\x22\x00\x00', ctype='application/ms-tnef; name="winmail.dat"')))

# Automatic mails
mail('out-of-office-exchange', 'Exchange 2019', 'automatic reply', 'auto-reply anna', 'Content-Type: text/plain; charset=utf-8\n\nI am away.\n', subject='Automatic reply: Invitation', more='Auto-Submitted: auto-generated\nX-Auto-Response-Suppress: All\n')
mail('vacation-sieve', 'Dovecot Sieve', 'vacation reply', 'auto-reply anna', 'Content-Type: text/plain; charset=utf-8\n\nI am away.\n', subject='Auto: Invitation', more='Auto-Submitted: auto-replied (vacation)\nPrecedence: bulk\n')
mail('read-receipt', 'Thunderbird 115', 'disposition notification', 'unrecognized NoCalendar', multi('report; report-type=disposition-notification', TEXT, 'Content-Type: message/disposition-notification\n\nFinal-Recipient: rfc822;anna@guest.example\nDisposition: manual-action/MDN-sent-manually; displayed\n\n'))
RETURNED = 'Content-Type: message/rfc822\n\nFrom: The host <host@host.example>\nTo: anna@guest.example\nSubject: Invitation\nMIME-Version: 1.0\n' + part(ics(event(att('NEEDS-ACTION')), 'REQUEST'), ctype='text/calendar; method=REQUEST; charset=utf-8')


def bounce(name, client, description, expected, status, action='failed', returned=RETURNED, who='anna@guest.example', sender='Mail Delivery System <MAILER-DAEMON@mx.host.example>', more=''):
    report = f'Content-Type: message/delivery-status\n\nReporting-MTA: dns; mx.host.example\n\nFinal-Recipient: rfc822; {who}\nAction: {action}\nStatus: {status}\nDiagnostic-Code: smtp; 550 {status} no such user\n{more}\n'
    mail(name, client, description, expected, multi('report; report-type=delivery-status', TEXT, report, returned), sender=sender, subject='Undelivered Mail Returned to Sender')


bounce('bounce-postfix', 'Postfix 3.8', 'returns the email', 'bounce anna 1 permanent 5.1.1 Claimed', '5.1.1')
bounce('bounce-delayed', 'Postfix 3.8', 'the delivery is delayed', 'bounce anna 1 transient 4.4.1 Claimed', '4.4.1', 'delayed')
bounce('bounce-headers-only', 'Exchange 2019', 'returns only the headers', 'bounce anna series permanent 5.1.10 Claimed', '5.1.10', returned='Content-Type: text/rfc822-headers\n\nFrom: host@host.example\nTo: anna@guest.example\nSubject: Invitation\n\n', sender='postmaster@guest.example')
bounce('bounce-forwarded', 'Postfix 3.8', 'failed at another address than the invited one; identified by the returned email', 'bounce anna 1 permanent 5.7.1 Claimed', '5.7.1', who='a.private@else.example')
bounce('bounce-other-recipient', 'any', 'about an email that we did not send', 'unrecognized UnknownSender', '5.1.1', who='otto@else.example', returned=TEXT)
bounce('delivered', 'Postfix 3.8', 'reports a successful delivery', 'unrecognized NoCalendar', '2.0.0', 'delivered')
mail('bounce-exim', 'Exim 4.9', 'no delivery-status, X-Failed-Recipients', 'bounce anna series permanent  Claimed', 'Content-Type: text/plain\n\nThis message was created automatically.\n', sender='Mailer-Daemon@mx.else.example', subject='Mail delivery failed', more='X-Failed-Recipients: anna@guest.example\nAuto-Submitted: auto-replied\n')

with open(os.path.join(HERE, 'README.md'), 'w') as readme:
    readme.write('# Mails for the tests of the reply reader\n\nThe mails have the formats that clients are known to send; people, texts and numbers are invented. `make_mails.py` writes the mails and this list. '
                 'All lines end in CRLF. The mails reply to the series of `Corpus` (workshops 1, 2 with sequence 1, 3, and off, which is cancelled; Anna is invited to all, Béla to 1). '
                 '`ReplyReaderTests` checks that each is read as the last column says, in the form that `Corpus.Describe` writes.\n\n| mail | client | format | expected result |\n| --- | --- | --- | --- |\n')
    for name, client, description, expected in ROWS:
        readme.write(f'| `{name}.eml` | {client} | {description} | `{expected}` |\n')
