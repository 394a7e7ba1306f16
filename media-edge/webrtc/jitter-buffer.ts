/** One RTP packet of the caller, decoded. */
export interface MediaPacket {
  ssrc: number;
  /** 16 bits */
  sequence: number;
  /** 32 bits, in samples */
  timestamp: number;
  /** PCM16 */
  pcm: Buffer;
}

/** Puts packets in order. What comes in its place passes at once: nothing is held back for a delay that may come. */
export interface JitterBuffer {
  /** audio that is due now, in order; lost audio is silence of its length */
  put(packet: MediaPacket, nowMs: number): Buffer[];
  /** at least every 20 ms: gives up on what does not come, and says silence while nothing comes */
  tick(nowMs: number): Buffer[];
}

/** A packet that overtook another one waits so long for it: three frames. */
const REORDER_MS = 60;
const MOST_HELD = 32;
/** Nothing for so long: the recogniser must see time pass, or it would never hear the end of an utterance. */
const QUIET_AFTER_MS = 100;
/** A gap says no more than this at once: behind it the clock of the sender has jumped. */
const LONGEST_GAP_MS = 500;
/** Sequence numbers further apart are another stream, e.g. after a pause of the device. */
const MOST_MISSING = 500;

export function createJitterBuffer(sampleRateHz: number): JitterBuffer {
  const perMs = sampleRateHz / 1000;
  let ssrc: number | null = null;
  let next = 0;
  let nextTimestamp = 0;
  /** packets that came too early, in the order of their sender */
  let held: { packet: MediaPacket; sinceMs: number }[] = [];
  let aliveAtMs: number | null = null;
  /** silence that was said since the last packet, samples: it is not said again for what turns out lost */
  let bridged = 0;

  const silence = (samples: number): Buffer[] => (samples > 0 ? [Buffer.alloc(samples * 2)] : []);
  const begin = (packet: MediaPacket) => {
    ssrc = packet.ssrc;
    next = packet.sequence;
    nextTimestamp = packet.timestamp;
    held = [];
  };
  /** the packet is the next one: what its clock skipped was silence of the sender, or lost */
  const pass = (packet: MediaPacket): Buffer[] => {
    const gap = (packet.timestamp - nextTimestamp) | 0;
    const lost = gap > 0 && gap <= LONGEST_GAP_MS * perMs ? Math.max(0, gap - bridged) : 0;
    bridged = 0;
    next = (packet.sequence + 1) & 0xffff;
    nextTimestamp = (packet.timestamp + (packet.pcm.length >> 1)) >>> 0;
    return [...silence(lost), packet.pcm];
  };
  const passHeld = (): Buffer[] => {
    const out: Buffer[] = [];
    for (let first = held[0]; first !== undefined && first.packet.sequence === next; first = held[0]) {
      held.shift();
      out.push(...pass(first.packet));
    }
    return out;
  };
  const giveUp = (): Buffer[] => {
    const first = held[0];
    if (first === undefined) return [];
    next = first.packet.sequence;
    return passHeld();
  };

  return {
    put(packet, nowMs) {
      aliveAtMs = nowMs;
      if (ssrc !== packet.ssrc) begin(packet);
      const ahead = ((packet.sequence - next) << 16) >> 16;
      if (Math.abs(ahead) > MOST_MISSING) begin(packet);
      else if (ahead < 0) return [];
      else if (ahead > 0) {
        if (held.some((other) => other.packet.sequence === packet.sequence)) return [];
        held.push({ packet, sinceMs: nowMs });
        held.sort((a, b) => distance(next, a.packet.sequence) - distance(next, b.packet.sequence));
        return held.length > MOST_HELD ? giveUp() : [];
      }
      return [...pass(packet), ...passHeld()];
    },
    tick(nowMs) {
      if (held.some(({ sinceMs }) => nowMs - sinceMs >= REORDER_MS)) return giveUp();
      if (aliveAtMs === null || nowMs - aliveAtMs < QUIET_AFTER_MS) return [];
      const due = Math.floor((nowMs - aliveAtMs) * perMs) - bridged;
      bridged += due;
      return silence(due);
    },
  };
}

const distance = (from: number, to: number): number => (to - from) & 0xffff;
