// Finds the local times that the editions of the time zone database read as different instants. See README.md.
import { readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const require = createRequire(import.meta.url);
const here = dirname(fileURLToPath(import.meta.url));
const target = join(here, '..', '..', 'src', 'Better.Calendar', 'TimeZones', 'zoneEditions.json');
const firstTime = Date.UTC(1970, 0, 1); // no workshop is before
const horizon = Date.UTC(2037, 0, 1); // the packages list the clock changes until 2037
const minute = 60_000;
const day = 1440 * minute;

const editions = Object.keys(require('./package.json').dependencies).map(name => {
  const version = name.replace('tzdb-', '');
  const data = require(`${name}/data/packed/latest.json`);
  if (data.version !== version) throw new Error(`${name} has the edition ${data.version}.`);
  const { unpack } = require(name).tz;
  const zones = new Map(data.zones.map(unpack).map(zone => [zone.name, intervals(zone)]));
  for (const link of data.links) {
    const [zone, alias] = link.split('|');
    zones.set(alias, zones.get(zone));
  }
  return { version, zones };
});

// the periods of constant offset: until an instant, minutes that are added to UTC; in milliseconds
function intervals(zone) {
  return zone.untils.map((until, i) => ({ from: i ? zone.untils[i - 1] : -Infinity, until: until ?? Infinity, offset: -zone.offsets[i] * minute }));
}

// all instants that a local time means: none in a gap, two when the clocks go back
function instants(periods, local) {
  return periods.filter(({ from, until, offset }) => local - offset >= from && local - offset < until).map(({ offset }) => local - offset).sort((a, b) => a - b);
}

// the first and the following local time of each stretch that the editions read differently; the end is null after the horizon
function differences(histories) {
  const edges = new Set([firstTime, horizon, ...histories.flat().flatMap(({ from, until, offset }) => [from + offset, until + offset])]);
  const times = [...edges].filter(edge => edge >= firstTime && edge <= horizon).sort((a, b) => a - b);
  const found = [];
  for (let i = 0; i + 1 < times.length; i++) {
    const between = (times[i] + times[i + 1]) / 2;
    if (new Set(histories.map(periods => instants(periods, between).join())).size === 1) continue;
    const last = found.at(-1);
    if (last?.[1] === times[i]) last[1] = times[i + 1];
    else found.push([times[i], times[i + 1]]);
  }
  // a zone that differs for a season of each year up to the horizon also differs after it: then every time after it counts
  const last = found.at(-1);
  if (last && last[1] > horizon - 366 * day && last[1] - last[0] > day) last[1] = null;
  return found.map(([from, until]) => [local(from), until === null ? null : local(until)]);
}

const local = time => new Date(time).toISOString().slice(0, 19);

const changed = {};
for (const id of [...editions.at(-1).zones.keys()].sort()) {
  const histories = editions.map(({ zones }) => zones.get(id));
  // an edition that lacks the id says nothing about any of its times
  const found = histories.every(Boolean) ? differences(histories) : [[local(firstTime), null]];
  if (found.length) changed[id] = found;
}
const json = `{\n  "editions": ${JSON.stringify(editions.map(({ version }) => version))},\n  "zones": {\n`
  + `${Object.entries(changed).map(([id, times]) => `    ${JSON.stringify(id)}: ${JSON.stringify(times)}`).join(',\n')}\n  }\n}\n`;

if (process.argv.includes('--check')) {
  if (readFileSync(target, 'utf8') !== json) {
    console.error(`${target} differs; run: npm run cut`);
    process.exit(1);
  }
} else {
  writeFileSync(target, json);
}
console.log(`${Object.keys(changed).length} ids, ${json.length} bytes, editions ${editions.map(({ version }) => version).join(' ')}`);
