import type { Readable } from 'node:stream';

/** What is put: bytes in memory, or a file with its length and checksum (SHA-256, hex). */
export type ObjectBody = Uint8Array | { path: string; bytes: number; sha256: string };

/** Bytes [from, to) of an object. */
export interface ByteRange {
  from: number;
  to: number;
}

/**
 * Objects under keys like `a/b.wav`, in a directory or behind S3. Every method may be repeated. Rejects with StorageFault
 * after a time limit and some tries; what is not there is no fault.
 */
export interface ObjectStorage {
  /** for messages: a folder, or bucket and server */
  readonly name: string;
  /** wholly or not at all, over what was there */
  put(key: string, body: ObjectBody): Promise<void>;
  /** A file of this machine becomes the object, without a copy. False: not with this storage, or not from that disk. */
  moveIn(key: string, path: string): Promise<boolean>;
  /** bytes, null: no such object */
  size(key: string): Promise<number | null>;
  /** null: no such object. Not for what may be large. */
  read(key: string): Promise<Buffer | null>;
  /** null: no such object. `range` has to lie within the object. The reader ends or destroys the stream. */
  open(key: string, range?: ByteRange): Promise<Readable | null>;
  /** everything whose key begins with `prefix`, by key */
  list(prefix: string): Promise<{ key: string; bytes: number }[]>;
  /** first parts of keys that have more than one, by name */
  folders(): Promise<string[]>;
  remove(keys: readonly string[]): Promise<void>;
  /** rejects where nothing could be put, e.g. a bucket that does not exist */
  check(): Promise<void>;
  close(): void;
}

/**
 * `busy`: it works, later (429, 503, a time-out). `refused`: until somebody changes a setting or a permission. `bad`: this
 * one object, for good.
 */
export type StorageTrouble = 'busy' | 'refused' | 'bad';

/** Why a storage did not do what was asked. The message names the object and, where one is known, the repair. */
export class StorageFault extends Error {
  override name = 'StorageFault';
  readonly trouble: StorageTrouble;
  constructor(trouble: StorageTrouble, message: string, options?: ErrorOptions) {
    super(message, options);
    this.trouble = trouble;
  }
}
