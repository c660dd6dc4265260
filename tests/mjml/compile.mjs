// Compiles the blocks of the emails (src/Better.Calendar/Email/Html/*.mjml) into HTML fragments with named slots, beside the sources.
//   node compile.mjs            writes the fragments
//   node compile.mjs --check    exit 1 if a committed fragment differs from what its source gives
//   node compile.mjs --folder DIR    a host's own blocks: DIR/*.mjml to DIR/*.html (head.mjml of the folder, else ours)
// Modules: in $RIG_DIR/mjml, else beside this file (npm ci).
import { createRequire } from 'module';
import fs from 'fs';
import path from 'path';

const installed = process.env.RIG_DIR ? path.join(process.env.RIG_DIR, 'mjml') : '';
const home = installed && fs.existsSync(path.join(installed, 'node_modules')) ? installed : import.meta.dirname;
const mjml = createRequire(path.join(home, 'x.js'))('mjml');
const compile = mjml.default ?? mjml;

const ours = path.join(import.meta.dirname, '../../src/Better.Calendar/Email/Html');
const argument = process.argv.indexOf('--folder');
const folder = argument > 0 ? process.argv[argument + 1] : ours;
const own = path.join(folder, 'head.mjml');
const head = fs.readFileSync(fs.existsSync(own) ? own : path.join(ours, 'head.mjml'), 'utf8');
const [begin, end] = ['<!--begin-->', '<!--end-->'];

// Slots are no values that MJML knows, so it does not validate; fonts come from the reader's device, never from the web.
async function toHtml(source) {
  const { html, errors } = await compile(source, { validationLevel: 'skip', fonts: {}, keepComments: true });
  if (errors?.length) throw new Error(errors.map(error => error.formattedMessage).join('\n'));
  return html;
}

// Each tag is on a line of its own or short enough to read. What MJML writes for columns beside each other is left out: there are none.
// Outlook reads the color of a table from its attribute, and dark mode reaches it by its class.
const tidy = html => html.replace(/<!doctype html>/i, '<!DOCTYPE html>')
  .replace(/<style type="text\/css">\s*@media only screen[^]*?<\/style>\s*<style media=[^]*?<\/style>/g, '')
  .replace(/<!--\[if lte mso 11\]>[^]*?<!\[endif\]-->/g, '').replace(/<!--\[if !mso\]><!-->[^]*?<!--<!\[endif\]-->/g, '')
  // defaults, and what clients that matter do without: less to send, and nothing that caniemail doubts
  .replace(/(table-layout:auto|word-spacing:normal|opacity:0|max-width:0px);/g, '').replace(/overflow:hidden;?/g, '')
  .replace('border-collapse:collapse;', '').replace(/ outline:none;/g, '').replace(/ aria-label="[^"]*"/g, '').replace(/#outlook a \{[^}]*\}/, '').replace(/p \{ display:block[^}]*\}/, '')
  .replace(/\s+>/g, '>').replace(/<(\w+)\s+/g, '<$1 ').replace(/ class=""/g, '')
  .replace(/mj-column-per-100 mj-outlook-group-fix ?/g, '').replace(/ class=""/g, '')
  .replace(/(<td[^>]* class="(text|muted)"[^>]*>\s*<div )(?=style)/g, '$1class="$2" ')
  .replace(/<div aria-role/, '<div class="page" aria-role').replace(/(<div class="(sheet|foot)" style="background:(#\w+)[^>]*>\s*<table )/g, '$1class="$2" bgcolor="$3" ')
  .replace(/(\{\{[#/]\w+\}\})(?=.)/g, '$1\n').replace(/(.)(?=\{\{[#/])/g, '$1\n')
  .split('\n').map(line => line.trim()).filter(line => line).join('\n') + '\n';

// A block is what stands in the one column of the page, except the page itself.
async function block(name) {
  const source = fs.readFileSync(path.join(folder, `${name}.mjml`), 'utf8');
  if (name === 'page') return tidy(await toHtml(source.replace('<mj-head>', `<mj-head>${head}`)));
  const parts = source.replace(/^\{\{[#/]\w+\}\}$/gm, '<mj-raw>$&</mj-raw>');
  const html = await toHtml(`<mjml><mj-head>${head}</mj-head><mj-body width="600px"><mj-section padding="0 20px"><mj-column>`
    + `<mj-raw>${begin}</mj-raw>${parts}<mj-raw>${end}</mj-raw></mj-column></mj-section></mj-body></mjml>`);
  return tidy(html.slice(html.indexOf(begin) + begin.length, html.indexOf(end)));
}

let differs = false;
for (const file of fs.readdirSync(folder).filter(file => file.endsWith('.mjml') && file !== 'head.mjml').sort()) {
  const name = path.basename(file, '.mjml');
  const target = path.join(folder, `${name}.html`);
  const html = await block(name);
  const before = fs.existsSync(target) ? fs.readFileSync(target, 'utf8') : '';
  if (process.argv.includes('--check') && html !== before) {
    console.log(`${name}.html is not what ${file} compiles to; run node tests/mjml/compile.mjs`);
    differs = true;
  } else if (html !== before) {
    fs.writeFileSync(target, html);
    console.log(`${name}.html`);
  }
}
process.exitCode = differs ? 1 : 0;
