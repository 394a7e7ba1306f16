import { z } from 'zod';
import { storageConfig } from '../../adapters/storage/index.ts';
import { hostAndPort, httpUrl, port, postgresUrl, webCallSecret } from '../../platform/config.ts';

/** Environment of the admin API. */
export const configSchema = z.object({
  ADMIN_HOST: z.string().default('127.0.0.1').describe('address to listen on'),
  ADMIN_PORT: port.default(8080).describe('HTTP port of the admin API'),
  ADMIN_TOKEN: z
    .string()
    .min(16, 'needs at least 16 characters')
    .regex(/^[A-Za-z0-9._~+/=-]*$/, 'takes letters, digits and . _ ~ + / = - only, as a header does')
    .describe('bearer token of every request but health'),
  DATABASE_URL: postgresUrl.describe('PostgreSQL'),
  DATABASE_WAIT_MS: z.coerce
    .number()
    .int()
    .min(0)
    .default(60_000)
    .describe('how long to wait at the start for a PostgreSQL that does not answer yet'),
  WEB_CALL_SECRET: webCallSecret
    .optional()
    .describe('signs tokens for calls from pages; the same as the edges have'),
  WEB_CALL_DEMO_SCRIPT_URL: httpUrl
    .optional()
    .describe(
      'web-call.js of an edge: with it /web-call is a page with a call button, for this machine only',
    ),
  TEMPORAL_ADDRESS: hostAndPort.default('127.0.0.1:7233').describe('Temporal frontend'),
  TEMPORAL_NAMESPACE: z.string().default('default'),
  TEXT_IDLE_MS: z.coerce
    .number()
    .int()
    .min(100)
    .default(30 * 60_000)
    .describe('a text session without a message for so long ends'),
  ...storageConfig,
  SCENARIOS_DIR: z
    .string()
    .default('scenarios')
    .describe('folder whose scenarios and routes.yaml are published and watched'),
});
export type AdminConfig = z.infer<typeof configSchema>;
