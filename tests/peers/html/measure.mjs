// Measures emails as Chromium lays them out.
//   node measure.mjs      with one JSON object a line on standard input:
//   { file, width, texts: { NAME: TEXT }, links: { NAME: PART OF AN ADDRESS }, hours: [TEXT], widths: [PIXELS] }
// Prints [{ file, height, bottoms: { NAME: PIXELS or null }, broken: [TEXT] }]: at the width, how high the page is and where each text
// and link ends, null if it is not shown; and at which of the widths which of the hours stand on more than one line.
// Modules: in $RIG_DIR/html, else beside this file.
import { createRequire } from 'module';
import fs from 'fs';
import path from 'path';

const installed = process.env.RIG_DIR ? path.join(process.env.RIG_DIR, 'html') : '';
const home = installed && fs.existsSync(path.join(installed, 'node_modules')) ? installed : import.meta.dirname;
const { chromium } = createRequire(path.join(home, 'x.js'))('playwright-core');

const jobs = fs.readFileSync(0, 'utf8').split('\n').filter(line => line).map(line => JSON.parse(line));
const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM || '/usr/bin/chromium',
  args: ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking',
    '--disable-component-update', '--disable-sync'],
});
try {
  const page = await browser.newPage({ viewport: { width: 1300, height: 900 } });
  await page.route('**', route => route.abort()); // an email loads nothing
  const results = [];
  for (const { file, width, texts = {}, links = {}, hours = [], widths = [] } of jobs) {
    // In a frame, whose width media queries see, and which is quick to change.
    await page.setContent('<!DOCTYPE html><body style="margin:0"><iframe style="border:0;height:844px"></iframe>');
    results.push({ file, ...await page.evaluate(measure, { html: fs.readFileSync(file, 'utf8'), width, texts, links, hours, widths }) });
  }
  console.log(JSON.stringify(results));
} finally {
  await browser.close();
}

async function measure({ html, width, texts, links, hours, widths }) {
  const frame = document.querySelector('iframe');
  frame.style.width = `${width}px`;
  await new Promise(done => { frame.onload = done; frame.srcdoc = html; });
  const shown = frame.contentDocument;

  // A text as a reader sees it: white space is one space, and what keeps a line together is not seen.
  const isSpace = c => /\s/.test(c), isHidden = c => /[\u2060\u2066-\u2069\u200e\u200f]/.test(c);
  const plain = text => [...text].filter(c => !isHidden(c)).join('').replace(/\s+/g, ' ').trim();
  const characters = [];
  const walker = shown.createTreeWalker(shown.body, NodeFilter.SHOW_TEXT);
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    if (!node.parentElement.getClientRects().length || node.parentElement.closest('[style*="max-height:0"]')) continue;
    for (let i = 0; i < node.length; i++) {
      if (isHidden(node.data[i])) continue;
      const c = isSpace(node.data[i]) ? ' ' : node.data[i];
      if (c !== ' ' || characters.at(-1)?.c !== ' ') characters.push({ c, node, i });
    }
  }
  const all = characters.map(one => one.c).join('');
  const find = (text, from = 0) => {
    const at = all.indexOf(text, from);
    if (at < 0) return null;
    const range = shown.createRange();
    const last = characters[at + text.length - 1];
    range.setStart(characters[at].node, characters[at].i);
    range.setEnd(last.node, last.i + 1);
    return { at, rects: () => [...range.getClientRects()].filter(rect => rect.width > 0) };
  };

  const bottoms = {};
  for (const [name, text] of Object.entries(texts)) {
    const found = find(plain(text));
    bottoms[name] = found ? Math.round(Math.max(...found.rects().map(rect => rect.bottom)) + frame.contentWindow.scrollY) : null;
  }
  for (const [name, part] of Object.entries(links)) {
    const link = [...shown.links].find(one => one.href.includes(part));
    bottoms[name] = link ? Math.round(link.getBoundingClientRect().bottom + frame.contentWindow.scrollY) : null;
  }
  const height = shown.documentElement.getBoundingClientRect().height;

  const ranges = [];
  for (const text of new Set(hours.map(plain))) {
    for (let found = find(text); found; found = find(text, found.at + 1)) ranges.push({ text, found });
  }
  const broken = new Set(ranges.length ? [] : hours.length ? ['no hours are shown'] : []);
  for (const one of widths) {
    frame.style.width = `${one}px`;
    for (const { text, found } of ranges) {
      // Glyphs of one line overlap in height; those of the next line do not.
      const rects = found.rects();
      if (rects.some(rect => rect.top >= rects[0].bottom || rect.bottom <= rects[0].top)) broken.add(`${text} at ${one}px`);
    }
  }
  return { height: Math.round(height), bottoms, broken: [...broken] };
}
