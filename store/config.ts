import { z } from 'zod';
import { port, postgresUrl } from '../platform/config.ts';

const shopName = /^[a-z0-9-]{1,40}$/;

/** Environment of the store. */
export const configSchema = z.object({
  STORE_HOST: z.string().default('127.0.0.1').describe('address to listen on'),
  STORE_PORT: port.default(9104).describe('HTTP port of the store'),
  STORE_TOKEN: z
    .string()
    .min(16, 'needs at least 16 characters')
    .describe('bearer token of every request but health and the description'),
  STORE_SHOPS: z
    .string()
    .transform((names) => names.split(',').map((name) => name.trim()))
    .pipe(z.array(z.string().regex(shopName, 'small letters, digits and -')).min(1))
    .describe('shops that it serves, with commas between; a new one is filled with the seed'),
  DATABASE_URL: postgresUrl.describe('PostgreSQL; tables in the schema "store"'),
});
export type StoreConfig = z.infer<typeof configSchema>;
