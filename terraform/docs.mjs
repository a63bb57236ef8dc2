// Writes the tables of resources, inputs and outputs into the modules' README.md, from their files.
//   node terraform/docs.mjs          writes them
//   node terraform/docs.mjs --check  says which are stale, and ends with 1 if any is
import { readFileSync, readdirSync, writeFileSync } from 'node:fs';

const modules = new URL('modules/', import.meta.url);
const check = process.argv[2] === '--check';

const blocks = (text, kind) =>
  [...text.matchAll(new RegExp(`^${kind} "(\\w+)" \\{\\n([\\s\\S]*?)^\\}`, 'gm'))].map(([, name, body]) => ({ name, body }));
const text = body => (/^ {2}description = "(.*)"$/m.exec(body)?.[1] ?? '').replaceAll('$${', '${').replaceAll('\\"', '"').replaceAll('|', '\\|').replaceAll('<', '&lt;');
const type = body => {
  const whole = /^ {2}type *= (.*)$/m.exec(body)?.[1] ?? 'any';
  return whole.includes('object(') ? `[${/^\w+/.exec(whole)[0]}](variables.tf)` : whole;
};
const fallback = body => {
  const value = /^ {2}default *= (.*)$/m.exec(body)?.[1];
  return value === undefined ? '**required**' : `\`${value}\``;
};

// How many of a resource there are: one, one on a condition, or one for each of something.
function number(body) {
  const [, test, yes] = /^ {2}count *= (.*) \? (1 : 0|0 : 1)$/m.exec(body) ?? [];
  const each = /^ {2}for_each *= (.*)$/m.exec(body)?.[1].replace(/^toset\((.*)\)$/, '$1');
  if (test) return `${yes === '1 : 0' ? 'if' : 'unless'} \`${test}\``;
  return each ? `for each of \`${each}\`` : '1';
}

function resources(folder, read) {
  const files = readdirSync(new URL(folder, modules)).filter(name => name.endsWith('.tf')).sort();
  const found = files.flatMap(name =>
    [...read(name).matchAll(/^resource "(\w+)" "(\w+)" \{\n([\s\S]*?)^\}/gm)].map(([, type, label, body]) => ({ name, type, label, body })),
  );
  if (found.length === 0) return ['Nothing.', ''];
  const rows = found.map(r => `| \`${r.type}\` | [${r.label}](${r.name}) | ${number(r.body).replaceAll('|', '\\|')} |`);
  return ['| type | name | how many |', '|---|---|---|', ...rows, ''];
}

function tables(folder) {
  const read = name => readFileSync(new URL(`${folder}/${name}`, modules), 'utf8');
  const inputs = blocks(read('variables.tf'), 'variable').map(v => `| \`${v.name}\` | ${type(v.body)} | ${fallback(v.body)} | ${text(v.body)} |`);
  const outputs = blocks(read('outputs.tf'), 'output').map(o => `| \`${o.name}\` | ${text(o.body)} |`);
  return ['## Resources', '', ...resources(folder, read), '## Inputs', '', '| name | type | default | |', '|---|---|---|---|', ...inputs, '', '## Outputs', '', '| name | |', '|---|---|', ...outputs, ''].join('\n');
}

let stale = 0;
for (const folder of readdirSync(modules)) {
  const file = new URL(`${folder}/README.md`, modules);
  const now = readFileSync(file, 'utf8');
  const next = now.replace(/## (Resources|Inputs)[\s\S]*$/, '') + tables(folder);
  if (next === now) continue;
  stale++;
  if (check) console.log(`modules/${folder}/README.md is stale: node terraform/docs.mjs`);
  else writeFileSync(file, next);
}
process.exit(check && stale > 0 ? 1 : 0);
