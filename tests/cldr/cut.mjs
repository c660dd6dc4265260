// Extracts the parts of CLDR that the library uses. See README.md.
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { overrides } from './overrides.mjs';

const require = createRequire(import.meta.url);
const root = join(dirname(fileURLToPath(import.meta.url)), '..', '..');
const languages = ['ar', 'de', 'en', 'es', 'et', 'fr', 'hu', 'it', 'pl', 'sv'];
const firstYear = '2000';
const version = require('cldr-core/package.json').version;
const weekdays = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'];

const cldr = (locale, file) => require(`cldr-dates-full/main/${locale}/${file}.json`).main[locale].dates;
const sorted = object => Object.fromEntries(Object.entries(object).sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0)));

function language(tag) {
  const own = overrides[tag] ?? {};
  const locale = own.locale ?? tag;
  const gregorian = cldr(locale, 'ca-gregorian').calendars.gregorian;
  const zones = cldr(locale, 'timeZoneNames').timeZoneNames;
  const tidy = name => (own.names ?? []).reduce((text, [from, to]) => text.replace(from, to), name);
  return {
    cldr: version,
    language: tag,
    patterns: patterns(gregorian, zones, own),
    months: Object.values(gregorian.months.format.wide),
    weekdays: weekdays.map(day => gregorian.days.format.wide[day]),
    weekdaysShort: weekdays.map(day => gregorian.days.format.abbreviated[day]),
    metazones: sorted(Object.fromEntries(Object.entries(zones.metazone).map(([id, names]) => [id, long(names, tidy)]).filter(([, n]) => n))),
    zones: sorted(Object.fromEntries(leaves(zones.zone).map(([id, names]) => [id, long(names, tidy)]).filter(([, n]) => n))),
    cities: sorted(Object.fromEntries(
      leaves(zones.zone).filter(([id, z]) => z.exemplarCity && !id.startsWith('Etc/')).map(([id, z]) => [id, z.exemplarCity]))),
  };
}

function patterns(gregorian, zones, own) {
  const { availableFormats, intervalFormats } = gregorian.dateTimeFormats;
  const date = own.date ?? gregorian.dateFormats.full;
  const day = own.day ?? date.replace(/^y\. | 'de' y$| y$/, '');
  const time = availableFormats.Hm;
  const range = intervalFormats.Hm.m.replaceAll(/[\u2009\u202f]/g, '\u00a0');
  if (!range.startsWith(time) || day === date) {
    throw new Error('CLDR has a pattern that this script does not support; add an override to overrides.mjs.');
  }
  const comma = own.comma ?? ', ';
  return {
    date,
    day,
    short: own.short ?? (own.shortWeekday === false ? day : day.replace('EEEE', 'E')),
    scheduleDay: own.scheduleDay ?? availableFormats.MMMMd,
    time,
    range: range.replace(time, '{start}').replace(time, '{end}').replaceAll("'", ''),
    dated: own.dated ?? `{date}${comma}{time}`,
    named: `{zone}${comma}{offset}`,
    schedule: `{date}${comma}{start} – {end}`,
    region: own.region ?? zones.regionFormat.replace('{0}', '{city}'),
  };
}

// [standard, daylight, generic]: null when CLDR has no name.
function long(names, tidy) {
  const found = ['standard', 'daylight', 'generic'].map(kind => names.long?.[kind]).map(name => (name ? tidy(name) : null));
  return found.some(name => name) ? found : null;
}

// CLDR nests Europe → London, America → Argentina → Salta; the leaves have _type "zone".
function leaves(tree, path = []) {
  return Object.entries(tree).flatMap(([key, value]) =>
    value._type === 'zone' ? [[[...path, key].join('/'), value]] : typeof value === 'object' ? leaves(value, [...path, key]) : []);
}

function zones() {
  const walk = (tree, path = []) => Object.entries(tree).flatMap(([key, value]) =>
    Array.isArray(value) ? [[[...path, key].join('/'), value]] : walk(value, [...path, key]));
  const instant = text => (text ? `${text.replace(' ', 'T')}:00Z` : null);
  const uses = walk(require('cldr-core/supplemental/metaZones.json').supplemental.metaZones.metazoneInfo.timezone)
    .map(([id, list]) => [id, list.map(item => item.usesMetazone)
      .filter(use => !use._to || use._to >= firstYear)
      .map(use => [use._mzone, instant(use._from), instant(use._to), use._stdOffset ?? null, use._dstOffset ?? null])])
    .filter(([, list]) => list.length > 0);
  const aliases = Object.values(require('cldr-bcp47/bcp47/timezone.json').keyword.u.tz)
    .filter(zone => zone._alias && !zone._deprecated)
    .flatMap(zone => { const [first, ...others] = zone._alias.split(' '); return others.map(other => [other, first]); });
  return { cldr: version, aliases: sorted(Object.fromEntries(aliases)), zones: sorted(Object.fromEntries(uses)) };
}

function plurals() {
  const all = require('cldr-core/supplemental/plurals.json').supplemental['plurals-type-cardinal'];
  const samples = rule => (/@integer ([^@]*)/.exec(rule)?.[1] ?? '').split(',').map(part => part.trim()).filter(part => /^\d+(~\d+)?$/.test(part));
  return {
    cldr: version,
    samples: Object.fromEntries(languages.map(tag => [tag,
      Object.fromEntries(Object.entries(all[tag]).map(([name, rule]) => [name.replace('pluralRule-count-', ''), samples(rule)]))])),
  };
}

// One entry per line: small enough to embed, and easy to review.
function json(value, depth = 0) {
  if (Array.isArray(value) || typeof value !== 'object' || value === null || depth === 2) {
    return JSON.stringify(value);
  }
  const pad = '  '.repeat(depth + 1);
  const lines = Object.entries(value).map(([key, item]) => `${pad}${JSON.stringify(key)}: ${json(item, depth + 1)}`);
  return lines.length === 0 ? '{}' : `{\n${lines.join(',\n')}\n${'  '.repeat(depth)}}`;
}

const wanted = process.argv.indexOf('--language');
if (wanted > 0) {
  process.stdout.write(`${json(language(process.argv[wanted + 1]))}\n`);
} else {
  const data = join(root, 'src', 'Better.Calendar', 'Localization', 'Cldr');
  const files = new Map([
    ...languages.map(tag => [join(data, `${tag}.json`), `${json(language(tag))}\n`]),
    [join(data, 'zones.json'), `${json(zones())}\n`],
    [join(data, 'LICENSE.unicode.txt'), readFileSync(require.resolve('cldr-core/LICENSE'), 'utf8').trimEnd() + '\n'],
    [join(root, 'tests', 'Better.Calendar.Tests', 'Localization', 'plurals.json'), `${json(plurals())}\n`],
  ]);
  if (process.argv.includes('--check')) {
    const stale = [...files].filter(([path, text]) => readFileSync(path, 'utf8') !== text).map(([path]) => path);
    console.log(stale.length === 0 ? `${files.size} files are up to date with CLDR ${version}` : `These files differ from CLDR; run "npm run cut":\n${stale.join('\n')}`);
    process.exitCode = stale.length === 0 ? 0 : 1;
  } else {
    for (const [path, text] of files) {
      mkdirSync(dirname(path), { recursive: true });
      writeFileSync(path, text);
    }
    console.log(`${files.size} files written from CLDR ${version}`);
  }
}
