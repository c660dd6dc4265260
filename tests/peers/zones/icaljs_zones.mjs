// Converts the times of every event to UTC by the VTIMEZONE of its own calendar, with ical.js (Thunderbird's parser), which has no time zone database.
// RIG_DIR=DIR node icaljs_zones.mjs FILE...    prints: UID START END   (UTC)
import fs from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';

const require = createRequire(import.meta.url);
const module = require(require.resolve('ical.js', { paths: [path.join(process.env.RIG_DIR ?? '.', 'parsers')] }));
const ICAL = module.default ?? module;

function toUtc(event, name, zone) {
  const property = event.getFirstProperty(name);
  if (property.getFirstParameter('tzid') !== zone.tzid) return 'no-tzid';
  const { timezone, ...local } = property.getFirstValue().toJSON(); // without the zone that ical.js has assigned
  const time = ICAL.Time.fromData(local, zone);
  return time.convertToZone(ICAL.Timezone.utcTimezone).toICALString();
}

const lines = [];
for (const file of process.argv.slice(2)) {
  let calendars = ICAL.parse(fs.readFileSync(file, 'utf8'));
  if (!Array.isArray(calendars[0])) calendars = [calendars];
  for (const calendar of calendars.map(data => new ICAL.Component(data))) {
    const zone = new ICAL.Timezone(calendar.getFirstSubcomponent('vtimezone'));
    for (const event of calendar.getAllSubcomponents('vevent')) {
      lines.push([event.getFirstPropertyValue('uid'), toUtc(event, 'dtstart', zone), toUtc(event, 'dtend', zone)].join(' '));
    }
  }
}
process.stdout.write(lines.join('\n') + '\n');
