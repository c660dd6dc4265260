// Where the library differs from CLDR, and why. All other patterns and names are those of CLDR.
//   locale        the CLDR locale that stands for the language
//   date          the full date        short         the date in a subject line
//   scheduleDay   the date in a schedule
//   dated         a date with a time   comma         the separator between the parts of a line
//   region        the name of a time zone without a name, made from its city
//   names         names changed so that they can stand inside a sentence
//   allYear       names of time zones that have no other name than that of standard time
// The rules of a language hold for its regions too, except locale, date, day, short and scheduleDay.
export const overrides = {
  ar: { comma: '، ' },
  // "10:30–12:00 Uhr" is the range of CLDR. Its regionFormat, "Tallinn (Ortszeit)", would nest brackets.
  de: { region: 'Ortszeit: {city}' },
  // British dates and the 24-hour clock, for readers all over Europe; without the comma of CLDR after the weekday, which is not usual in British texts.
  en: { locale: 'en-GB', date: 'EEEE d MMMM y', region: '{city} time' },
  'en-GB': { date: 'EEEE d MMMM y' },
  // Some names start with a capital letter, most do not.
  es: { names: [[/^Hora /, 'hora ']] },
  // One-letter weekdays (T, 16. juuni) are for tables, not for subjects. The regionFormat is only "({0})".
  et: { shortWeekday: false, dated: '{date} kell {time}', region: 'kohalik aeg: {city}' },
  fr: { region: 'heure locale\u00a0: {city}' },
  // As in Estonian. A schedule has the format of the announcement of the BETTER series: "Június 16, 10:30 – 12:00".
  // "Budapest idő" is not Hungarian, and a placeholder cannot have the suffix of "budapesti".
  hu: { shortWeekday: false, scheduleDay: 'MMMM d', region: 'helyi idő: {city}',
    // CLDR calls standard time "winter time", which India does not have. "Greenwich Mean Time, winter time" is for a list of time zones.
    names: [[/^greenwichi középidő, téli idő$/, 'greenwichi középidő']], allYear: [[/ (téli |zóna)idő$/, ' idő']] },
  // CLDR capitalizes "Ora", as in a list of time zones.
  it: { dated: '{date}, ore {time}', region: 'ora locale: {city}', names: [[/^Ora /, 'ora '], [/^Tempo /, 'tempo ']] },
  // "10:30–12:00 uur" is how Dutch says hours. Its regionFormat would give "Casablanca-tijd".
  nl: { dated: '{date}, {time} uur', region: 'lokale tijd: {city}' },
  // "Irlandia (czas letni)" would nest brackets.
  pl: {
    dated: '{date}, godz. {time}',
    region: 'czas lokalny: {city}',
    names: [[/^Brytyjski /, 'brytyjski '], [/^(.+) \((czas [^)]+)\)$/, '$1, $2']],
  },
  // European Portuguese stands for the language. "Hora" and "Horário" have a capital letter, as in a list of time zones.
  pt: { locale: 'pt-PT', region: 'hora local: {city}', names: [[/^Hora /, 'hora '], [/^Horário /, 'horário ']] },
  'pt-BR': { region: 'horário local: {city}' },
  // "Tallinntid" is what the regionFormat of CLDR would give.
  sv: { dated: '{date} kl. {time}', region: 'lokal tid: {city}' },
  uk: { region: 'місцевий час: {city}' },
};
