// Reads lines "RRULE<tab>DTSTART<tab>COUNT" and prints for each "valid" or "invalid", a tab and the first COUNT days of the occurrences
// (yyyymmdd, separated by blanks), by ical.js or rrule, as the first argument says.
import path from 'path';
import readline from 'readline';
import { createRequire } from 'module';

const require = createRequire(import.meta.url);
const places = [...(process.env.RIG_DIR ? [path.join(process.env.RIG_DIR, 'parsers')] : []), import.meta.dirname];
const load = name => { const found = require(require.resolve(name, { paths: places })); return found.default || found; };
const name = process.argv[2];
const library = load(name);

function* icalDays(text, start, wanted) {
  const rule = library.Recur.fromString(text);
  if (wanted === 0) return;
  const iterator = rule.iterator(library.Time.fromString(start.replace(/(....)(..)(..)T(..)(..)(..)/, '$1-$2-$3T$4:$5:$6')));
  for (let at = iterator.next(), count = 0; at && at.year < 2400 && count < 2000; at = iterator.next(), count++) {
    yield `${at.year}${String(at.month).padStart(2, '0')}${String(at.day).padStart(2, '0')}`;
  }
}

function* rruleDays(text, start, wanted) {
  const rule = library.rrulestr(`DTSTART:${start}Z\nRRULE:${text}`);
  if (wanted === 0) return;
  const found = [];
  rule.all((at, count) => { found.push(at.toISOString().slice(0, 10).replaceAll('-', '')); return at.getUTCFullYear() < 2400 && count < 2000; });
  yield* found;
}

for await (const line of readline.createInterface({ input: process.stdin })) {
  const [text, start, wanted] = line.split('\t');
  try {
    const days = [];
    for (const day of name === 'ical.js' ? icalDays(text, start, +wanted) : rruleDays(text, start, +wanted)) {
      if (!days.includes(day)) days.push(day);
      if (days.length === +wanted) break;
    }
    console.log('valid\t' + days.join(' '));
  } catch {
    console.log('invalid\t');
  }
}
