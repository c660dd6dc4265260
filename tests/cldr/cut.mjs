// Extracts the parts of CLDR that the library uses. See README.md.
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { overrides } from './overrides.mjs';
import { parsePattern, splitRange } from './patterns.mjs';

const require = createRequire(import.meta.url);
const root = join(dirname(fileURLToPath(import.meta.url)), '..', '..');
const languages = ['ar', 'de', 'en', 'es', 'et', 'fr', 'hu', 'it', 'nl', 'pl', 'pt', 'sv', 'uk'];
// The regions whose data CLDR keeps under the language alone: its "en" is American, its "pt" Brazilian.
const defaults = require('cldr-core/defaultContent.json').defaultContent;
const scripts = /-[A-Z][a-z]{3}(-|$)/;
const firstYear = '2000';
const version = require('cldr-core/package.json').version;
const weekdays = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'];

const cldr = (locale, file) => require(`cldr-dates-full/main/${locale}/${file}.json`).main[locale].dates;
const sorted = object => Object.fromEntries(Object.entries(object).sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0)));

// The overrides of a language hold for its regions too, except for those of the date itself, which each region has of its own.
function ownRules(tag) {
  const { locale, date, day, short, scheduleDay, ...shared } = overrides[tag.split('-')[0]] ?? {};
  return tag.includes('-') ? { ...shared, locale: defaults.includes(tag) ? tag.split('-')[0] : tag, ...overrides[tag] } : { locale: tag, ...overrides[tag] };
}

function language(tag) {
  const own = ownRules(tag);
  const gregorian = cldr(own.locale, 'ca-gregorian').calendars.gregorian;
  const zones = cldr(own.locale, 'timeZoneNames').timeZoneNames;
  const tidy = name => (own.names ?? []).reduce((text, [from, to]) => text.replace(from, to), name);
  const named = entries => sorted(Object.fromEntries(entries.map(([id, names]) => [id, long(names, tidy, own)]).filter(([, n]) => n)));
  const chosen = patterns(tag, gregorian, zones, own);
  return {
    cldr: version,
    language: tag,
    patterns: chosen,
    months: Object.values(gregorian.months.format.wide),
    weekdays: weekdays.map(day => gregorian.days.format.wide[day]),
    weekdaysShort: weekdays.map(day => gregorian.days.format.abbreviated[day]),
    ...(chosen.halfDayTime ? { halfDays: ['am', 'pm'].map(half => unbroken(gregorian.dayPeriods.format.abbreviated[half])) } : {}),
    metazones: named(Object.entries(zones.metazone)),
    zones: named(leaves(zones.zone)),
    cities: sorted(Object.fromEntries(
      leaves(zones.zone).filter(([id, z]) => z.exemplarCity && !id.startsWith('Etc/')).map(([id, z]) => [id, z.exemplarCity]))),
  };
}

// Thin and narrow spaces are missing in many fonts of mail programs; and a time does not break over two lines.
const noBreak = text => text.replaceAll(/[\u2009\u202f]/g, '\u00a0');
const unbroken = text => text.replaceAll(/\s/g, '\u00a0');

function patterns(tag, gregorian, zones, own) {
  const { availableFormats, intervalFormats } = gregorian.dateTimeFormats;
  const date = noBreak(own.date ?? gregorian.dateFormats.full);
  const day = own.day ?? date.replace(/^y\. | 'de' y$|,? y$|\u00a0?y\u00a0'р'\.$/, '').trimEnd();
  if (day === date) {
    throw new Error(`The full date of ${tag} has a form that this script does not support; add an override to overrides.mjs.`);
  }
  // A language without a region has the 24-hour clock, for readers in many countries; a region has the clock of its country.
  const time = tag.includes('-') ? gregorian.timeFormats.short : availableFormats.Hm;
  const isHalfDay = parsePattern(time).some(part => part.field === 'a');
  const range = splitRange(unbroken(isHalfDay ? intervalFormats.hm.a : intervalFormats.Hm.m));
  const half = isHalfDay ? splitRange(unbroken(intervalFormats.hm.m)) : null;
  const comma = own.comma ?? ', ';
  return {
    date,
    day,
    short: own.short ?? (own.shortWeekday === false ? day : day.replace('EEEE', 'E')),
    scheduleDay: own.scheduleDay ?? availableFormats.MMMMd,
    time: unbroken(time),
    range: `{start}${range.separator}{end}${range.suffix}`,
    ...(half ? { halfDayTime: half.start, halfDayRange: `{start}${half.separator}{end}${half.suffix}` } : {}),
    dated: own.dated ?? `{date}${comma}{time}`,
    named: `{zone}${comma}{offset}`,
    schedule: `{date}${comma}{start} – {end}`,
    region: own.region ?? zones.regionFormat.replace('{0}', '{city}'),
  };
}

