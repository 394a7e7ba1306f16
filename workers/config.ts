import { z } from 'zod';
import { llmConfig } from '../adapters/llm/index.ts';
import { sheetConfig } from '../adapters/sheets/index.ts';
import { storageConfig } from '../adapters/storage/index.ts';
import { parseRetention } from '../domain/recording/retention.ts';
import { hostAndPort, httpUrl, port, postgresUrl } from '../platform/config.ts';

/** Environment of a call worker. */
export const configSchema = z.object({
  TEMPORAL_ADDRESS: hostAndPort.default('127.0.0.1:7233').describe('Temporal frontend, host:port'),
  TEMPORAL_NAMESPACE: z.string().default('default').describe('Temporal namespace of the calls'),
  DATABASE_URL: postgresUrl.describe('PostgreSQL, e.g. postgres://user@host/db'),
  EDGE_SECRET: z.string().min(16).describe('shared with the edges; tokens of reply streams derive from it'),
  WORKER_HOST: z.string().default('127.0.0.1').describe('address of the health and metrics listener'),
  WORKER_PORT: port.default(0).describe('health and metrics, 0: none'),
  WORKER_MAX_CACHED_CALLS: z.coerce
    .number()
    .int()
    .min(10)
    .default(600)
    .describe('calls kept in memory; 1.5 × the calls expected per worker, a miss costs a replay'),
  ...llmConfig,
  STORE_URL: httpUrl
    .optional()
    .describe('store behind the tools of shops (contracts/store-api.openapi.json); unset: they fail'),
  STORE_TOKEN: z.string().optional().describe('bearer token for STORE_URL'),
  ...sheetConfig,
  ...storageConfig,
  RECORDING_KEEP_DAYS: z
    .string()
    .default('90')
    .refine((text) => typeof parseRetention(text) !== 'string', {
      error: ({ input }) => `${parseRetention(String(input))}`,
    })
    .describe('days that recordings are kept, and those of single tenants: 90,clinic=30,shop=forever'),
  TEMPORAL_TLS: z
    .stringbool({ error: 'expected true or false' })
    .default(false)
    .describe('connect to Temporal by TLS'),
});
export type WorkerConfig = z.infer<typeof configSchema>;
