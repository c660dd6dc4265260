// Records the time zone names of the ICU in this Node, an independent implementation of CLDR, for ZoneNamesPeerTests. See README.md.
import { writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const path = join(dirname(fileURLToPath(import.meta.url)), '..', 'Better.Calendar.Tests', 'Localization', 'icuZoneNames.json');
// All in the past, so that new rules do not change the names. Only languages whose names overrides.mjs does not change.
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
console.log(`${lines.length} names written from ICU ${process.versions.icu}`);
