/**
 * The latest audio of a caller, so that a recogniser that comes back can hear the open utterance again.
 * Positions are bytes from the start of the call's audio; a ring, so memory is bounded.
 */
export interface UtteranceAudio {
  /** bytes heard in all */
  readonly end: number;
  add(pcm: Buffer): void;
  /** what is kept from `position` on; begins later when that is too long ago. */
  since(position: number): { pcm: Buffer; from: number };
}

export function createUtteranceAudio(capacityBytes: number): UtteranceAudio {
  const ring = Buffer.alloc(capacityBytes);
  let end = 0;
  return {
    get end() {
      return end;
    },
    add(pcm) {
      const part = pcm.length > capacityBytes ? pcm.subarray(pcm.length - capacityBytes) : pcm;
      end += pcm.length - part.length;
      const at = end % capacityBytes;
      const first = Math.min(part.length, capacityBytes - at);
      part.copy(ring, at, 0, first);
      part.copy(ring, 0, first);
      end += part.length;
    },
    since(position) {
      const from = Math.min(end, Math.max(position, end - capacityBytes, 0));
      const pcm = Buffer.allocUnsafe(end - from);
      const at = from % capacityBytes;
      const first = Math.min(pcm.length, capacityBytes - at);
      ring.copy(pcm, 0, at, at + first);
      ring.copy(pcm, first, 0, pcm.length - first);
      return { pcm, from };
    },
  };
}
