// A connection that is cut off must not end the stand-in: Terraform ends them as it likes. Run by provider.mjs itself:
//   node provider.mjs node provider.test.mjs
import assert from 'node:assert/strict';
import { once } from 'node:events';
import { connect } from 'node:http2';
import { connect as connectSocket } from 'node:net';

const [host, port] = Object.values(JSON.parse(process.env.TF_REATTACH_PROVIDERS))[0].Addr.String.split(':');

function ask() {
  const socket = connectSocket(Number(port), host);
  const session = connect(`http://${host}:${port}`, { createConnection: () => socket });
  session.on('error', () => {});
  const stream = session.request({ ':method': 'POST', ':path': '/tfplugin6.Provider/GetProviderSchema' });
  stream.on('error', () => {});
  return { socket, session, stream };
}

for (let i = 0; i < 20; i++) {
  const { socket, stream } = ask();
  await once(stream, 'response');
  socket.resetAndDestroy();
}

const { session, stream } = ask();
let length = 0;
let status;
stream.on('data', chunk => (length += chunk.length)).on('trailers', trailers => (status = trailers['grpc-status']));
stream.end();
await once(stream, 'end');
assert.equal(status, '0');
assert.ok(length > 10_000, 'a schema was expected');
session.destroy();
