/** What joining a recording needs of the storage; adapters/storage has it. */
export interface RecordingStorage {
  list(prefix: string): Promise<{ key: string; bytes: number }[]>;
  /** null: no such object */
  read(key: string): Promise<Uint8Array | null>;
  open(key: string, range?: { from: number; to: number }): Promise<AsyncIterable<Uint8Array> | null>;
  size(key: string): Promise<number | null>;
  put(key: string, file: { path: string; bytes: number; sha256: string }): Promise<void>;
  remove(keys: readonly string[]): Promise<void>;
}

/** The first bytes of an object, null: no such object. */
export async function readStart(
  storage: RecordingStorage,
  key: string,
  bytes: number,
): Promise<Uint8Array | null> {
  const stream = await storage.open(key, { from: 0, to: bytes });
  if (stream === null) return null;
  const chunks: Uint8Array[] = [];
  for await (const chunk of stream) chunks.push(chunk);
  return Buffer.concat(chunks);
}
