/**
 * What mod_audio_fork (jambonz) does with the audio that a server sends: prebuffer, playout buffer, marks and their
 * quirks. One `tick` per 20 ms frame that the switch writes.
 */
export interface Playout {
  /** L16 little-endian in chunks of any size; an odd byte waits for the next chunk. */
  receive(bytes: Uint8Array): void;
  mark(name: string): void;
  clearMarks(): void;
  /** Takes effect at the next tick; what lies in the prebuffer stays. */
  kill(): void;
  /** The next frame (null: nothing is played) and the marks that fell due. */
  tick(): { frame: Int16Array | null; marks: MarkAnswer[] };
  /** audio that is heard without more being sent, ms */
  queuedMs(): number;
}
export interface MarkAnswer {
  name: string;
  event: 'playout' | 'cleared';
}

const FRAME_MS = 20;
const FIRST_PREBUFFER_SAMPLES = 1_280;
const NEXT_PREBUFFER_SAMPLES = 640;
const MARKS_LIMIT = 30;
/** the module's marker, 0xFFFF: an ordinary sample of this value looks the same */
const MARKER = -1;

/** `rateHz` is the stream's rate, `codecRateHz` the call's; the first is a multiple of the second. */
export function createPlayout({ rateHz, codecRateHz }: { rateHz: number; codecRateHz: number }): Playout {
  const factor = Math.max(1, rateHz / codecRateHz);
  const frameSamples = (codecRateHz * FRAME_MS) / 1000;
  let threshold = FIRST_PREBUFFER_SAMPLES * factor;
  let oddByte: number | null = null;
  let prebuffer: number[] = [];
  let playing: number[] = [];
  /** first sample of `playing` that is not played yet */
  let head = 0;
  let marks: { name: string; behindAudio: boolean }[] = [];
  let killed = false;

  const release = () => {
    if (prebuffer.length < threshold) return;
    threshold = NEXT_PREBUFFER_SAMPLES * factor;
    playing = playing.slice(head).concat(factor === 1 ? prebuffer : downsample(prebuffer, factor));
    head = 0;
    prebuffer = [];
  };

  return {
    receive(bytes) {
      const all: Uint8Array = oddByte === null ? bytes : Uint8Array.of(oddByte, ...bytes);
      oddByte = all.length % 2 === 1 ? (all[all.length - 1] ?? 0) : null;
      const view = new DataView(all.buffer, all.byteOffset, all.length - (all.length % 2));
      for (let at = 0; at < view.byteLength; at += 2) prebuffer.push(view.getInt16(at, true));
      release();
    },
    mark(name) {
      if (marks.length >= MARKS_LIMIT) return;
      const behindAudio = prebuffer.length + playing.length - head > 0;
      marks.push({ name, behindAudio });
      if (behindAudio) prebuffer.push(MARKER);
    },
    clearMarks() {
      marks = [];
    },
    kill() {
      killed = true;
    },
    tick() {
      if (killed) {
        killed = false;
        head = playing.length;
        const cleared = marks.map(({ name }): MarkAnswer => ({ name, event: 'cleared' }));
        marks = [];
        return { frame: null, marks: cleared };
      }
      if (head >= playing.length) {
        // resampling destroyed the marker of a mark behind audio: it is never answered
        const due = marks.findIndex(({ behindAudio }) => factor === 1 || !behindAudio);
        return { frame: null, marks: due < 0 ? [] : marks.splice(due, 1).map(played) };
      }
      const answered: MarkAnswer[] = [];
      const frame = new Int16Array(frameSamples);
      let taken = 0;
      while (taken < frameSamples && head < playing.length) {
        const sample = playing[head++] ?? 0;
        const marked = sample === MARKER ? marks.shift() : undefined;
        if (marked) answered.push(played(marked));
        else frame[taken++] = sample;
      }
      return { frame, marks: answered };
    },
    queuedMs: () => ((playing.length - head) * 1000) / codecRateHz,
  };
}

const played = ({ name }: { name: string }): MarkAnswer => ({ name, event: 'playout' });

function downsample(samples: readonly number[], factor: number): number[] {
  const out: number[] = [];
  for (let at = 0; at + factor <= samples.length; at += factor) {
    let sum = 0;
    for (let n = 0; n < factor; n++) sum += samples[at + n] ?? 0;
    out.push(Math.round(sum / factor));
  }
  return out;
}
