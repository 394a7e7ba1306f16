import { readdir, rename, rmdir, stat, utimes } from 'node:fs/promises';
import { join } from 'node:path';
import { LRUCache } from 'lru-cache';
import type { ObjectStorage } from '../../adapters/storage/index.ts';
import type { SegmentName } from '../../contracts/recording.ts';
import type { Log } from '../../platform/log.ts';
import { makeFolder } from '../../platform/make-folder.ts';
import { isOrphan, ownerName } from './spool-owner.ts';
import { createUploads, type SpooledSegment } from './uploads.ts';

const LOOK_EVERY_MS = 10_000;
/** Calls whose numbering is remembered: a second leg of the same epoch comes within minutes, if at all. */
const NUMBERED_CALLS = 2000;
const MB = 1024 * 1024;

/** Segments on this disk, from the first write until they are in the storage. */
export interface Spool {
  pathOf(name: SegmentName): string;
  /** false: so much waits that more could fill the disk for others */
  hasRoom(): boolean;
  /** the number of the segment behind those of this call and epoch that were closed here */
  nextSeq(callId: string, epoch: number): number;
  closed(name: SegmentName, isWhole: boolean): void;
  /** uploads what it can within the time; the rest is for the next start */
  stop(withinMs: number): Promise<void>;
}

export interface SpoolOptions {
  /** on a disk of this machine; edges may share it */
  directory: string;
  maxMb: number;
  storage: ObjectStorage;
  log: Log;
  lookEveryMs?: number;
}

/**
 * Each process writes into a folder of its own. At the start, and now and then, it takes over what a process that is gone
 * has left behind: a killed edge's last segments are uploaded by whoever comes next on this machine.
 */
export async function openSpool(options: SpoolOptions): Promise<Spool> {
  const { directory, maxMb, storage, log, lookEveryMs = LOOK_EVERY_MS } = options;
  const own = await ownerName();
  const folder = join(directory, own);
  let bytes = 0;
  const numbered = new LRUCache<string, number>({ max: NUMBERED_CALLS });
  const legsOf = ({ callId, epoch }: Omit<SegmentName, 'seq'>) => `${callId}~${epoch}`;
  const uploads = createUploads({
    ...{ storage, log },
    onGone: (segment) => {
      bytes -= segment.bytes;
    },
  });
  let adding: Promise<void> = Promise.resolve();
  const add = async (name: SegmentName, path: string, isWhole = false) => {
    const status = await stat(path).catch(() => null);
    if (status === null) return;
    bytes += status.size;
    uploads.add({ name, path, bytes: status.size, isWhole } satisfies SpooledSegment);
  };

  /** moved one by one: two that find the same orphan share what it has left */
  const adopt = async (other: string) => {
    const from = join(directory, other);
    const files = await readdir(from).catch(() => []);
    let taken = 0;
    for (const file of files) {
      const name = readFileName(file);
      if (name === null) continue;
      const moved = await rename(join(from, file), join(folder, file)).then(
        () => true,
        () => false,
      );
      if (!moved) continue;
      taken++;
      await add(name, join(folder, file));
    }
    await rmdir(from).catch(() => undefined);
    if (taken > 0)
      log.info('left-overs of an edge that is gone are uploaded', { from: other, segments: taken });
  };
  const look = async () => {
    await utimes(folder, new Date(), new Date()).catch(() => undefined);
    for (const other of await readdir(directory).catch(() => []))
      if (await isOrphan(other, join(directory, other), own, Date.now())) await adopt(other);
  };

  try {
    await makeFolder(folder);
    // an earlier edge of this very process
    for (const file of await readdir(folder)) {
      const name = readFileName(file);
      if (name !== null) await add(name, join(folder, file));
    }
    await look();
  } catch (error) {
    // calls come first; each segment tries again
    log.error('calls are not recorded until this folder can be written: EDGE_SPOOL_DIR', {
      directory,
      error,
    });
  }
  let looking: Promise<void> = Promise.resolve();
  const timer = setInterval(() => {
    looking = looking
      .then(look)
      .catch((error: unknown) => log.warn('left-overs could not be read', { error }));
  }, lookEveryMs).unref();

  return {
    pathOf: (name) => join(folder, fileName(name)),
    hasRoom: () => bytes < maxMb * MB,
    nextSeq: (callId, epoch) => numbered.get(legsOf({ callId, epoch })) ?? 0,
    closed(name, isWhole) {
      numbered.set(legsOf(name), name.seq + 1);
      adding = adding.then(() => add(name, join(folder, fileName(name)), isWhole));
    },
    async stop(withinMs) {
      clearInterval(timer);
      await looking;
      await adding;
      await uploads.settled(withinMs);
      uploads.stop();
      await rmdir(folder).catch(() => undefined);
    },
  };
}

/** `~` is in no call id. */
const fileName = ({ callId, epoch, seq }: SegmentName): string => `${callId}~${epoch}-${seq}.wav`;
function readFileName(file: string): SegmentName | null {
  const [, callId, epoch, seq] = /^([^~/]+)~(\d+)-(\d+)\.wav$/.exec(file) ?? [];
  return callId === undefined ? null : { callId, epoch: Number(epoch), seq: Number(seq) };
}
