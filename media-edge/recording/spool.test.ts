import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, readdir, rm, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { type ObjectStorage, openDirectory, openS3, StorageFault } from '../../adapters/storage/index.ts';
import { FAKE_S3_KEY, startFakeS3 } from '../../adapters/storage/testing/fake-s3.ts';
import {
  RECORDING_HEADER_BYTES,
  readRecordingHeader,
  recordingHeader,
} from '../../contracts/recording-wav.ts';
import { createSegmentFiles } from './segment-files.ts';
import { openSpool, type Spool } from './spool.ts';
import { createUploads } from './uploads.ts';

let home: string;
let directory: string;
let storage: ObjectStorage;
let told: string[];
const open: Spool[] = [];
beforeEach(async () => {
  home = await mkdtemp(join(tmpdir(), 'holdfast-spool-'));
  directory = join(home, 'spool');
  storage = openDirectory(join(home, 'stored'));
  told = [];
});
afterEach(async () => {
  for (const spool of open.splice(0)) await spool.stop(0);
  // an upload that was under way may still make a file
  await rm(home, { recursive: true, force: true, maxRetries: 5 });
});

const note = (message: string) => void told.push(message);
const log = { debug: () => undefined, info: note, warn: note, error: note };
const spoolOf = async (more: object = {}) => {
  const spool = await openSpool({ directory, maxMb: 1, storage, log, ...more });
  open.push(spool);
  return spool;
};
/** `frames` of two samples each */
const wav = (frames: number) =>
  Buffer.concat([
    recordingHeader({ channels: 2, sampleRateHz: 8000, startsAtMs: 1000, dataBytes: 40_000 * 4 }),
    Buffer.alloc(frames * 4, 1),
  ]);
