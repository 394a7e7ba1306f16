/** What a switch of any kind shows of one call: the conformance suite knows nothing else of it. */
export interface EmulatedCall {
  readonly callId: string;
  /** of the audio below, Hz; the wire may carry another codec */
  readonly sampleRateHz: number;
  /** The caller says this, PCM16 at `sampleRateHz`. Goes out in the switch's own portions, all at once. */
  say(pcm: Buffer): void;
  /** everything that the caller's ear got, PCM16: silence between is left out */
  heard(): Buffer;
  /** audio that the switch holds and has not played, ms */
  heldMs(): number;
  press(digit: string): void;
  /** the caller hangs up: the switch ends the connection in its own way */
  hangUp(): void;
  /** the network breaks: nobody says goodbye */
  lose(): void;
  /** what became of the call by our doing, null while nothing did */
  fate(): { hungUp: true } | { transferredTo: string } | null;
  /** our side has closed, or been cut */
  readonly ended: boolean;
  /** what we did that this switch does not bear, or ignores */
  readonly faults: readonly string[];
  /** puts bytes on the wire as they are: a text frame, a binary frame, or a piece of a TCP stream */
  raw(bytes: Buffer, as: 'text' | 'binary'): void;
}

/** The caller's ear at a switch that paces: asks for a frame every 20 ms of the clock. */
export function createEar(frameMs: number, play: () => Buffer | null): Ear {
  const frames: Buffer[] = [];
  let due = performance.now();
  const catchUp = () => {
    for (const now = performance.now(); due <= now; due += frameMs) {
      const frame = play();
      if (frame !== null) frames.push(frame);
    }
  };
  const timer = setInterval(catchUp, frameMs / 2);
  return {
    catchUp,
    heard() {
      catchUp();
      return Buffer.concat(frames);
    },
    stop: () => clearInterval(timer),
  };
}

export interface Ear {
  /** plays what is due: a busy test must not look like a switch that plays late */
  catchUp(): void;
  heard(): Buffer;
  stop(): void;
}

/** Asks as a dialplan does behind our leg: `${CURL(…/calls/<id>/next)}`. */
export async function askWhatNext(
  internalUrl: string,
  callId: string,
): Promise<{ hungUp: true } | { transferredTo: string }> {
  const next = await (await fetch(`${internalUrl}/calls/${callId}/next`)).text();
  if (next === 'hang-up') return { hungUp: true };
  // a leg that was lost goes to a human
  return {
    transferredTo: next.startsWith('transfer:') ? next.slice('transfer:'.length) : `operator (${next})`,
  };
}

/** Cuts audio as a busy line does: frames come alone, or a few together. */
export function portions(pcm: Buffer, frameBytes: number, random: () => number): Buffer[] {
  const out: Buffer[] = [];
  for (let at = 0; at < pcm.length; ) {
    const frames = random() < 0.7 ? 1 : 1 + Math.floor(random() * 6);
    out.push(pcm.subarray(at, at + frames * frameBytes));
    at += frames * frameBytes;
  }
  return out;
}

/** Numbers in [0, 1) that are the same for the same seed (mulberry32). */
export function seededRandom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}
