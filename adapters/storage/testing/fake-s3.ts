import { createHash, createHmac } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

export const FAKE_S3_KEY = { accessKeyId: 'AKIATEST', secretAccessKey: 'a secret/of+tests' };

/** What goes wrong with the next request. */
export type S3Fault =
  | 'apply-then-503'
  | 'slow-down'
  | 'too-many'
  | 'garbage'
  | 'hang'
  | 'reset'
  | 'break-off'
  | 'forbidden'
  | 'skewed'
  | 'unknown-user';

export interface FakeS3 {
  endpoint: string;
  bucket: string;
  objects: Map<string, Buffer>;
  /** how many were opened to it */
  connections: number;
  /** METHOD key, every request */
  requests: string[];
  /** taken from the front, one per request */
  faults: S3Fault[];
  /** keys per page of a list */
  pageSize: number;
  /** as AWS does where it is asked to; versitygw does not */
  encodesKeys: boolean;
  /** no answer to anything, as if the server were gone */
  down(away: boolean): void;
  stop(): Promise<void>;
}

/**
 * S3 in memory, path style, one bucket. It checks each signature and checksum by its own reading of
 * https://docs.aws.amazon.com/AmazonS3/latest/API/sig-v4-header-based-auth.html, so that a wrong one is found here.
 */
