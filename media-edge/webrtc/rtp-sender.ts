/** What goes into one RTP packet behind the header that a peer writes. */
export interface OutgoingPacket {
  /** 16 bits */
  sequence: number;
  /** 32 bits, in samples */
  timestamp: number;
  /** the first one behind a pause: a receiver may set its playout delay anew */
  marker: boolean;
  payload: Buffer;
}

/** Frames of 20 ms as packets. Between two utterances nothing is sent: the clock in the packets goes on with ours. */
export interface RtpSender {
  /** `last`: nothing follows at once */
  frame(payload: Buffer, last: boolean, nowMs: number): void;
  /** what follows is not the continuation of what was sent */
  cut(): void;
}

/** Behind an end a receiver would stretch the last sound until it fades: it is given silence to stretch. */
const TAIL_FRAMES = 3;

export interface RtpSenderParts {
  frameSamples: number;
  sampleRateHz: number;
  /** one frame of silence */
  silence: Buffer;
  /** where sequence and timestamp begin: RFC 3550 wants them unguessable */
  first: { sequence: number; timestamp: number };
  send(packet: OutgoingPacket): void;
}

export function createRtpSender({
  frameSamples,
  sampleRateHz,
  silence,
  first,
  send,
}: RtpSenderParts): RtpSender {
  let { sequence } = first;
  /** samples since the first packet, also those of pauses */
  let next = 0;
  let startMs: number | null = null;
  let talking = false;

  const put = (payload: Buffer, marker: boolean) => {
    send({ sequence, timestamp: (first.timestamp + next) >>> 0, marker, payload });
    sequence = (sequence + 1) & 0xffff;
    next += frameSamples;
  };
  const end = () => {
    if (!talking) return;
    talking = false;
    for (let i = 0; i < TAIL_FRAMES; i++) put(silence, false);
  };

  return {
    frame(payload, last, nowMs) {
      startMs ??= nowMs;
      if (!talking) {
        const elapsed = Math.round(((nowMs - startMs) * sampleRateHz) / 1000 / frameSamples) * frameSamples;
        next = Math.max(next, elapsed);
      }
      put(payload, !talking);
      talking = true;
      if (last) end();
    },
    cut: end,
  };
}
