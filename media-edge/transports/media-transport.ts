/**
 * One call's audio connection to a switch, whatever its dialect. PCM is 16 bit little-endian mono at `sampleRateHz`.
 * Nothing here waits: what cannot be sent at once is dropped or closes the connection.
 */
export interface MediaTransport {
  readonly sampleRateHz: number;
  /** what the switch still holds back of sent audio until more comes: utterances end on a multiple of it, bytes */
  readonly blockBytes: number;
  listen(listener: MediaListener): void;
  /** Takes ownership of `pcm` and may change it. The switch plays at its own pace: the sender limits its lead. */
  send(pcm: Buffer): void;
  /** Drops what the switch has not played yet. */
  clear(): void;
  /** Asks the switch to end the call. The connection stays open until the switch closes it. */
  hangUp(reason: string): void;
  /** Asks the switch to connect the caller with `target`, a name or number that its dialplan knows. */
  transfer(target: string): void;
  /** Asks the peer for a sign of life; false when none came within `timeoutMs`. */
  alive(timeoutMs: number): Promise<boolean>;
  close(code: number, reason: string): void;
  /** Cuts a connection whose peer is dead; reported as closed, not clean. */
  drop(reason: string): void;
}

/** What a transport reports. Called synchronously, in the order of the wire. */
export interface MediaListener {
  /** Any number of whole samples. The buffer may be kept. */
  audio(pcm: Buffer): void;
  digit(digit: string): void;
  /** Caller data that the switch sent as metadata, see `Metadata`. */
  metadata(metadata: Metadata): void;
  /** Once, and nothing after it. */
  closed(how: LegClosed): void;
}

/** Caller data from the switch; everything else in it is ignored. */
export interface Metadata {
  callId?: string;
  from?: string;
  to?: string;
}

/** `clean`: the switch closed on purpose, the call is over; else the connection was lost and the call may live on. */
export interface LegClosed {
  clean: boolean;
  code: number;
  reason: string;
}
