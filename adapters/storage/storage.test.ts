import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { chmod, mkdir, mkdtemp, readdir, rm, symlink, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Readable } from 'node:stream';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { z } from 'zod';
import { type ObjectStorage, openDirectory, openS3, openStorage, storageConfig } from './index.ts';
import { FAKE_S3_KEY, type FakeS3, startFakeS3 } from './testing/fake-s3.ts';

let folder: string;
let s3: FakeS3;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'holdfast-storage-'));
  s3 = await startFakeS3();
});
afterAll(async () => {
  await s3.stop();
  await rm(folder, { recursive: true, force: true });
});

const textOf = async (stream: Readable | null): Promise<string | null> => {
  if (stream === null) return null;
  const chunks: Buffer[] = [];
  for await (const chunk of stream as AsyncIterable<Buffer>) chunks.push(chunk);
  return Buffer.concat(chunks).toString();
};
const bytes = (text: string) => new TextEncoder().encode(text);
const s3Storage = (more: object = {}) =>
  openS3({
    ...{ bucket: s3.bucket, endpoint: s3.endpoint, region: 'eu-central-1', ...FAKE_S3_KEY },
    ...{ idleMs: 300, pauseMs: 1 },
    ...more,
  });

describe.each([
  { kind: 'a directory', make: async () => openDirectory(await mkdtemp(join(folder, 'root-'))) },
  { kind: 'S3', make: async () => s3Storage() },
  {
    kind: 'S3 of a server that lists keys as they are',
    make: async () => {
      s3.encodesKeys = false;
      return s3Storage();
    },
  },
])('objects in $kind', ({ make }) => {
  let storage: ObjectStorage;
  beforeEach(async () => {
    s3.objects.clear();
    s3.pageSize = 2;
    s3.encodesKeys = true;
    storage = await make();
  });
  afterEach(() => storage.close());

  it('come back as they were put, the last one wins', async () => {
    await storage.put('c1/1-0.wav', bytes('old'));
    await storage.put('c1/1-0.wav', bytes('hello'));
    expect((await storage.read('c1/1-0.wav'))?.toString()).toBe('hello');
    expect(await storage.size('c1/1-0.wav')).toBe(5);
    expect(await textOf(await storage.open('c1/1-0.wav'))).toBe('hello');
  });

  it('are put from a file, too', async () => {
    const path = join(folder, 'source');
    await writeFile(path, 'from a file');
    const sha256 = createHash('sha256').update('from a file').digest('hex');
    await storage.put('joined/c1.wav', { path, bytes: 11, sha256 });
    expect((await storage.read('joined/c1.wav'))?.toString()).toBe('from a file');
    const lost = { path: `${path}.none`, bytes: 11, sha256 };
    await expect(storage.put('joined/c2.wav', lost)).rejects.toThrow('ENOENT');
    expect(await storage.size('joined/c2.wav')).toBeNull();
  });

  it('a file becomes one by a move, or stays where it is', async () => {
    const path = join(folder, 'moved');
    await writeFile(path, 'moved');
    const isMoved = await storage.moveIn('c1/1-0.wav', path);
    expect(existsSync(path)).toBe(!isMoved);
    expect((await storage.read('c1/1-0.wav'))?.toString()).toBe(isMoved ? 'moved' : undefined);
    expect(await storage.moveIn('c1/1-1.wav', join(folder, 'nothing'))).toBe(false);
  });

  it('an empty one is one', async () => {
    await storage.put('c1/1-0.wav', bytes(''));
    expect([await storage.size('c1/1-0.wav'), (await storage.read('c1/1-0.wav'))?.length]).toEqual([0, 0]);
  });

  it('are read in parts', async () => {
    await storage.put('a/b', bytes('0123456789'));
    expect(await textOf(await storage.open('a/b', { from: 2, to: 5 }))).toBe('234');
    expect(await textOf(await storage.open('a/b', { from: 9, to: 10 }))).toBe('9');
  });

  it('what is not there is null, not a fault', async () => {
    const none = [storage.read('a/none'), storage.size('a/none'), storage.open('none')];
    expect(await Promise.all(none)).toEqual([null, null, null]);
  });

  it('are listed by prefix, however many pages it takes', async () => {
    const keys = ['c1/1-0.wav', 'c1/1-1.wav', 'c1/2-0.wav', 'c10/1-0.wav', 'joined/c0.wav'];
    for (const key of keys) await storage.put(key, bytes(key));
    expect(await storage.list('c1/')).toEqual(keys.slice(0, 3).map((key) => ({ key, bytes: key.length })));
    expect((await storage.list('c1/1-')).map(({ key }) => key)).toEqual(keys.slice(0, 2));
    expect(await storage.list('none/')).toEqual([]);
    expect(await storage.folders()).toEqual(['c1', 'c10', 'joined']);
  });

  it('are removed, again as well, and a folder goes with its last one', async () => {
    for (const key of ['c1/1-0.wav', 'c1/1-1.wav', 'c2/1-0.wav']) await storage.put(key, bytes('x'));
    await storage.remove(['c1/1-0.wav', 'c1/1-1.wav', 'c1/1-0.wav', 'c3/none']);
    expect(await storage.folders()).toEqual(['c2']);
  });

  it.each(['%2e./1-0.wav', "a b/ü+~*'().wav", 'x/%25/1-0.wav', 'x/&<>"=?#;@.wav'])(
    'the key %s is no other one',
    async (key) => {
      await storage.put(key, bytes(key));
      expect((await storage.read(key))?.toString()).toBe(key);
      expect((await storage.list(key.slice(0, 1))).map((object) => object.key)).toEqual([key]);
      await storage.remove([key]);
      expect(await storage.read(key)).toBeNull();
    },
  );

  it('many at once', async () => {
    const keys = Array.from({ length: 60 }, (_, i) => `c1/1-${i}.wav`);
    await Promise.all(keys.map((key) => storage.put(key, bytes(key))));
    expect((await storage.list('c1/')).length).toBe(60);
    await storage.remove(keys);
    expect(await storage.list('c1/')).toEqual([]);
  });

  it('says that it can be written', async () => {
    await expect(storage.check()).resolves.toBeUndefined();
  });
});

