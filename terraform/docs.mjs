// Writes into README.md what stands elsewhere: the tables of resources, inputs and outputs of modules and environments, from their
// files, and what the examples cost, from the tests that prove it.
//   node terraform/docs.mjs          writes them
//   node terraform/docs.mjs --check  says which are stale, and ends with 1 if any is
import { readFileSync, readdirSync, writeFileSync } from 'node:fs';

const here = new URL('.', import.meta.url);
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
  const files = readdirSync(new URL(folder, here)).filter(name => name.endsWith('.tf')).sort();
  const found = files.flatMap(name =>
    [...read(name).matchAll(/^resource "(\w+)" "(\w+)" \{\n([\s\S]*?)^\}/gm)].map(([, type, label, body]) => ({ name, type, label, body })),
  );
  const modules = [...read('main.tf').matchAll(/^module "(\w+)" \{\n {2}source *= "(.*)"$/gm)].map(([, name, source]) => `[${name}](${source})`);
  if (found.length === 0) return [modules.length > 0 ? `Those of its modules: ${modules.join(', ')}.` : 'Nothing.', ''];
  const rows = found.map(r => `| \`${r.type}\` | [${r.label}](${r.name}) | ${number(r.body).replaceAll('|', '\\|')} |`);
  return ['| type | name | how many |', '|---|---|---|', ...rows, ''];
}

function tables(folder) {
  const read = name => readFileSync(new URL(`${folder}/${name}`, here), 'utf8');
  const inputs = blocks(read('variables.tf'), 'variable').map(v => `| \`${v.name}\` | ${type(v.body)} | ${fallback(v.body)} | ${text(v.body)} |`);
  const outputs = blocks(read('outputs.tf'), 'output').map(o => `| \`${o.name}\` | ${text(o.body)} |`);
  return ['## Resources', '', ...resources(folder, read), '## Inputs', '', '| name | type | default | |', '|---|---|---|---|', ...inputs, '', '## Outputs', '', '| name | |', '|---|---|', ...outputs, ''].join('\n');
}

// The numbers of a map in HCL, by name and as they are written.
const numbers = body => Object.fromEntries([...body.matchAll(/^ *(\w+) += ([\d.]+)/gm)].map(([, name, number]) => [name, number]));

// What a test says that an environment's example costs: quantities and amounts, where it says them, and the sum.
function example(environment) {
  const test = readFileSync(new URL(`environments/${environment}/tests/${environment}.tftest.hcl`, here), 'utf8');
  const [, run] = /^run "the_example_is_as_the_readme_says" \{\n([\s\S]*?)^\}/m.exec(test);
  const [quantities = {}, amounts = {}] = [...run.matchAll(/== \{\n([\s\S]*?)^ *\}/gm)].map(([, body]) => numbers(body));
  return { quantities, amounts, sum: /estimated_monthly_cost == ([\d.]+)/.exec(run)[1] };
}

// Each quantity's last three columns, and the sums.
function costs(readme) {
  const { quantities, amounts } = example('production');
  const variables = readFileSync(new URL('environments/production/terraform.tfvars', here), 'utf8');
  const prices = numbers(/^unit_prices = \{\n([\s\S]*?)^\}/m.exec(variables)[1]);
  const whole = number => Math.round(Number(number)).toLocaleString('en-US');
  for (const name of Object.keys(quantities)) {
    if (!readme.includes(`\n| \`${name}\` |`)) throw new Error(`README.md does not say what ${name} is`);
  }
  return readme
    .replace(/^(\| `(\w+)` \| [^|]* \|)(?: [^|]*\|){3}$/gm, (line, start, name) =>
      name in quantities ? `${start} ${whole(quantities[name])} | ${prices[name] ?? '-'} | ${whole(amounts[name])} |` : line,
    )
    .replace(/^(\| \*\*\[(uat|production)\].* \|) \*\*[^|]*\*\* \|$/gm, (_, start, name) => `${start} **${whole(example(name).sum)}** |`);
}

let stale = 0;
function keep(name, next) {
  const file = new URL(name, here);
  const now = readFileSync(file, 'utf8');
  if (next(now) === now) return;
  stale++;
  if (check) console.log(`${name} is stale: node terraform/docs.mjs`);
  else writeFileSync(file, next(now));
}

for (const parent of ['modules', 'environments']) {
  for (const child of readdirSync(new URL(parent, here))) {
    const folder = `${parent}/${child}`;
    keep(`${folder}/README.md`, now => now.replace(/## (Resources|Inputs)[\s\S]*$/, '') + tables(folder));
  }
}
keep('README.md', costs);
process.exit(check && stale > 0 ? 1 : 0);