export async function startFakeS3(bucket = 'recordings'): Promise<FakeS3> {
  const objects = new Map<string, Buffer>();
  const requests: string[] = [];
  const faults: S3Fault[] = [];
  let away = false;
  const fake: FakeS3 = {
    ...{ endpoint: '', bucket, objects, requests, faults, connections: 0, pageSize: 1000, encodesKeys: true },
    down(is) {
      away = is;
    },
    async stop() {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };

  const answer = async (request: IncomingMessage, response: ServerResponse) => {
    const url = new URL(request.url ?? '/', 'http://fake');
    const [, named = '', ...rest] = url.pathname.split('/');
    const key = rest.map(decodeURIComponent).join('/');
    requests.push(`${request.method} ${key === '' ? url.search : key}`);
    if (away) return request.socket.destroy();
    const fault = faults.shift();
    if (fault === 'hang') return;
    if (fault === 'reset') return request.socket.destroy();
    const body = await bodyOf(request);
    if (fault === 'garbage') return response.writeHead(200).end('<html>It works!</html>');
    if (fault === 'slow-down') return fail(response, 503, 'SlowDown', 'Please reduce your request rate.');
    if (fault === 'too-many') return response.writeHead(429).end();
    if (fault === 'forbidden') return fail(response, 403, 'AccessDenied', 'Access Denied');
    if (fault === 'unknown-user') return fail(response, 404, 'XAdminUserNotFound', 'No user has this key.');
    if (fault === 'skewed') return fail(response, 403, 'RequestTimeTooSkewed', 'The clock differs.');
    const refusal = refuse(request, url, body);
    if (refusal !== null) return fail(response, 403, refusal, 'refused by the fake');
    if (decodeURIComponent(named) !== bucket)
      return fail(response, 404, 'NoSuchBucket', 'The specified bucket does not exist');
    if (key === '') return list(response, url);
    const object = objects.get(key);
    switch (request.method) {
      case 'PUT':
        if (Number(request.headers['content-length']) !== body.length)
          return fail(response, 411, 'MissingContentLength', '');
        objects.set(key, body);
        break;
      case 'DELETE':
        objects.delete(key);
        break;
      case 'HEAD':
        return response
          .writeHead(object === undefined ? 404 : 200, { 'content-length': object?.length ?? 0 })
          .end();
      default:
        if (object === undefined)
          return fail(response, 404, 'NoSuchKey', 'The specified key does not exist.');
        return send(response, object, request.headers.range, fault === 'break-off');
    }
    if (fault === 'apply-then-503') return fail(response, 503, 'InternalError', 'We encountered an error.');
    return response.writeHead(request.method === 'DELETE' ? 204 : 200).end();
  };

  const list = (response: ServerResponse, url: URL) => {
    const prefix = url.searchParams.get('prefix') ?? '';
    const delimiter = url.searchParams.get('delimiter') ?? '';
    const after = url.searchParams.get('continuation-token') ?? '';
    const most = Math.min(fake.pageSize, Number(url.searchParams.get('max-keys') ?? 1000));
    const names = new Map<string, number | null>();
    for (const [key, { length }] of objects) {
      if (!key.startsWith(prefix)) continue;
      const end = delimiter === '' ? -1 : key.indexOf(delimiter, prefix.length);
      if (end < 0) names.set(key, length);
      else names.set(key.slice(0, end + 1), null);
    }
    const wanted = [...names].sort(([a], [b]) => (a < b ? -1 : 1)).filter(([key]) => key > after);
    const page = wanted.slice(0, most);
    const xml = (text: string) => text.replace(/[&<>"]/g, (sign) => `&#${sign.charCodeAt(0)};`);
    const encode = (text: string) =>
      fake.encodesKeys ? encodeURIComponent(text).replaceAll('%2F', '/').replaceAll('%20', '+') : xml(text);
    const encoding = fake.encodesKeys ? '<EncodingType>url</EncodingType>' : '';
    const rows = page.map(([key, bytes]) =>
      bytes === null
        ? `<CommonPrefixes><Prefix>${encode(key)}</Prefix></CommonPrefixes>`
        : `<Contents><Key>${encode(key)}</Key><ETag>&quot;x&quot;</ETag><Size>${bytes}</Size></Contents>`,
    );
    const more = wanted.length > page.length;
    const token = more ? `<NextContinuationToken>${page.at(-1)?.[0]}</NextContinuationToken>` : '';
    response
      .writeHead(200, { 'content-type': 'application/xml' })
      .end(
        `<?xml version="1.0" encoding="UTF-8"?>\n<ListBucketResult xmlns="http://s3.amazonaws.com/doc/2006-03-01/">` +
          `<Name>${bucket}</Name>${encoding}<IsTruncated>${more}</IsTruncated>${token}${rows.join('')}</ListBucketResult>`,
      );
  };

  const server = createServer((request, response) => {
    answer(request, response).catch(() => response.destroy());
  });
  server.on('connection', () => fake.connections++);
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  fake.endpoint = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return fake;
}

async function bodyOf(request: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of request as AsyncIterable<Buffer>) chunks.push(chunk);
  return Buffer.concat(chunks);
}

function fail(response: ServerResponse, status: number, code: string, message: string) {
  const xml = `<?xml version="1.0"?><Error><Code>${code}</Code><Message>${message}</Message></Error>`;
  response.writeHead(status, { 'content-type': 'application/xml' }).end(xml);
}

function send(response: ServerResponse, object: Buffer, range: string | undefined, breaks: boolean) {
  const [, from, to] = /^bytes=(\d+)-(\d+)$/.exec(range ?? '') ?? [];
  const part = from === undefined ? object : object.subarray(Number(from), Number(to) + 1);
  response.writeHead(from === undefined ? 200 : 206, { 'content-length': part.length });
  if (!breaks) return response.end(part);
  response.write(part.subarray(0, Math.floor(part.length / 2)), () => response.destroy());
}

/** The code of the error, null where signature and checksum are right. */
function refuse(request: IncomingMessage, url: URL, body: Buffer): string | null {
  const authorization = request.headers.authorization ?? '';
  const [, credential = '', names = '', signature = ''] =
    /^AWS4-HMAC-SHA256 Credential=([^,]+), SignedHeaders=([^,]+), Signature=([0-9a-f]+)$/.exec(
      authorization,
    ) ?? [];
  const [id, day, region, service] = credential.split('/');
  if (id !== FAKE_S3_KEY.accessKeyId) return 'InvalidAccessKeyId';
  const header = (name: string) => `${request.headers[name] ?? ''}`;
  const checksum = header('x-amz-content-sha256');
  if (checksum !== createHash('sha256').update(body).digest('hex')) return 'XAmzContentSHA256Mismatch';
  if (!names.split(';').includes('host') || !names.split(';').includes('x-amz-date')) return 'AccessDenied';
  const strict = (text: string) =>
    encodeURIComponent(text).replace(
      /[!'()*]/g,
      (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`,
    );
  const canonical = [
    request.method,
    url.pathname
      .split('/')
      .map((part) => strict(decodeURIComponent(part)))
      .join('/'),
    [...url.searchParams]
      .map(([name, value]) => `${strict(name)}=${strict(value)}`)
      .sort()
      .join('&'),
    ...names.split(';').map((name) => `${name}:${header(name)}`),
    '',
    names,
    checksum,
  ].join('\n');
  const date = header('x-amz-date');
  const scope = `${day}/${region}/${service}/aws4_request`;
  const text = ['AWS4-HMAC-SHA256', date, scope, createHash('sha256').update(canonical).digest('hex')].join(
    '\n',
  );
  const hmac = (key: string | Buffer, value = '') => createHmac('sha256', key).update(value).digest();
  const signing = hmac(
    hmac(hmac(hmac(`AWS4${FAKE_S3_KEY.secretAccessKey}`, day), region), service),
    'aws4_request',
  );
  return createHmac('sha256', signing).update(text).digest('hex') === signature
    ? null
    : 'SignatureDoesNotMatch';
}