describe('a directory', () => {
  it.each(['../outside', 'a/../../outside', '/etc/passwd', '', 'a/'])('has no object "%s"', async (key) => {
    const storage = openDirectory(join(folder, 'walled'));
    await expect(storage.put(key, bytes('x'))).rejects.toThrow('is no key of an object');
    expect(existsSync(join(folder, 'outside'))).toBe(false);
  });

  it('follows no link out of itself', async () => {
    const root = await mkdtemp(join(folder, 'linked-'));
    await symlink('/etc/passwd', join(root, 'link.wav'));
    await symlink('/etc', join(root, 'etc'));
    const storage = openDirectory(root);
    expect(await Promise.all([storage.read('link.wav'), storage.read('etc/passwd')])).toEqual([null, null]);
  });

  it('shows nothing of an object that was never finished', async () => {
    const root = await mkdtemp(join(folder, 'half-'));
    const storage = openDirectory(root);
    const lost = { path: join(folder, 'none'), bytes: 1, sha256: '' };
    await expect(storage.put('c1/1-0.wav', lost)).rejects.toThrow();
    expect(await readdir(join(root, 'c1'))).toEqual([]);
  });

  it('forgets what somebody has left half written a day ago, and nothing younger', async () => {
    const root = await mkdtemp(join(folder, 'left-'));
    const storage = openDirectory(root);
    for (const name of ['c1/.unfinished-old', 'c2/.unfinished-new', 'c3/.unfinished-old', 'c3/1-0.wav']) {
      await mkdir(join(root, name.slice(0, 2)), { recursive: true });
      await writeFile(join(root, name), 'half');
      const hoursAgo = name.endsWith('old') ? 25 : 23;
      await utimes(join(root, name), new Date(), new Date(Date.now() - hoursAgo * 3_600_000));
    }
    await storage.folders();
    expect(await storage.folders()).toEqual(['c2', 'c3']);
    expect(await readdir(join(root, 'c3'))).toEqual(['1-0.wav']);
  });

  it.each([
    { rule: 'a device without space', at: '/dev/full', trouble: 'busy' },
    { rule: 'a folder that cannot be made', at: '/proc/none/here', trouble: 'busy' },
  ])('$rule is a fault that names it', async ({ at, trouble }) => {
    const storage = openDirectory(at);
    await expect(storage.put('c1/1-0.wav', bytes('x'))).rejects.toMatchObject({
      name: 'StorageFault',
      trouble,
    });
    await expect(storage.check()).rejects.toThrow(at);
  });

  it('that may not be written is refused until somebody changes that', async () => {
    if (process.getuid?.() === 0) return; // root may write anywhere
    const root = await mkdtemp(join(folder, 'closed-'));
    await chmod(root, 0o500);
    await expect(openDirectory(root).check()).rejects.toMatchObject({ trouble: 'refused' });
  });
});

