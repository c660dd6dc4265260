// Writes the emails and feeds by Node: node emails.mjs ical-generator|ics, in the folder of the input files. See PeerContest.cs.
import { readFileSync } from 'node:fs';
import { createInterface } from 'node:readline';
import { createRequire } from 'node:module';
const require = createRequire(process.env.PEERS_MODULES + '/');
const MailComposer = require('nodemailer/lib/mail-composer');
const icalGenerator = require('ical-generator');
const ics = require('ics');

const read = name => readFileSync(name, 'utf8');
const [text, html, subject, zone] = ['email.txt', 'email.html', 'subject.txt', 'vtimezone.ics'].map(read);
const recipients = read('recipients.tsv').trimEnd().split('\n').map(line => line.split('\t'));
const events = name => read(name).trimEnd().split('\n').map(line => {
  const [uid, start, end, summary, url, description] = line.split('\t');
  return { uid, start, end, summary, url, description: description.replaceAll('\\n', '\n') };
});
const [one] = events('event.tsv');
const feed = events('feed.tsv');
const organizer = { name: 'BETTER', email: 'meetings@host.example' };
const stamp = new Date(Date.UTC(2027, 2, 1, 8));
const iso = t => `${t.slice(0, 4)}-${t.slice(4, 6)}-${t.slice(6, 8)}T${t.slice(9, 11)}:${t.slice(11, 13)}:${t.slice(13)}`;
const parts = t => [t.slice(0, 4), t.slice(4, 6), t.slice(6, 8), t.slice(9, 11), t.slice(11, 13)].map(Number);

const writers = {
  'ical-generator': (list, method, attendee) => {
    const calendar = icalGenerator.default({ method, prodId: '//peer//peer//EN' });
    calendar.timezone({ name: 'Europe/Budapest', generator: () => zone });
    for (const event of list) calendar.createEvent({
      id: event.uid, stamp, start: iso(event.start), end: iso(event.end), timezone: 'Europe/Budapest', summary: event.summary,
      description: event.description, location: event.url, url: event.url, status: 'CONFIRMED', organizer,
      attendees: attendee ? [{ name: attendee[0], email: attendee[1], rsvp: true, role: 'REQ-PARTICIPANT', status: 'NEEDS-ACTION', type: 'INDIVIDUAL' }] : [],
    });
    return calendar.toString();
  },
  // This package writes no VTIMEZONE, but UTC times.
  ics: (list, method, attendee) => {
    const { error, value } = ics.createEvents(list.map(event => ({
      uid: event.uid, start: parts(event.start), end: parts(event.end), title: event.summary, description: event.description,
      location: event.url, url: event.url, status: 'CONFIRMED', organizer, method, timestamp: stamp.getTime(),
      attendees: attendee ? [{ name: attendee[0], email: attendee[1], rsvp: true, role: 'REQ-PARTICIPANT', partstat: 'NEEDS-ACTION', cutype: 'INDIVIDUAL' }] : [],
    })));
    if (error) throw error;
    return value;
  },
};
const write = writers[process.argv[2]];

const writeEmail = recipient => {
  const fill = template => template.replaceAll('{name}', recipient[0]).replaceAll('{email}', recipient[1]);
  const content = write([one], 'REQUEST', recipient);
  return new MailComposer({
    from: { name: organizer.name, address: organizer.email }, to: { name: recipient[0], address: recipient[1] },
    replyTo: organizer.email, subject, date: stamp, messageId: `<${recipient[1]}>`, text: fill(text), html: fill(html), textEncoding: 'quoted-printable',
    alternatives: [{ contentType: 'text/calendar; charset=utf-8; method=REQUEST', content, contentTransferEncoding: 'base64' }],
    attachments: [{ filename: 'invite.ics', contentType: 'application/ics', content }],
  }).compile().build();
};

if (process.argv[3] === 'show') { process.stdout.write(await writeEmail(recipients[0])); process.exit(); }

const cpu = () => { const { user, system } = process.cpuUsage(); return user + system; };
for await (const line of createInterface({ input: process.stdin })) {
  const [what, count] = line.split(' ');
  const start = cpu();
  let done = 0;
  do {
    if (what === 'emails') await writeEmail(recipients[done++ % recipients.length]);
    else { write(feed.slice(0, +count), 'PUBLISH'); done += +count; }
  } while (cpu() - start < 300_000);
  console.log(((cpu() - start) / done).toFixed(3));
}
