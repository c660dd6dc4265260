// Calendar libraries from npm: node-ical (Home Assistant cards, MagicMirror), ts-ics, @nextcloud/calendar-js (Nextcloud's web page).
//   node js_times.mjs LIBRARY FILE...     prints for each file a line "FILE name", then its events and violations; exit 1 on any violation
import fs from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';

process.env.TZ = 'America/New_York'; // a time whose zone is not understood becomes a local time, which is right nowhere else
// the modules are in $RIG_DIR/readers, or in the folder of this file
const root = process.env.RIG_DIR ? path.join(process.env.RIG_DIR, 'readers') : import.meta.dirname;
const require = createRequire(path.join(root, 'package.json'));
const utc = date => (date ? new Date(date).toISOString().replace(/[-:]|\.\d+/g, '') : '-');

const readers = {
  'node-ical': () => {
    const ical = require('node-ical');
    return text => Object.values(ical.sync.parseICS(text)).filter(entry => entry.type === 'VEVENT')
      .flatMap(event => [event, ...new Set(Object.values(event.recurrences ?? {}))]).map(event => [event.uid, event.start, event.end]);
  },
  'ts-ics': () => {
    const { convertIcsCalendar } = require('ts-ics');
    return text => convertIcsCalendar(undefined, text).events.map(event => [event.uid, event.start.date, event.end?.date]);
  },
  '@nextcloud/calendar-js': () => {
    const { getParserManager } = require('@nextcloud/calendar-js');
    return text => {
      const parser = getParserManager().getParserForFileType('text/calendar');
      parser.parse(text);
      return [...parser.getItemIterator()].flatMap(calendar => [...calendar.getVObjectIterator()])
        .map(event => [event.uid, event.startDate.jsDate, event.endDate.jsDate]);
    };
  },
};

const [library, ...files] = process.argv.slice(2);
const read = readers[library]();
console.error = console.warn = console.debug = () => {}; // they log to the console
let bad = 0;
for (const file of files) {
  console.log('FILE', file);
  try {
    const events = read(fs.readFileSync(file, 'utf8'));
    if (!events.length) throw new Error('no event');
    for (const [uid, start, end] of events) console.log('EVENT', uid, utc(start), utc(end));
  } catch (error) {
    bad = 1;
    console.log('VIOLATION', `${error.name}: ${error.message}`.replace(/\s+/g, ' '));
  }
}
process.exitCode = bad;