// The regions of a language: only what differs from the parent in CLDR (en-AU from en-001), or from our file of the language itself.
function regions(base) {
  const parents = require('cldr-core/supplemental/parentLocales.json').supplemental.parentLocales.parentLocale;
  // Our files of English and Portuguese are those of another region than CLDR's, whose place is en-US and pt-BR here.
  const main = ownRules(base).locale === base ? base : defaults.find(tag => tag.startsWith(`${base}-`) && !scripts.test(tag));
  const available = require('cldr-core/availableLocales.json').availableLocales.full;
  const tags = [...available, main].filter(tag => tag.startsWith(`${base}-`) && !scripts.test(tag));
  const own = ownRules(base).locale;
  const parentOf = tag => {
    const parent = parents[tag] ?? (tag === main || tag.endsWith('-001') ? base : main);
    return parent === own ? base : parent;
  };
  const full = new Map([base, ...tags].map(tag => [tag, language(tag)]));
  const depth = tag => (tag === base ? 0 : depth(parentOf(tag)) + 1);
  const same = tag => JSON.stringify(difference(full.get(base), full.get(tag))) === '{}';
  const needed = new Set(tags.filter(tag => !same(tag)));
  for (const tag of [...needed]) {
    for (let parent = parentOf(tag); parent !== base; parent = parentOf(parent)) {
      needed.add(parent);
    }
  }
  return Object.fromEntries([...needed].sort((a, b) => depth(a) - depth(b) || (a < b ? -1 : 1)).map(tag => {
    const parent = parentOf(tag);
    return [tag, { ...(parent === base ? {} : { parent }), ...difference(full.get(parent), full.get(tag)) }];
  }));
}

// null stands for an entry that the parent has and this one has not.
function difference(parent, child) {
  const found = {};
  for (const [key, value] of Object.entries(child).filter(([key]) => key !== 'cldr' && key !== 'language')) {
    if (Array.isArray(value)) {
      if (JSON.stringify(value) !== JSON.stringify(parent[key])) {
        found[key] = value;
      }
      continue;
    }
    const ids = [...new Set([...Object.keys(parent[key]), ...Object.keys(value)])];
    const changed = ids.filter(id => JSON.stringify(parent[key][id]) !== JSON.stringify(value[id]));
    if (changed.length > 0) {
      found[key] = Object.fromEntries(changed.map(id => [id, value[id] ?? null]));
    }
  }
  return found;
}

// [standard, daylight, generic]: null when CLDR has no name.
function long(names, tidy, own) {
  const found = ['standard', 'daylight', 'generic'].map(kind => names.long?.[kind]).map(name => (name ? tidy(name) : null));
  // A zone that has no other name than that of standard time: in Hungarian it would be winter all year.
  const always = found[0] && !found[1] && !found[2] ? own.allYear ?? [] : [];
  found[0] = always.reduce((text, [from, to]) => text.replace(from, to), found[0]);
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
  const places = Object.fromEntries(require('cldr-core/supplemental/metaZones.json').supplemental.metaZones.metazones
    .map(item => item.mapZone).filter(zone => zone._territory === '001').map(zone => [zone._other, zone._type]));
  return { cldr: version, aliases: sorted(Object.fromEntries(aliases)), places: sorted(places), zones: sorted(Object.fromEntries(uses)) };
}

function plurals() {
  const all = require('cldr-core/supplemental/plurals.json').supplemental['plurals-type-cardinal'];
  const samples = rule => (/@integer ([^@]*)/.exec(rule)?.[1] ?? '').split(',').map(part => part.trim()).filter(part => /^\d+(~\d+)?$/.test(part));
  return {
    cldr: version,
    // The "pt" of CLDR is Brazilian.
    samples: Object.fromEntries([...languages, 'pt-BR'].sort().map(tag => [tag,
      Object.fromEntries(Object.entries(all[{ pt: 'pt-PT', 'pt-BR': 'pt' }[tag] ?? tag]).map(([name, rule]) => [name.replace('pluralRule-count-', ''), samples(rule)]))])),
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
    ...languages.map(tag => [tag, regions(tag)]).filter(([, found]) => Object.keys(found).length > 0)
      .map(([tag, found]) => [join(data, `${tag}.regions.json`), `${json(found)}\n`]),
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
