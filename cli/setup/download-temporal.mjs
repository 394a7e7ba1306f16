// Runs on the project's own Node: `node download-temporal.mjs FOLDER VERSION` leaves the Temporal CLI in FOLDER.
import { Runtime } from '@temporalio/worker';

const [, , folder, version] = process.argv;
if (!folder || !version) throw new Error('usage: node download-temporal.mjs FOLDER VERSION');
const runtime = Runtime.instance();
// the SDK downloads a server in order to start it; we want only the file
const server = await runtime.createEphemeralServer({
  type: 'dev-server',
  exe: {
    type: 'cached-download',
    downloadDir: folder,
    version: `v${version}`,
    ttl: 0,
    sdkName: 'sdk-typescript',
    sdkVersion: '1.24.0',
  },
  namespace: 'default',
  ip: '127.0.0.1',
  port: null,
  uiPort: null,
  dbFilename: null,
  ui: false,
  log: { format: 'pretty', level: 'warn' },
  extraArgs: [],
});
await runtime.shutdownEphemeralServer(server);
await runtime.shutdown();
