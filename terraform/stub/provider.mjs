// A stand-in for databricks/databricks that knows the provider's schema and nothing else. It answers GetProviderSchema and
// Validate*, so `terraform validate` and `terraform test` with mock_provider work without the provider's binary. It can apply
// nothing. Usage: node provider.mjs <command …>; the command runs with TF_REATTACH_PROVIDERS set. Needs node, no packages.
import { createServer } from 'node:http2';
import { readFileSync } from 'node:fs';
import { spawn } from 'node:child_process';

const schema = JSON.parse(readFileSync(new URL('schema.json', import.meta.url)));

// Protocol buffers by hand: a message is a list of fields, a field its number and a value.
const varint = n => (n < 128 ? Buffer.from([n]) : Buffer.concat([Buffer.from([(n % 128) | 128]), varint(Math.floor(n / 128))]));
const number = (field, n) => (n ? Buffer.concat([varint(field * 8), varint(n)]) : Buffer.alloc(0));
const bytes = (field, content) => {
  const b = Buffer.isBuffer(content) ? content : Buffer.from(content);
  return Buffer.concat([varint(field * 8 + 2), varint(b.length), b]);
};
const message = (...fields) => Buffer.concat(fields.flat());

// The schema in Terraform's plugin protocol 6.
const cty = f =>
  ({ str: 'string', num: 'number', bool: 'bool', any: 'dynamic' })[f.k] ??
  (f.k === 'obj' ? ['object', Object.fromEntries(Object.entries(f.fields).map(([n, x]) => [n, cty(x)]))] : [f.k, cty(f.of)]);

const NESTING = { obj: 1, list: 2, set: 3, map: 4 };

function attribute(name, f) {
  const nested = f.k === 'obj' ? f : f.of?.k === 'obj' ? f.of : null;
  const optional = !f.req && (!f.comp || name === 'id' || f.opt);
  const type =
    nested && !f.comp
      ? bytes(10, message(Object.entries(nested.fields).map(([n, x]) => bytes(1, attribute(n, x))), number(3, NESTING[f.k])))
      : bytes(2, JSON.stringify(cty(f)));
  return message(bytes(1, name), type, number(4, f.req ? 1 : 0), number(5, optional ? 1 : 0), number(6, f.comp ? 1 : 0));
}

function block(fields) {
  const entries = Object.entries(fields);
  return message(
    entries.filter(([, f]) => !f.block).map(([n, f]) => bytes(2, attribute(n, f))),
    entries.filter(([, f]) => f.block).map(([n, f]) => bytes(3, nestedBlock(n, f))),
  );
}

function nestedBlock(name, f) {
  const one = f.k === 'obj';
  const content = block((one ? f.fields : f.of?.fields) ?? {});
  if (name === 'timeouts') return message(bytes(1, name), bytes(2, content), number(3, 1));
  const nesting = f.k === 'set' ? 3 : 2;
  return message(bytes(1, name), bytes(2, content), number(3, nesting), number(4, f.req ? 1 : 0), number(5, one ? 1 : 0));
}

const typeSchema = fields => message(bytes(2, block(fields)));
const types = (field, all) => Object.entries(all).map(([n, f]) => bytes(field, message(bytes(1, n), bytes(2, typeSchema(f)))));
const answer = message(bytes(1, typeSchema(schema.config)), types(2, schema.resource), types(3, schema.data), bytes(6, number(2, 1)));

// gRPC: each message is framed by a zero byte and its length; the status is in the trailers.
const SILENT = ['ValidateProviderConfig', 'ValidateResourceConfig', 'ValidateDataResourceConfig', 'ConfigureProvider', 'StopProvider'];
const server = createServer();
server.on('stream', (stream, headers) => {
  stream.on('error', () => {}); // Terraform cuts connections off when it has what it wants
  const method = headers[':path'].split('/').pop();
  const content = method === 'GetProviderSchema' ? answer : SILENT.includes(method) ? Buffer.alloc(0) : null;
  stream.respond({ ':status': 200, 'content-type': 'application/grpc+proto' }, { waitForTrailers: true });
  stream.on('wantTrailers', () => stream.sendTrailers({ 'grpc-status': content ? '0' : '12' }));
  stream.resume();
  if (!content) return stream.end();
  const frame = Buffer.alloc(5);
  frame.writeUInt32BE(content.length, 1);
  stream.end(Buffer.concat([frame, content]));
});
server.listen(0, '127.0.0.1', () => {
  const reattach = {
    'registry.terraform.io/databricks/databricks': {
      Protocol: 'grpc',
      ProtocolVersion: 6,
      Pid: process.pid,
      Test: true,
      Addr: { Network: 'tcp', String: `127.0.0.1:${server.address().port}` },
    },
  };
  const [command, ...args] = process.argv.slice(2);
  spawn(command, args, { stdio: 'inherit', env: { ...process.env, TF_REATTACH_PROVIDERS: JSON.stringify(reattach) } }).on(
    'exit',
    code => process.exit(code ?? 1),
  );
});
