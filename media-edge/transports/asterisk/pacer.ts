/** Ticks of 20 ms, one timer for all calls of a process. */
export interface FrameTicker {
  add(onTick: () => void): void;
  remove(onTick: () => void): void;
}

/** Hands out what is put in at the speed of sound, for a switch that neither paces nor buffers. */
export interface Pacer {
  put(pcm: Buffer): void;
  clear(): void;
  /** bytes not handed out yet */
  readonly waiting: number;
  stop(): void;
}

export interface PacerParts {
  frameBytes: number;
  frameMs: number;
  ticker: FrameTicker;
  /** monotonic milliseconds */
  now: () => number;
  /** a frame that is due; the last one of what there is may be shorter */
  emit: (frame: Buffer) => void;
}

/** After a stall this much goes out at once, what a telephone's own buffer bears; the rest keeps its distance. */
const MOST_AT_ONCE = 3;

export function createPacer({ frameBytes, frameMs, ticker, now, emit }: PacerParts): Pacer {
  let queue: Buffer[] = [];
  let at = 0;
  let waiting = 0;
  let dueMs = 0;
  let running = false;

  const take = (): Buffer => {
    const first = queue[0] ?? Buffer.alloc(0);
    if (first.length - at >= frameBytes) {
      const frame = first.subarray(at, at + frameBytes);
      at += frameBytes;
      if (at === first.length) {
        queue.shift();
        at = 0;
      }
      return frame;
    }
    const parts: Buffer[] = [];
    let missing = frameBytes;
    while (missing > 0 && queue[0] !== undefined) {
      const part = queue[0].subarray(at, at + missing);
      parts.push(part);
      missing -= part.length;
      at += part.length;
      if (at >= queue[0].length) {
        queue.shift();
        at = 0;
      }
    }
    return Buffer.concat(parts);
  };

  const run = (on: boolean) => {
    if (on === running) return;
    running = on;
    if (on) ticker.add(tick);
    else ticker.remove(tick);
  };

  const tick = () => {
    const time = now();
    for (let sent = 0; waiting > 0 && dueMs <= time; sent++) {
      if (sent === MOST_AT_ONCE) {
        dueMs = time + frameMs;
        break;
      }
      const frame = take();
      waiting -= frame.length;
      dueMs += frameMs;
      emit(frame);
    }
    // what was handed out last is still sounding: until then the next frame is not due
    if (waiting === 0 && dueMs <= time) run(false);
  };

  return {
    get waiting() {
      return waiting;
    },
    put(pcm) {
      if (pcm.length === 0) return;
      queue.push(pcm);
      waiting += pcm.length;
      if (running) return;
      dueMs = now();
      run(true);
      tick();
    },
    clear() {
      queue = [];
      at = 0;
      waiting = 0;
    },
    stop() {
      queue = [];
      waiting = 0;
      run(false);
    },
  };
}
