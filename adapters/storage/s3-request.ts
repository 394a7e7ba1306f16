import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import http, { type IncomingMessage } from 'node:http';
import https from 'node:https';
import { setTimeout as sleep } from 'node:timers/promises';
import { AwsV4Signer } from 'aws4fetch';
import { type ObjectBody, StorageFault } from './object-storage.ts';
import { readS3Error } from './s3-list.ts';

export interface S3Settings {
  bucket: string;
  /** e.g. http://127.0.0.1:9000; absent: AWS in the region */
  endpoint?: string;
  region: string;
  accessKeyId: string;
  secretAccessKey: string;
  sessionToken?: string;
  /** without an answer, or without another byte of one, for so long: it counts as away */
  idleMs?: number;
  /** first pause before another try */
  pauseMs?: number;
}

export interface S3Request {
  method: 'GET' | 'PUT' | 'HEAD' | 'DELETE';
  /** absent: the bucket itself */
  key?: string;
  query?: Readonly<Record<string, string>>;
  headers?: Readonly<Record<string, string>>;
  body?: ObjectBody;
}

const TRIES = 3;
const EMPTY_SHA256 = createHash('sha256').digest('hex');
/** Codes of an object that is not there; the answer to HEAD has none. */
const ABSENT: ReadonlySet<string> = new Set(['', 'NoSuchKey', 'NotFound']);
const LONGEST_ERROR_BYTES = 64 * 1024;

/**
 * Sends signed requests to one bucket: each with a limit on silence, and again where that may help. Resolves with answers
 * of 2xx and 404 (of an object), whose body the caller reads; everything else rejects with a StorageFault.
 */
export function createS3Requests(settings: S3Settings) {
  const { bucket, region, idleMs = 10_000, pauseMs = 200 } = settings;
  const address = addressOf(settings);
  const { Agent } = address.startsWith('https:') ? https : http;
  const agent = new Agent({ keepAlive: true, maxSockets: 16, timeout: 60_000 });
  const keys = new Map<string, ArrayBuffer>();
  const name = `s3://${bucket} at ${new URL(address).host}`;

  const sendOnce = async ({ method, key = '', query = {}, headers = {}, body }: S3Request) => {
    const url = `${address}${encodeKey(key)}?${new URLSearchParams(query)}`.replace(/\?$/, '');
    const sha256 =
      body === undefined
        ? EMPTY_SHA256
        : body instanceof Uint8Array
          ? createHash('sha256').update(body).digest('hex')
          : body.sha256;
    const signed = await new AwsV4Signer({
      ...{ method, url, region, service: 's3', cache: keys },
      accessKeyId: settings.accessKeyId,
      secretAccessKey: settings.secretAccessKey,
      ...(settings.sessionToken === undefined ? {} : { sessionToken: settings.sessionToken }),
      headers: { ...headers, 'x-amz-content-sha256': sha256 },
    }).sign();
    const length = body === undefined ? 0 : body instanceof Uint8Array ? body.length : body.bytes;
    return new Promise<IncomingMessage>((resolve, reject) => {
      const request = (address.startsWith('https:') ? https : http).request(
        signed.url,
        {
          ...{ method, agent, timeout: idleMs },
          headers: {
            ...Object.fromEntries(signed.headers),
            ...(method === 'PUT' ? { 'content-length': length } : {}),
          },
        },
        resolve,
      );
      request.on('timeout', () => request.destroy(new Error(`no answer within ${idleMs} ms`)));
      request.on('error', reject);
      if (body === undefined || body instanceof Uint8Array) request.end(body);
      else {
        const file = createReadStream(body.path);
        file.on('error', (error) => request.destroy(error));
        request.on('close', () => file.destroy());
        file.pipe(request);
      }
    });
  };

  const attempt = async (request: S3Request): Promise<IncomingMessage> => {
    const what = `${request.method} ${request.key || '(list)'} in ${name}`;
    let response: IncomingMessage;
    try {
      response = await sendOnce(request);
    } catch (error) {
      const { message, code } = error as NodeJS.ErrnoException;
      const lost = request.body !== undefined && code === 'ENOENT';
      throw new StorageFault(lost ? 'bad' : 'busy', `${what}: ${message || code}`, { cause: error });
    }
    const status = response.statusCode ?? 0;
    if (status >= 200 && status < 300) return response;
    const { code, message } = readS3Error(await textOf(response));
    if (status === 404 && request.method !== 'PUT' && (request.key ?? '') !== '' && ABSENT.has(code))
      return response;
    throw faultOf(status, code, message, { what, bucket, address, region });
  };

  return {
    name,
    async send(request: S3Request): Promise<IncomingMessage> {
      for (let tries = 1; ; tries++) {
        try {
          return await attempt(request);
        } catch (error) {
          if (!(error instanceof StorageFault) || error.trouble !== 'busy' || tries === TRIES) throw error;
          await sleep(pauseMs * 2 ** (tries - 1) * (0.5 + Math.random()));
        }
      }
    },
    close: () => agent.destroy(),
  };
}