describe('S3 in trouble', () => {
  let storage: ObjectStorage;
  beforeEach(() => {
    s3.objects.clear();
    s3.faults.length = 0;
    s3.requests.length = 0;
    storage = s3Storage();
  });
  afterEach(() => storage.close());

  it.each(['apply-then-503', 'slow-down', 'too-many', 'reset', 'hang'] as const)(
    '%s: tried again, and the object is there once',
    async (fault) => {
      s3.faults.push(fault);
      await storage.put('c1/1-0.wav', bytes('hello'));
      expect(s3.objects.get('c1/1-0.wav')?.toString()).toBe('hello');
      expect(s3.requests).toEqual(['PUT c1/1-0.wav', 'PUT c1/1-0.wav']);
    },
  );

  it('one connection does for one request after another', async () => {
    const before = s3.connections;
    for (let i = 0; i < 5; i++) {
      await storage.put('c1/1-0.wav', Buffer.alloc(160_000));
      await storage.read('c1/1-0.wav');
      await storage.size('c1/none');
    }
    await storage.remove(['c1/1-0.wav']);
    expect(s3.connections - before).toBe(1);
  });

  it('gives up after three tries, and says what it wanted', async () => {
    s3.faults.push('slow-down', 'hang', 'reset');
    await expect(storage.read('c1/1-0.wav')).rejects.toMatchObject({ name: 'StorageFault', trouble: 'busy' });
    expect(s3.requests.length).toBe(3);
  });

  it('a server that is not there', async () => {
    const nobody = s3Storage({ endpoint: 'http://127.0.0.1:9' });
    await expect(nobody.put('c1/1-0.wav', bytes('x'))).rejects.toMatchObject({ trouble: 'busy' });
    nobody.close();
  });

  it('an answer that breaks off is a fault, not half an object', async () => {
    s3.objects.set('c1/1-0.wav', Buffer.alloc(10_000, 'x'));
    s3.faults.push('break-off');
    await expect(storage.read('c1/1-0.wav')).rejects.toMatchObject({ trouble: 'busy' });
  });

  it('a list that is none, e.g. the page of a proxy', async () => {
    s3.faults.push('garbage');
    await expect(storage.list('c1/')).rejects.toThrow('is it an S3 server?');
  });

  it.each([
    { rule: 'a wrong secret', more: { secretAccessKey: 'wrong' }, repair: 'AWS_SECRET_ACCESS_KEY' },
    { rule: 'an unknown key', more: { accessKeyId: 'unknown' }, repair: 'AWS_ACCESS_KEY_ID' },
    {
      rule: 'a bucket that does not exist',
      more: { bucket: 'nowhere' },
      repair: 'create the bucket "nowhere"',
    },
  ])('$rule is refused at once, with the repair', async ({ more, repair }) => {
    const wrong = s3Storage(more);
    await expect(wrong.put('c1/1-0.wav', bytes('x'))).rejects.toMatchObject({ trouble: 'refused' });
    await expect(wrong.check()).rejects.toThrow(repair);
    expect(s3.requests.length).toBe(2);
    wrong.close();
  });

  it.each([
    { fault: 'forbidden' as const, repair: 'let this key list, read, write and delete' },
    { fault: 'skewed' as const, repair: 'set the clock' },
    { fault: 'unknown-user' as const, repair: 'correct AWS_ACCESS_KEY_ID' },
  ])('$fault is refused with the repair', async ({ fault, repair }) => {
    s3.faults.push(fault);
    await expect(storage.put('c1/1-0.wav', bytes('x'))).rejects.toThrow(repair);
  });

  it('no fault repeats the secret', async () => {
    const wrong = s3Storage({ secretAccessKey: 'hush-hush' });
    const fault = await wrong.check().catch((error: Error) => error);
    expect(JSON.stringify([fault, String(fault)])).not.toContain('hush-hush');
    wrong.close();
  });
});

describe('the storage in the environment', () => {
  const config = (env: object) => z.object(storageConfig).parse(env);
  it('is a directory unless a bucket is named', () => {
    expect(openStorage(config({ RECORDINGS_DIR: '/rec' })).name).toBe('/rec');
    const key = { AWS_ACCESS_KEY_ID: 'a', AWS_SECRET_ACCESS_KEY: 'b' };
    expect(openStorage(config({ RECORDINGS_BUCKET: 'calls', ...key })).name).toBe(
      's3://calls at calls.s3.us-east-1.amazonaws.com',
    );
    expect(
      openStorage(config({ RECORDINGS_BUCKET: 'calls', AWS_ENDPOINT_URL: 'http://minio:9000', ...key })).name,
    ).toBe('s3://calls at minio:9000');
  });

  it('a bucket without a key says what to set', () => {
    expect(() => openStorage(config({ RECORDINGS_BUCKET: 'calls' }))).toThrow(
      'RECORDINGS_BUCKET=calls needs AWS_ACCESS_KEY_ID',
    );
    expect(() => config({ RECORDINGS_BUCKET: 'Not_a_bucket' })).toThrow('expected the name of an S3 bucket');
  });
});
