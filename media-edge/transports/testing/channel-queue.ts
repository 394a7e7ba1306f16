const LONGEST = 1000;
const XOFF_AT = 900;
const XON_BELOW = 800;

/** The frame queue of chan_websocket: frames count, marks between them do not. Source: chan_websocket.c. */
export function createChannelQueue(
  frameBytes: number,
  tell: { flow(on: boolean): void; mark(id: string): void },
) {
  let entries: (Buffer | { mark: string })[] = [];
  let length = 0;
  let full = false;
  return {
    length: () => length,
    put(data: Buffer) {
      if (length >= LONGEST) return;
      // the odd rest of a message is dropped
      for (let at = 0; at + frameBytes <= data.length; at += frameBytes) {
        entries.push(Buffer.from(data.subarray(at, at + frameBytes)));
        length++;
        if (full || length < XOFF_AT) continue;
        full = true;
        tell.flow(false);
      }
    },
    mark: (id: string) => entries.push({ mark: id }),
    /** marks inside vanish unanswered */
    flush() {
      entries = [];
      length = 0;
    },
    /** one frame, every 20 ms */
    next(): Buffer | null {
      if (full && length < XON_BELOW) {
        full = false;
        tell.flow(true);
      }
      for (;;) {
        const entry = entries.shift();
        if (entry === undefined) return null;
        if ('mark' in entry) {
          tell.mark(entry.mark);
          continue;
        }
        length--;
        return entry;
      }
    },
  };
}
