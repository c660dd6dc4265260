// Checks the HTML of emails. One Chromium for all files; exit 1 on a finding.
//   node check.mjs [--json] [--page] [--shots DIR] FILE.html...      or --json with the file names, one a line, on standard input
// Each file on a phone and a desktop, light and dark: overflow, WCAG 2.1 A and AA (axe-core; its landmark rules are not for
// emails), a screenshot with --shots. Then the HTML rules (html-validate) and what mail clients support (caniemail).
// --page: a page of a web host: the HTML rules only (its own tests open it in a browser).
// --json prints [{file, findings: [text], allowed: [text]}] and exits 0.
// ALLOW='a|b' replaces the list of features whose absence in a client does no harm. Modules: in $RIG_DIR/html, else beside this file.
import { createRequire } from 'module';
import fs from 'fs';
import path from 'path';
import { pathToFileURL } from 'url';

const installed = process.env.RIG_DIR ? path.join(process.env.RIG_DIR, 'html') : '';
const home = installed && fs.existsSync(path.join(installed, 'node_modules')) ? installed : import.meta.dirname;
const require = createRequire(path.join(home, 'x.js'));
const { chromium } = require('playwright-core');
const { HtmlValidate } = require('html-validate');
const { caniemail } = await import(pathToFileURL(path.join(home, 'node_modules/caniemail/dist/index.js')).href);

const SCREENS = [
  { name: 'phone', viewport: { width: 320, height: 640 }, deviceScaleFactor: 2 },
  { name: 'desktop', viewport: { width: 1280, height: 800 }, deviceScaleFactor: 1 },
];
const CLIENTS = ['gmail.*', 'outlook.*', 'apple-mail.*', 'thunderbird.*'];
// Features that improve an email where they are supported, and do no harm where they are not. Any other unsupported feature is a finding.
const ALLOW = new Set((process.env.ALLOW
  || '@media|Type selector|display:none|white-space|<style> element|@media (prefers-color-scheme)|border-radius|role attribute|<body> element|max-width|word-break|<bdi> element').split('|'));
const RULES = {
  extends: ['html-validate:standard'],
  rules: {
    'no-inline-style': 'off', // emails need it
    'element-required-attributes': 'error',
    'no-deprecated-attr': 'off', 'attribute-boolean-style': 'off', 'void-style': 'off', 'doctype-style': 'off',
  },
};

// One page for all files: it keeps axe-core when its document is replaced, and both screens work at the same time.
async function onScreen(browser, files, shots, { name, ...screen }) {
  const page = await browser.newPage(screen);
  await page.route('**', route => route.abort()); // an email loads nothing
  await page.addScriptTag({ path: path.join(home, 'node_modules/axe-core/axe.min.js') });
  const devTools = await page.context().newCDPSession(page);
  const found = new Map();
  for (const file of files) {
    const findings = [];
    await page.setContent(fs.readFileSync(file, 'utf8'));
    for (const colorScheme of ['light', 'dark']) {
      await page.emulateMedia({ colorScheme });
      if (await page.evaluate(() => document.documentElement.scrollWidth > document.documentElement.clientWidth)) {
        findings.push(`OVERFLOW at ${screen.viewport.width}px ${colorScheme}`);
      }
      if (shots) await shoot(page, devTools, path.join(shots, `${path.basename(file, '.html')}-${name}-${colorScheme}.png`));
      for (const v of await page.evaluate(findViolations)) findings.push(`AXE ${name} ${colorScheme} ${v}`);
    }
    found.set(file, findings);
  }
  await page.close();
  return found;
}

// Only violations cross from the browser: what passes is a hundred times as long.
async function findViolations() {
  const { violations } = await globalThis.axe.run({
    runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa'], resultTypes: ['violations'],
  });
  return violations.map(v => `${v.impact} ${v.id}: ${v.nodes.length}x ${v.nodes[0].html.slice(0, 80)}`);
}

// The whole page; compressed less than page.screenshot does, in half the time.
async function shoot(page, devTools, file) {
  const size = await page.evaluate(() => ({ width: document.documentElement.clientWidth, height: document.documentElement.scrollHeight }));
  const { data } = await devTools.send('Page.captureScreenshot', {
    format: 'png', optimizeForSpeed: true, captureBeyondViewport: true, clip: { x: 0, y: 0, scale: 1, ...size },
  });
  fs.writeFileSync(file, Buffer.from(data, 'base64'));
}

async function asText(validator, file, report, isEmail) {
  const html = fs.readFileSync(file, 'utf8');
  for (const { messages } of (await validator.validateString(html)).results) {
    for (const m of messages) {
      (m.severity === 2 ? report.findings : report.allowed).push(`HTML ${m.ruleId} ${m.line}:${m.column} ${m.message}`);
    }
  }
  if (!isEmail) return;
  const unsupported = {};
  for (const [client, features] of caniemail({ clients: CLIENTS, html }).issues.errors) {
    for (const feature of features) (unsupported[feature.title] ??= new Set()).add(client);
  }
  for (const [feature, clients] of Object.entries(unsupported)) {
    (ALLOW.has(feature) ? report.allowed : report.findings).push(`CANIEMAIL ${feature}: not in ${[...clients].join(' ')}`);
  }
}

const files = process.argv.slice(2);
const option = (name, values) => files.includes(name) ? files.splice(files.indexOf(name), 1 + values).at(-1) : undefined;
const json = option('--json', 0), page = option('--page', 0), shots = option('--shots', 1);
if (json && !files.length) files.push(...fs.readFileSync(0, 'utf8').split('\n').filter(line => line));
if (!files.length) {
  console.error('usage: node check.mjs [--json] [--page] [--shots DIR] FILE.html...');
  process.exit(2);
}
if (shots) fs.mkdirSync(shots, { recursive: true });

const found = new Map(files.map(file => [file, { file, findings: [], allowed: [] }]));
if (!page) {
  const browser = await chromium.launch({
    executablePath: process.env.CHROMIUM || '/usr/bin/chromium',
    args: ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking',
      '--disable-component-update', '--disable-sync'],
  });
  try {
    const screens = await Promise.all(SCREENS.map(screen => onScreen(browser, files, shots, screen)));
    for (const screen of screens) for (const [file, findings] of screen) found.get(file).findings.push(...findings);
  } finally {
    await browser.close();
  }
}
const validator = new HtmlValidate(RULES);
for (const [file, report] of found) await asText(validator, file, report, !page);

const reports = [...found.values()];
if (json) {
  console.log(JSON.stringify(reports));
} else {
  for (const report of reports) {
    for (const finding of report.findings) console.log(`${report.file}: ${finding}`);
    for (const text of report.allowed) console.log(`${report.file}: allowed: ${text}`);
  }
  process.exitCode = reports.some(report => report.findings.length) ? 1 : 0;
}
