/**
 * Playout of jambonz' mod_audio_fork: bytes leave a prebuffer only once 160 ms (the first time) or 80 ms are there, so
 * that a shorter tail waits for what comes next. Source: lws_glue.cpp, on a call whose codec has the stream's rate.
 */
export function createJambonzPlayout(sampleRateHz: number) {
  const bytesPerMs = (sampleRateHz * 2) / 1000;
  const frameBytes = 20 * bytesPerMs;
  let prebuffer: Buffer = Buffer.alloc(0);
  let buffer: Buffer = Buffer.alloc(0);
  let thresholdMs = 160;
  return {
    /** true when a sample is the module's marker */
    receive(data: Buffer): boolean {
      prebuffer = Buffer.concat([prebuffer, data]);
      if (prebuffer.length >= thresholdMs * bytesPerMs) {
        const whole = prebuffer.length & ~1;
        buffer = Buffer.concat([buffer, prebuffer.subarray(0, whole)]);
        prebuffer = prebuffer.subarray(whole);
        thresholdMs = 80;
      }
      for (let at = 0; at + 1 < data.length; at += 2) if (data.readInt16LE(at) === -1) return true;
      return false;
    },
    play(): Buffer | null {
      if (buffer.length === 0) return null;
      const frame = buffer.subarray(0, frameBytes);
      buffer = buffer.subarray(frameBytes);
      return frame;
    },
    /** the prebuffer is not cleared */
    kill() {
      buffer = Buffer.alloc(0);
    },
    heldMs: () => (buffer.length + prebuffer.length) / bytesPerMs,
  };
}
