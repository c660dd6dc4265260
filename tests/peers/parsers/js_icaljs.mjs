// npm ical.js 2.x, the parser of Thunderbird, with its strict rules; times are converted only by the VTIMEZONE of the file.
//   node js_icaljs.mjs FILE...     prints for each file a line "FILE name", then its violations and events; exit 1 on any violation
import fs from 'fs';
import path from 'path';
import { createRequire } from 'module';

// the module is in $RIG_DIR/parsers, or in the folder of this file
const require = createRequire(import.meta.url);
const places = [...(process.env.RIG_DIR ? [path.join(process.env.RIG_DIR, 'parsers')] : []), import.meta.dirname];
const found = require(require.resolve('ical.js', { paths: places }));
const ICAL = found.default || found;
ICAL.design.strict = true;

let bad = 0;
const violation = text => { bad = 1; console.log('VIOLATION', String(text).replace(/\s+/g, ' ')); };

function decoded(bytes) {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    violation('not UTF-8');
    return bytes.toString('utf8');
  }
}

function utc(property, zones) {
  if (!property) return '-';
  let time = property.getFirstValue();
  const id = property.getParameter('tzid');
  if (id && !zones[id]) {
    violation(`TZID ${id} without VTIMEZONE`);
    return time.toICALString() + '?';
  }
  if (id) {
    time = time.clone();
    time.zone = zones[id];
  }
  const known = id || time.zone === ICAL.Timezone.utcTimezone;
  return known ? time.convertToZone(ICAL.Timezone.utcTimezone).toICALString() : time.toICALString() + '?';
}

function readEvent(event, zones) {
  if (!event.getFirstPropertyValue('uid')) violation('no UID');
  const start = utc(event.getFirstProperty('dtstart'), zones);
  const end = utc(event.getFirstProperty('dtend'), zones);
  if (end < start && end !== '-') violation('DTEND before DTSTART');
  for (const property of event.getAllProperties()) {
    try { property.getValues(); } catch (error) { violation(`${property.name}: ${error.message}`); }
  }
  console.log('EVENT', event.getFirstPropertyValue('uid') || '-', start, end);
}

function read(file) {
  let parsed = ICAL.parse(decoded(fs.readFileSync(file)));
  if (!parsed.length) return violation('nothing parsed');
  if (Array.isArray(parsed[0])) {
    violation('several components');
    parsed = parsed[0];
  }
  const calendar = new ICAL.Component(parsed);
  const zones = {};
  for (const zone of calendar.getAllSubcomponents('vtimezone')) zones[zone.getFirstPropertyValue('tzid')] = new ICAL.Timezone(zone);
  const events = calendar.getAllSubcomponents('vevent');
  for (const event of events) {
    try { readEvent(event, zones); } catch (error) { violation(error.message); }
  }
  if (!events.length) violation('no event');
}

for (const file of process.argv.slice(2)) {
  console.log('FILE', file);
  try { read(file); } catch (error) { violation(`${error.name}: ${error.message}`); }
}
process.exitCode = bad;
