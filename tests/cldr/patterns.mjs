// Date patterns of Unicode CLDR (UTS 35, Date Format Patterns).

// Fields and literal text, in order: "h 'h' mm" → h, " h ", mm.
export function parsePattern(pattern) {
  return [...pattern.matchAll(/'([^']*)'|([A-Za-z])\2*|[^A-Za-z']+/g)].map(([text, quoted, field]) => ({ text, quoted, field }));
}

const literal = parts => parts.map(part => part.quoted ?? part.text).join('');

// An interval pattern is cut where its hour occurs for the second time: "h:mm 'a' h:mm a" → start "h:mm", separator " a ".
export function splitRange(pattern) {
  const parts = parsePattern(pattern);
  const [, second] = parts.flatMap((part, i) => (/[hH]/.test(part.field ?? '') ? [i] : []));
  const isField = part => part.field !== undefined;
  const end = parts.slice(0, second).findLastIndex(isField) + 1;
  const last = parts.findLastIndex(isField) + 1;
  return {
    start: parts.slice(0, end).map(part => part.text).join(''),
    separator: literal(parts.slice(end, second)),
    suffix: literal(parts.slice(last)),
  };
}
