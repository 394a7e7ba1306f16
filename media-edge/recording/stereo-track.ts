/** Samples of a call on its clock, left the caller, right the agent, as long as they may still change. No clock, no IO. */
export interface StereoTrack {
  /** audio of the caller whose last sample was heard at `heardAt` */
  caller(pcm: Buffer, heardAt: number): void;
  /** audio of the agent that is audible from sample `at` on */
  agent(pcm: Buffer, at: number): void;
  /** audio of the agent from there on was not played */
  agentCleared(at: number): void;
  /** both sides are silent from sample `at` on */
  mute(at: number): void;
  /** and heard again from there on */
  unmute(at: number): void;
  /** interleaved samples from the last `settled` to `until`; what comes before the new `settled` is forgotten */
  take(settled: number, until: number): Buffer;
  /** the first sample that has not been settled */
  readonly settled: number;
}

const RING_MS = 4000;
/** Two frames that are further apart than this had silence between them. */
const GAP_MS = 200;
/** Audio that would end this far in the future shows that the gap before it was a stall, not silence. */
const EARLY_MS = 10;

export function createStereoTrack(sampleRateHz: number): StereoTrack {
  const perMs = sampleRateHz / 1000;
  const capacity = RING_MS * perMs;
  // position modulo capacity; zero where nothing was put
  const left = new Int16Array(capacity);
  const right = new Int16Array(capacity);
  let callerEnd = 0;
  /** the last gap in the caller's audio: where it began and ended */
  let gap = { from: 0, to: 0 };
  let agentEnd = 0;
  let settled = 0;
  /** silent stretches that are not written yet, in order; the last one may be open */
  let mutes: { from: number; to: number }[] = [];

  const put = (ring: Int16Array, pcm: Buffer, from: number): number => {
    const samples = samplesOf(pcm);
    // what lies outside the window cannot be kept in bounded memory
    const first = Math.max(0, settled - from);
    const last = Math.min(samples.length, settled + capacity - from);
    if (first < last) {
      const at = (from + first) % capacity;
      const toEnd = Math.min(last, first + capacity - at);
      ring.set(samples.subarray(first, toEnd), at);
      if (toEnd < last) ring.set(samples.subarray(toEnd, last), 0);
    }
    return from + samples.length;
  };

  /** Moves the caller's audio behind the last gap forward in time, over as much of the gap as there is. */
  const closeGap = (wanted: number) => {
    const shift = Math.min(wanted, gap.to - gap.from);
    for (let to = Math.max(settled, gap.to - shift); to < callerEnd; to++) {
      const from = to + shift;
      left[to % capacity] = from < callerEnd ? (left[from % capacity] ?? 0) : 0;
    }
    gap.to -= shift;
    callerEnd -= shift;
  };

  const forget = (until: number) => {
    for (let at = settled; at < until; ) {
      const from = at % capacity;
      const length = Math.min(until - at, capacity - from);
      left.fill(0, from, from + length);
      right.fill(0, from, from + length);
      at += length;
    }
    mutes = mutes.filter(({ to }) => to > until);
    settled = until;
  };

  return {
    get settled() {
      return settled;
    },
    caller(pcm, heardAt) {
      const due = heardAt - (pcm.length >> 1);
      if (due - callerEnd > GAP_MS * perMs) {
        gap = { from: callerEnd, to: due };
        callerEnd = due;
      }
      callerEnd = put(left, pcm, callerEnd);
      if (callerEnd - heardAt > EARLY_MS * perMs) closeGap(callerEnd - heardAt);
    },
    agent(pcm, at) {
      agentEnd = put(right, pcm, at);
    },
    agentCleared(at) {
      const from = Math.max(at, settled);
      for (let each = from; each < agentEnd; each++) right[each % capacity] = 0;
      agentEnd = Math.min(agentEnd, from);
    },
    mute(at) {
      const last = mutes.at(-1);
      if (last !== undefined && last.to >= at) last.to = Infinity;
      else mutes.push({ from: at, to: Infinity });
    },
    unmute(at) {
      const last = mutes.at(-1);
      if (last?.to === Infinity) last.to = at;
    },
    take(nextSettled, until) {
      const samples = until - settled;
      const bytes = Buffer.allocUnsafe(samples * 4);
      // one store per pair of samples: the machine is little-endian, as the file is
      const pairs = new Int32Array(bytes.buffer, bytes.byteOffset, samples);
      for (let i = 0, at = settled % capacity; i < samples; i++, at = at + 1 === capacity ? 0 : at + 1)
        pairs[i] = ((right[at] ?? 0) << 16) | ((left[at] ?? 0) & 0xffff);
      // when it is written, so that no audio that came late or was moved gets into a silent stretch
      for (const { from, to } of mutes)
        pairs.fill(0, Math.max(0, from - settled), Math.max(0, Math.min(samples, to - settled)));
      forget(nextSettled);
      return bytes;
    },
  };
}

function samplesOf(pcm: Buffer): Int16Array {
  const aligned = pcm.byteOffset % 2 === 0 ? pcm : Buffer.from(pcm);
  return new Int16Array(aligned.buffer, aligned.byteOffset, aligned.length >> 1);
}
