import { createLog } from '../platform/log.ts';
import { createMemoryStore } from './memory-store.ts';
import { createStoreServer } from './server.ts';

/** The store's OpenAPI description as it stands in contracts/store-api.openapi.json. */
export async function describeStore(): Promise<string> {
  const store = createMemoryStore({ shops: [], today: '2026-01-01' });
  const server = await createStoreServer({
    store,
    token: 'nobody asks for it',
    log: createLog('store'),
    ready: () => null,
  });
  await server.ready();
  const description = server.swagger();
  await server.close();
  return `${JSON.stringify(description, null, 2)}\n`;
}

// `node store/describe.ts > contracts/store-api.openapi.json`
if (import.meta.main) process.stdout.write(await describeStore());
