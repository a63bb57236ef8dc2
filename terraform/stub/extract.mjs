// Makes schema.json from the npm package @cdktf/provider-databricks, which was generated from the provider's own schema.
//   npm pack @cdktf/provider-databricks@15.16.1 && tar xzf cdktf-provider-databricks-15.16.1.tgz
//   node extract.mjs package schema.json
import { readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

// The resources that the modules use; others would only make the file larger.
const KEPT = `alert_v2 budget catalog dashboard directory entity_tag_assignment external_location file grant grants job
  notification_destination permissions policy_info query schema secret_acl secret_scope sql_endpoint storage_credential
  tag_policy volume`.split(/\s+/).map(name => 'databricks_' + name);

const [folder, out] = process.argv.slice(2);
const assembly = JSON.parse(readFileSync(join(folder, '.jsii'), 'utf8'));
const snake = s => s.replace(/[A-Z]/g, c => '_' + c.toLowerCase());

// The assembly says "array" for lists and sets alike; the generated code tells them apart.
const sets = new Set();
for (const file of readdirSync(join(folder, 'lib'), { recursive: true }).filter(f => f.endsWith('.js'))) {
  const source = readFileSync(join(folder, 'lib', file), 'utf8');
  const parts = source.split(/(?=^function \w+ToHclTerraform\(struct\)|^\s+synthesizeHclAttributes\(\))/m).slice(1);
  for (const part of parts) {
    const name = /^function (\w+)ToHclTerraform/.exec(part)?.[1];
    const owner = name ? name.toLowerCase() : file.split('/')[0].replaceAll('-', '') + 'config';
    const found = part.matchAll(/^ {8,12}(\w+): \{\s+value: [^\n]*\s+isBlock: (?:true|false),\s+type: "set"/gm);
    for (const match of found) sets.add(`${owner}.${match[1]}`);
  }
}

const text = p => `${p.docs?.summary ?? ''} ${p.docs?.remarks ?? ''}`;
const nameOf = p => /#([a-z0-9_]+) /.exec(text(p))?.[1] ?? snake(p.name);
const PRIMITIVE = { string: 'str', number: 'num', boolean: 'bool' };

function typeOf(type, seen) {
  if (!type) return { k: 'any' };
  if (type.primitive) return { k: PRIMITIVE[type.primitive] ?? 'any' };
  if (type.collection) {
    return { k: type.collection.kind === 'map' ? 'map' : 'list', of: typeOf(type.collection.elementtype, seen) };
  }
  if (type.union) {
    const real = type.union.types.filter(t => t.fqn !== 'cdktf.IResolvable');
    return real.length === 1 ? typeOf(real[0], seen) : { k: 'any' };
  }
  if (type.fqn === 'cdktf.IResolvable') return { k: 'bool' };
  const found = assembly.types[type.fqn];
  if (!found || found.kind !== 'interface' || seen.includes(type.fqn)) return { k: 'any' };
  return { k: 'obj', fields: fieldsOf(found, [...seen, type.fqn]) };
}

function fieldsOf(type, seen) {
  const fields = {};
  for (const p of type.properties ?? []) {
    const field = typeOf(p.type, seen);
    const name = nameOf(p);
    if (field.k === 'list' && sets.has(`${type.name.toLowerCase()}.${name}`)) field.k = 'set';
    if (!p.optional) field.req = 1;
    if (/^\S+ block\. /.test(text(p))) field.block = 1;
    fields[name] = field;
  }
  return fields;
}

const schema = { origin: 'databricks/databricks 1.99.0, by @cdktf/provider-databricks 15.16.1 (MPL-2.0)', config: {}, resource: {}, data: {} };
for (const type of Object.values(assembly.types)) {
  const config = assembly.types[`${type.fqn}Config`];
  if (type.base === 'cdktf.TerraformProvider') schema.config = fieldsOf(config, []);
  if (type.base !== 'cdktf.TerraformResource') continue;
  const name = /docs\/resources\/\S+ (\w+)\}/.exec(type.docs?.summary ?? '')?.[1];
  if (!KEPT.includes(name)) continue;
  const fields = fieldsOf(config, []);
  for (const p of type.properties ?? []) {
    const computed = snake(p.name);
    if (p.static || p.name.endsWith('Input') || computed in fields) continue;
    const field = typeOf(p.type, []);
    if (field.k !== 'any' && field.k !== 'obj') fields[computed] = { ...field, comp: 1 };
  }
  if (fields.id && !fields.id.req) fields.id.comp = 1;
  schema.resource[name] = fields;
}

// Optional and computed at once is not in the package; these two matter.
const role = schema.resource.databricks_storage_credential.aws_iam_role.fields;
for (const name of ['external_id', 'unity_catalog_iam_arn']) Object.assign(role[name], { comp: 1, opt: 1 });
writeFileSync(out, JSON.stringify(schema, null, 1).replace(/\n +/g, m => (m.length > 4 ? ' ' : m)) + '\n');
console.log(`${Object.keys(schema.resource).length} of ${KEPT.length} resources`);
