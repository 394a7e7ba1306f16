import type { Caption } from '../../contracts/web-call.ts';
import type { Briefing } from '../../domain/dialog/types.ts';

/**
 * One call's audio connection to a switch, whatever its dialect. PCM is 16 bit little-endian mono at `sampleRateHz`.
 * Nothing here waits: what cannot be sent at once is dropped or closes the connection.
 */
export interface MediaTransport {
  /** 'web': from a page; absent: by telephone */
  readonly channel?: 'phone' | 'web';
  readonly sampleRateHz: number;
  /** what the switch still holds back of sent audio until more comes: utterances end on a multiple of it, bytes */
  readonly blockBytes: number;
  /** audio is sent in no smaller portions, except at the end of what there is, bytes; absent: in blocks */
  readonly leastBytes?: number;
  /** how far the switch may be ahead of the caller's ear, ms; absent: half a second */
  readonly leadMs?: number;
  listen(listener: MediaListener): void;
  /** Takes ownership of `pcm` and may change it. The switch plays at its own pace: the sender limits its lead. */
  send(pcm: Buffer): void;
  /** Drops what the switch has not played yet. */
  clear(): void;
  /** Bytes of what was sent that are known not to have been played; absent: played from the moment of sending on. */
  unplayedBytes?(): number;
  /** Asks the switch to end the call. The connection stays open until the switch closes it. */
  hangUp(reason: string): void;
  /** Shows what is said to a caller who can read along; absent: they cannot. */
  caption?(caption: Caption): void;
  /**
   * Asks the switch to connect the caller with `target`, a name or number that its dialplan knows. `request` goes to
   * whoever controls the switch, where there is somebody.
   */
  transfer(target: string, request?: TransferRequest): void;
  /** Asks the peer for a sign of life; false when none came within `timeoutMs`. */
  alive(timeoutMs: number): Promise<boolean>;
  close(code: number, reason: string): void;
  /** Cuts a connection whose peer is dead; reported as closed, not clean. */
  drop(reason: string): void;
}

/** What a transfer is beside its target. */
export interface TransferRequest {
  /** the same for every repeat of the same transfer; '' where nobody tells what came of it */
  id: string;
  /** what the human is told before the caller is put through */
  warm?: Briefing;
}

/** What a transport reports. Called synchronously, in the order of the wire. */
export interface MediaListener {
  /**
   * Any number of whole samples of the caller. The buffer may be kept. `played`, of the same length: what the switch
   * let the caller hear meanwhile, where it captures both sides.
   */
  audio(pcm: Buffer, played?: Buffer): void;
  digit(digit: string): void;
  /** Once, and nothing after it. */
  closed(how: LegClosed): void;
}

/** Caller data from the switch, cleaned of control characters; '' where it gave none. */
export interface Caller {
  from: string;
  to: string;
}

/** `clean`: the switch closed on purpose, the call is over; else the connection was lost and the call may live on. */
export interface LegClosed {
  clean: boolean;
  code: number;
  reason: string;
}