const finish = async (spool: Spool, seq: number, bytes = wav(100)) => {
  const name = { callId: 'c1', epoch: 1, seq };
  await mkdir(join(spool.pathOf(name), '..'), { recursive: true });
  await writeFile(spool.pathOf(name), bytes);
  spool.closed(name, bytes.length === RECORDING_HEADER_BYTES + 160_000);
};
const stored = async () => (await storage.list('')).map(({ key }) => key);
async function until(look: () => Promise<boolean> | boolean) {
  for (let tries = 0; tries < 1000; tries++) {
    if (await look()) return;
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
  throw new Error(`never came true: ${look}`);
}

describe('the spool of an edge', () => {
  it('uploads what is finished, with the length that it has, and leaves nothing behind', async () => {
    const spool = await spoolOf();
    await finish(spool, 0);
    await finish(spool, 1, Buffer.concat([wav(50), Buffer.from([1, 2, 3])]));
    await spool.stop(5000);
    expect(await stored()).toEqual(['c1/1-0.wav', 'c1/1-1.wav']);
    const half = (await storage.read('c1/1-1.wav')) ?? Buffer.alloc(0);
    expect(readRecordingHeader(half)).toMatchObject({ dataBytes: 200 });
    expect(half.length).toBe(RECORDING_HEADER_BYTES + 200);
    expect(await readdir(directory)).toEqual([]);
  });

  it('keeps what waits from being written over by a second leg of the same epoch', async () => {
    const spool = await spoolOf();
    expect(spool.nextSeq('c1', 1)).toBe(0);
    await finish(spool, 0);
    await finish(spool, 1);
    expect([spool.nextSeq('c1', 1), spool.nextSeq('c1', 2), spool.nextSeq('c2', 1)]).toEqual([2, 0, 0]);
  });

  it('hears nothing of a leg that is discarded, whose file goes', async () => {
    const spool = await spoolOf();
    await finish(spool, 0);
    const leg = { callId: 'c1', epoch: 1, sampleRateHz: 8000, startsAtMs: 0 };
    const files = createSegmentFiles({ ...leg, spool, log });
    files.write(Buffer.alloc(4000), 0, 1000);
    await until(async () => (await readdir(join(spool.pathOf({ ...leg, seq: 1 }), '..'))).length > 0);
    await files.discard();
    await spool.stop(5000);
    expect(await stored()).toEqual(['c1/1-0.wav']);
    expect(await readdir(directory)).toEqual([]);
  });

  it.each([
    { rule: 'a process that is gone', name: (own: string) => own.replace(/~\d+~\d+$/, '~999999~1') },
    { rule: 'a process whose number another has now', name: (own: string) => own.replace(/~\d+$/, '~1') },
    { rule: 'a machine that has been silent for a minute', name: () => 'elsewhere~4~7~99', ageS: 61 },
  ])('uploads the left-overs of $rule', async ({ name, ageS = 0 }) => {
    const first = await spoolOf();
    const own = (await readdir(directory))[0] ?? '';
    await first.stop(0);
    const left = join(directory, name(own));
    await mkdir(left, { recursive: true });
    await writeFile(join(left, 'c9~3-7.wav'), wav(10));
    await writeFile(join(left, 'c9~3-8.wav'), wav(0));
    await writeFile(join(left, 'somebody.txt'), 'else');
    await utimes(left, new Date(), new Date(Date.now() - ageS * 1000));
    const spool = await spoolOf();
    await spool.stop(5000);
    expect(await stored()).toEqual(['c9/3-7.wav']);
    expect(await readdir(left)).toEqual(['somebody.txt']);
  });

  it.each([
    {
      rule: 'its parent',
      name: (own: string) => own.replace(/~\d+~\d+$/, `~${process.ppid}~`),
      parent: true,
    },
    { rule: 'a machine that has just been heard of', name: () => 'elsewhere~4~7~99' },
    { rule: 'nobody that is known', name: () => 'notes' },
  ])('touches nothing of $rule', async ({ name, parent }) => {
    await spoolOf();
    const own = (await readdir(directory))[0] ?? '';
    const left = join(directory, name(own) + (parent ? await startOf(process.ppid) : ''));
    await mkdir(left, { recursive: true });
    await writeFile(join(left, 'c9~3-7.wav'), wav(10));
    const other = await spoolOf({ directory, lookEveryMs: 5 });
    await new Promise((resolve) => setTimeout(resolve, 40));
    expect(existsSync(join(left, 'c9~3-7.wav'))).toBe(true);
    expect(other.hasRoom()).toBe(true);
  });

  it('finds what is orphaned while it runs, too', async () => {
    await spoolOf({ lookEveryMs: 5 });
    const left = join(directory, 'elsewhere~4~7~99');
    await mkdir(left);
    await writeFile(join(left, 'c9~1-0.wav'), wav(10));
    await utimes(left, new Date(), new Date(Date.now() - 61_000));
    await until(async () => (await stored()).length === 1);
  });

  it('a storage that takes nothing for a while: all of it waits, in bounds, and goes there in the end', async () => {
    const s3 = await startFakeS3();
    s3.down(true);
    storage = openS3({
      ...{ bucket: s3.bucket, endpoint: s3.endpoint, region: 'x' },
      ...FAKE_S3_KEY,
      pauseMs: 1,
    });
    const spool = await spoolOf();
    for (let seq = 0; seq < 8; seq++) await finish(spool, seq, wav(40_000));
    await until(() => told.length > 0);
    expect(told[0]).toBe('recordings wait on this disk: the storage does not take them');
    await until(() => !spool.hasRoom());
    s3.down(false);
    await until(() => s3.objects.size === 8);
    await until(() => spool.hasRoom());
    expect(told.at(-1)).toBe('recordings are uploaded again');
    await spool.stop(1000);
    storage.close();
    await s3.stop();
  });

  it('a folder that cannot be made costs recordings, not the edge', async () => {
    const spool = await openSpool({ directory: '/proc/none/spool', maxMb: 1, storage, log });
    expect(told).toEqual(['calls are not recorded until this folder can be written: EDGE_SPOOL_DIR']);
    await spool.stop(10);
  });
});

describe('uploads', () => {
  const segment = async (seq: number) => {
    const path = join(home, `${seq}`);
    await writeFile(path, wav(10));
    return { name: { callId: 'c1', epoch: 1, seq }, path, bytes: 100, isWhole: false };
  };
  const fault = (trouble: 'busy' | 'refused' | 'bad') => new StorageFault(trouble, trouble);

  it.each(['busy', 'refused', 'bad'] as const)(
    'after a fault that is %s the segment comes again',
    async (trouble) => {
      const faults = [fault(trouble)];
      const keys: string[] = [];
      const put = async (key: string) => {
        keys.push(key);
        const next = faults.shift();
        if (next !== undefined) throw next;
      };
      const gone: number[] = [];
      const uploads = createUploads({
        ...{ storage: { ...storage, put }, log, firstPauseMs: 1, longestPauseMs: 5 },
        onGone: ({ name }) => void gone.push(name.seq),
      });
      uploads.add(await segment(0));
      await until(() => gone.length === 1);
      expect(keys).toEqual(['c1/1-0.wav', 'c1/1-0.wav']);
      expect(existsSync(join(home, '0'))).toBe(false);
    },
  );

  it('one that is refused for good stays on the disk and holds back no other', async () => {
    const put = async (key: string) => {
      if (key.includes('1-0')) throw fault('bad');
    };
    const gone: number[] = [];
    const uploads = createUploads({
      ...{ storage: { ...storage, put }, log, firstPauseMs: 1, longestPauseMs: 5 },
      onGone: ({ name }) => void gone.push(name.seq),
    });
    for (const seq of [0, 1, 2]) uploads.add(await segment(seq));
    await uploads.settled(5000);
    expect([gone.sort(), existsSync(join(home, '0'))]).toEqual([[1, 2], true]);
    expect(told).toContain('a segment of a recording cannot be uploaded and stays on this disk');
  });

  it('a file that is gone is no reason to stop', async () => {
    const gone: number[] = [];
    const uploads = createUploads({ storage, log, onGone: ({ name }) => void gone.push(name.seq) });
    uploads.add({
      name: { callId: 'c1', epoch: 1, seq: 0 },
      path: join(home, 'none'),
      bytes: 1,
      isWhole: true,
    });
    uploads.add(await segment(1));
    await uploads.settled(5000);
    expect(gone).toEqual([0, 1]);
  });

  it('a storage that hangs is waited for no longer than asked', async () => {
    const put = () => new Promise<void>(() => undefined);
    const uploads = createUploads({ storage: { ...storage, put }, log, onGone: () => undefined });
    uploads.add(await segment(0));
    await uploads.settled(20);
    uploads.stop();
    expect(existsSync(join(home, '0'))).toBe(true);
  });
});

it('a killed edge loses less than a second of the call', async () => {
  const script = fileURLToPath(new URL('lab/doomed-recorder.ts', import.meta.url));
  const child = spawn(process.execPath, [script, directory, join(home, 'stored')], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  let heardFrames = 0;
  child.stdout.on('data', (text) => {
    heardFrames = Number(`${text}`.trim().split('\n').at(-1));
  });
  // two segments are finished and the third is not
  await until(() => heardFrames > 2700 / 20).finally(() => child.kill('SIGKILL'));
  await once(child, 'exit');
  expect((await readdir(directory)).length).toBe(1);

  const spool = await spoolOf();
  await spool.stop(5000);
  const pieces = await Promise.all((await stored()).map((key) => storage.read(key)));
  const audio = Buffer.concat(
    pieces.map((wav_) => (wav_ ?? Buffer.alloc(0)).subarray(RECORDING_HEADER_BYTES)),
  );
  // the clock may be a frame ahead of what has come
  const tail = Array.from({ length: 800 }, (_, i) => audio.readInt16LE(audio.length - 2 - i * 4));
  const lastFrame = Math.max(...tail);
  expect(heardFrames - lastFrame).toBeLessThanOrEqual(1000 / 20);
  // nothing is missing before that
  const steps = new Set<number>();
  for (let at = 8; at < audio.length; at += 4)
    steps.add(audio.readInt16LE(at + 2) - audio.readInt16LE(at - 2));
  expect([...steps].filter((step) => step > 1)).toEqual([]);
});

/** As the owner of a folder names it. */
async function startOf(pid: number): Promise<string> {
  const { readFile } = await import('node:fs/promises');
  const text = await readFile(`/proc/${pid}/stat`, 'utf8');
  return text.slice(text.lastIndexOf(')') + 2).split(' ')[19] ?? '';
}
