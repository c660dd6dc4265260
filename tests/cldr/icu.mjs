// Asks this Node's ICU what zones are called: another reading of CLDR than ours, for DateTextsTests. See README.md.
import { writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const path = join(dirname(fileURLToPath(import.meta.url)), '..', 'Better.Calendar.Tests', 'Wordings', 'icuZoneNames.json');
// All in the past, so that no new rule changes what ICU said. Languages whose names house.mjs leaves alone.
const instants = ['2005-01-15T12:00:00Z', '2005-07-15T12:00:00Z', '2020-06-16T08:30:00Z', '2024-01-15T12:00:00Z', '2024-07-15T12:00:00Z'];
const locales = { en: 'en-GB', hu: 'hu' };

const lines = [];
for (const [language, locale] of Object.entries(locales)) {
  for (const instant of instants) {
    const zones = new Map();
    for (const zone of Intl.supportedValuesOf('timeZone').filter(id => !id.startsWith('Etc/') && id.includes('/'))) {
      const parts = new Intl.DateTimeFormat(locale, { timeZone: zone, timeZoneName: 'long' }).formatToParts(new Date(instant));
      const name = parts.find(part => part.type === 'timeZoneName').value;
      if (!/^GMT/.test(name)) {
        zones.set(name, [...(zones.get(name) ?? []), zone]);
      }
    }
    for (const name of [...zones.keys()].sort()) {
      lines.push(JSON.stringify({ language, instant, name, zones: zones.get(name) }));
    }
  }
}
const versions = JSON.stringify({ icu: process.versions.icu, cldr: process.versions.cldr, tz: process.versions.tz });
writeFileSync(path, `{\n"versions": ${versions},\n"names": [\n${lines.join(',\n')}\n]\n}\n`);
console.log(`${lines.length} names written as ICU ${process.versions.icu} has them`);
