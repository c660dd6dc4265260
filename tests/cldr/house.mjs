// Where the letters want something else than CLDR has, and why. Every other pattern and name is CLDR's own.
//   locale        the CLDR locale that stands for the language
//   date          the full date        short         the date in a subject line
//   programmeDay  the date as a printed programme writes it
//   dated         a date with a time   comma         what stands between the parts of a line
//   region        a zone that has no name of its own, by its city
//   names         names changed so that they can stand inside a sentence
export const house = {
  ar: { comma: '، ' },
  // "10:30–12:00 Uhr" is CLDR's own range. Its regionFormat, "Tallinn (Ortszeit)", would nest brackets.
  de: { region: 'Ortszeit: {city}' },
  // British dates and 24 hours: readers all over Europe. Without CLDR's comma after the weekday, which British letters leave out.
  en: { locale: 'en-GB', date: 'EEEE d MMMM y', region: '{city} time' },
  // Some names begin with a capital, most do not.
  es: { names: [[/^Hora /, 'hora ']] },
  // One-letter weekdays (T, 16. juuni) are for tables, not for subjects. The regionFormat is only "({0})".
  et: { shortWeekday: false, dated: '{date} kell {time}', region: 'kohalik aeg: {city}' },
  fr: { region: 'heure locale\u00a0: {city}' },
  // As for Estonian. The programme is written as the series was announced: "Június 16, 10:30 – 12:00".
  // "Budapest idő" is not Hungarian, and a placeholder cannot take the suffix of "budapesti".
  hu: { shortWeekday: false, programmeDay: 'MMMM d', region: 'helyi idő: {city}' },
  // CLDR capitalises "Ora" as for a list of zones.
  it: { dated: '{date}, ore {time}', region: 'ora locale: {city}', names: [[/^Ora /, 'ora '], [/^Tempo /, 'tempo ']] },
  // "Irlandia (czas letni)" would nest brackets.
  pl: {
    dated: '{date}, godz. {time}',
    region: 'czas lokalny: {city}',
    names: [[/^Brytyjski /, 'brytyjski '], [/^(.+) \((czas [^)]+)\)$/, '$1, $2']],
  },
  // "Tallinntid" is what CLDR's regionFormat would give.
  sv: { dated: '{date} kl. {time}', region: 'lokal tid: {city}' },
};
