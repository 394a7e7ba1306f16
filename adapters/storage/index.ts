import { z } from 'zod';
import { ConfigError } from '../../platform/config.ts';
import { openDirectory } from './directory.ts';
import type { ObjectStorage } from './object-storage.ts';
import { openS3 } from './s3.ts';

export { openDirectory } from './directory.ts';
export { type ObjectStorage, StorageFault } from './object-storage.ts';
export { openS3 } from './s3.ts';

/** Where recordings are kept: variables of every process that writes, joins or plays them. */
export const storageConfig = {
  RECORDINGS_DIR: z
    .string()
    .default('.local/recordings')
    .describe(
      'folder of recordings, shared by edges, workers and the admin API; unused with RECORDINGS_BUCKET',
    ),
  RECORDINGS_BUCKET: z
    .string()
    .regex(/^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$/, 'expected the name of an S3 bucket, e.g. clinic-recordings')
    .optional()
    .describe('S3 bucket of recordings'),
  AWS_ENDPOINT_URL: z
    .url({ protocol: /^https?$/, error: 'expected an address like https://minio.example:9000' })
    .optional()
    .describe('server that speaks S3; unset: AWS'),
  AWS_REGION: z.string().default('us-east-1').describe('region of RECORDINGS_BUCKET'),
  AWS_ACCESS_KEY_ID: z.string().optional().describe('key for RECORDINGS_BUCKET'),
  AWS_SECRET_ACCESS_KEY: z.string().optional().describe('its secret'),
  AWS_SESSION_TOKEN: z.string().optional().describe('of a temporary key'),
};
const configSchema = z.object(storageConfig);
export type StorageConfig = z.infer<typeof configSchema>;

/** The storage that is configured. Nothing is asked of it yet; throws ConfigError for a bucket without a key. */
export function openStorage(config: StorageConfig): ObjectStorage {
  const { RECORDINGS_BUCKET: bucket, AWS_ACCESS_KEY_ID, AWS_SECRET_ACCESS_KEY } = config;
  if (bucket === undefined) return openDirectory(config.RECORDINGS_DIR);
  if (AWS_ACCESS_KEY_ID === undefined || AWS_SECRET_ACCESS_KEY === undefined)
    throw new ConfigError(
      `RECORDINGS_BUCKET=${bucket} needs AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY: set both, or unset the bucket`,
    );
  return openS3({
    ...{ bucket, region: config.AWS_REGION },
    ...{ accessKeyId: AWS_ACCESS_KEY_ID, secretAccessKey: AWS_SECRET_ACCESS_KEY },
    ...(config.AWS_ENDPOINT_URL === undefined ? {} : { endpoint: config.AWS_ENDPOINT_URL }),
    ...(config.AWS_SESSION_TOKEN === undefined ? {} : { sessionToken: config.AWS_SESSION_TOKEN }),
  });
}
