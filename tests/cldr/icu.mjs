// Records what the ICU in this Node, an independent implementation of CLDR, says of dates, times and time zones. See README.md.
import { readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const require = createRequire(import.meta.url);
const tests = join(dirname(fileURLToPath(import.meta.url)), '..', 'Better.Calendar.Tests', 'Localization');
const versions = JSON.stringify({ icu: process.versions.icu, cldr: process.versions.cldr, tz: process.versions.tz });

function write(name, lines) {
  writeFileSync(join(tests, `${name}.json`), `{\n"versions": ${versions},\n"${name}": [\n${lines.join(',\n')}\n]\n}\n`);
  console.log(`${lines.length} lines written to ${name}.json from ICU ${process.versions.icu}`);
}

// Time zone names. All in the past, so that new rules do not change them. Only languages whose names overrides.mjs does not change.
const instants = ['2005-01-15T12:00:00Z', '2005-07-15T12:00:00Z', '2020-06-16T08:30:00Z', '2024-01-15T12:00:00Z', '2024-07-15T12:00:00Z'];
const locales = { en: 'en-GB', sv: 'sv', 'fr-CA': 'fr-CA' };
const metaZones = require('cldr-core/supplemental/metaZones.json').supplemental.metaZones;
const places = new Map(metaZones.metazones.map(item => item.mapZone).filter(zone => zone._territory === '001').map(zone => [zone._other, zone._type]));

function metazone(zone, instant) {
  const uses = zone.split('/').reduce((tree, part) => tree?.[part], metaZones.metazoneInfo.timezone);
  const at = instant.slice(0, 16).replace('T', ' ');
  return uses?.map(item => item.usesMetazone).find(use => (use._from ?? '') <= at && at < (use._to ?? '9'))?._mzone;
}

function offset(zone, date) {
  const text = new Intl.DateTimeFormat('en', { timeZone: zone, timeZoneName: 'longOffset' }).formatToParts(date);
  return text.find(part => part.type === 'timeZoneName').value;
}

// Whether the clocks change within half a year before or after; ICU has no format that leaves "standard" out where they do not.
function changes(zone, instant) {
  const month = n => new Date(Date.parse(instant) + n * 30.5 * 86400e3);
  return new Set([-6, -5, -4, -3, -2, -1, 0, 1, 2, 3, 4, 5, 6].map(n => offset(zone, month(n)))).size > 1;
}

function zoneName(locale, zone, instant) {
  const parts = new Intl.DateTimeFormat(locale, { timeZone: zone, timeZoneName: 'long' }).formatToParts(new Date(instant));
  const name = parts.find(part => part.type === 'timeZoneName').value;
  const meta = metazone(zone, instant);
  const known = meta && require(`cldr-dates-full/main/${locale}/timeZoneNames.json`).main[locale].dates.timeZoneNames.metazone[meta]?.long;
  const isStandard = known?.generic && known.standard === name;
  return isStandard && !changes(zone, instant) && !changes(places.get(meta), instant) ? known.generic : name;
}

const names = [];
for (const [language, locale] of Object.entries(locales)) {
  for (const instant of instants) {
    const zones = new Map();
    for (const zone of Intl.supportedValuesOf('timeZone').filter(id => !id.startsWith('Etc/') && id.includes('/'))) {
      const name = zoneName(locale, zone, instant);
      if (!/^(GMT|UTC)[+−-]?\d*/.test(name)) {
        zones.set(name, [...(zones.get(name) ?? []), zone]);
      }
    }
    for (const name of [...zones.keys()].sort()) {
      names.push(JSON.stringify({ language, instant, name, zones: zones.get(name) }));
    }
  }
}
write('icuZoneNames', names);

// Dates and times of all regions, with the digits and the calendar that the library uses.
const languages = process.argv.slice(2);
const known = require('cldr-core/availableLocales.json').availableLocales.full;
const defaults = require('cldr-core/defaultContent.json').defaultContent;
const regions = [...known, ...defaults].filter(tag => languages.includes(tag.split('-')[0]) && /^[a-z]+-[A-Z0-9]+$/.test(tag) && !tag.endsWith('-001'));
const plain = text => text.replaceAll(/[\u2009\u202f\u00a0]/g, ' ');
const at = (hour, minute) => new Date(Date.UTC(2020, 5, 16, hour, minute));
write('icuDates', regions.sort().map(tag => {
  const format = options => new Intl.DateTimeFormat(tag, { timeZone: 'UTC', numberingSystem: 'latn', calendar: 'gregory', ...options });
  const time = format({ timeStyle: 'short' });
  const range = format({ hour: 'numeric', minute: '2-digit' });
  return JSON.stringify({
    region: tag,
    date: plain(format({ dateStyle: 'full' }).format(at(9, 30))),
    times: [at(9, 30), at(14, 5), at(0, 15)].map(instant => plain(time.format(instant))),
    ranges: [[at(9, 30), at(11, 5)], [at(10, 30), at(12, 0)]].map(([start, end]) => plain(range.formatRange(start, end))),
  });
}));