/** Of the bucket, with a slash. AWS wants its name in front, other servers behind the host. */
function addressOf({ bucket, endpoint, region }: S3Settings): string {
  if (endpoint === undefined && !bucket.includes('.')) return `https://${bucket}.s3.${region}.amazonaws.com/`;
  return `${(endpoint ?? `https://s3.${region}.amazonaws.com`).replace(/\/$/, '')}/${bucket}/`;
}

const encodeKey = (key: string): string => key.split('/').map(encodeURIComponent).join('/');

/** The whole body, as far as it is short enough to be an error or a page of a list. */
export async function textOf(response: IncomingMessage, most = LONGEST_ERROR_BYTES): Promise<string> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  try {
    for await (const chunk of response as AsyncIterable<Buffer>) {
      bytes += chunk.length;
      if (bytes > most) break;
      chunks.push(chunk);
    }
  } catch (error) {
    throw new StorageFault('busy', `the answer broke off: ${(error as Error).message}`, { cause: error });
  }
  return Buffer.concat(chunks).toString('utf8');
}

/** Codes: https://docs.aws.amazon.com/AmazonS3/latest/API/ErrorResponses.html */
function faultOf(
  status: number,
  code: string,
  message: string,
  { what, bucket, address, region }: { what: string; bucket: string; address: string; region: string },
): StorageFault {
  const said = `${status}${code === '' ? '' : ` ${code}`}${message === '' ? '' : `: ${message}`}`;
  const refused = (repair: string) => new StorageFault('refused', `${what}: ${said}; ${repair}`);
  if (code === 'NoSuchBucket' || (status === 404 && code === ''))
    return refused(
      `create the bucket "${bucket}", or correct RECORDINGS_BUCKET and AWS_ENDPOINT_URL (${address})`,
    );
  if (code === 'RequestTimeTooSkewed') return refused('set the clock of this machine');
  if (['InvalidAccessKeyId', 'SignatureDoesNotMatch', 'InvalidToken', 'ExpiredToken'].includes(code))
    return refused('correct AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY');
  if (status === 301 || status === 307 || code === 'AuthorizationHeaderMalformed')
    return refused(`the bucket is not in AWS_REGION=${region}, or AWS_ENDPOINT_URL is another server`);
  // some servers have a code of their own for a key that nobody has
  if (status === 404)
    return refused('correct AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY, or AWS_ENDPOINT_URL');
  if (status === 401 || status === 403)
    return refused(`let this key list, read, write and delete in the bucket "${bucket}"`);
  const later =
    status >= 500 || [408, 425, 429].includes(status) || ['SlowDown', 'RequestTimeout'].includes(code);
  return new StorageFault(later ? 'busy' : 'bad', `${what}: ${said}`);
}
