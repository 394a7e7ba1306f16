/** Where a piece's audio came from: what a cache answered costs nothing. */
export type AudioOrigin = 'memory' | 'shared-cache' | 'synthesis';

/** Audio of one piece of text while it is being made: PCM16 mono. Read by any number of calls at once. */
export interface SpokenAudio {
  /** bytes made so far */
  readonly bytes: number;
  /** nothing more will come; `failed` keeps what was made */
  readonly state: 'growing' | 'complete' | 'failed';
  /** known when the state is complete */
  readonly origin: AudioOrigin | null;
  /** copies [from, to) of what has been made */
  copy(target: Buffer, at: number, from: number, to: number): void;
  /** called whenever bytes or state change, until the returned function is called */
  onChange(listener: () => void): () => void;
}

export interface GrowingAudio extends SpokenAudio {
  append(pcm: Buffer): void;
  complete(origin: AudioOrigin): void;
  fail(): void;
  /** the whole audio, for a cache */
  take(): Buffer;
}

/** An audio that somebody still makes. Grows by doubling, so a piece is copied twice at most. */
export function createGrowingAudio(): GrowingAudio {
  let store = Buffer.allocUnsafe(16_384);
  let bytes = 0;
  let state: SpokenAudio['state'] = 'growing';
  let origin: AudioOrigin | null = null;
  const listeners = new Set<() => void>();
  const changed = () => {
    for (const listener of [...listeners]) listener();
  };
  return {
    get bytes() {
      return bytes;
    },
    get state() {
      return state;
    },
    get origin() {
      return origin;
    },
    copy: (target, at, from, to) => void store.copy(target, at, from, to),
    onChange(listener) {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
    append(pcm) {
      if (state !== 'growing' || pcm.length === 0) return;
      if (bytes + pcm.length > store.length) {
        const larger = Buffer.allocUnsafe(Math.max(store.length * 2, bytes + pcm.length));
        store.copy(larger, 0, 0, bytes);
        store = larger;
      }
      pcm.copy(store, bytes);
      bytes += pcm.length;
      changed();
    },
    complete(from) {
      if (state !== 'growing') return;
      state = 'complete';
      origin = from;
      changed();
    },
    fail() {
      if (state !== 'growing') return;
      state = 'failed';
      changed();
    },
    take: () => Buffer.from(store.subarray(0, bytes)),
  };
}

/** An audio that is there as a whole. */
export function wholeAudio(pcm: Buffer, origin: AudioOrigin): SpokenAudio {
  return {
    bytes: pcm.length,
    state: 'complete',
    origin,
    copy: (target, at, from, to) => void pcm.copy(target, at, from, to),
    onChange: () => () => undefined,
  };
}
