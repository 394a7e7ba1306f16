import { describe, expect, it } from '@jest/globals';
import { callsWaiting, joinedKey, readSegmentKey, segmentKey, segmentsOf } from './recording.ts';
import { RECORDING_HEADER_BYTES, readRecordingHeader, recordingHeader } from './recording-wav.ts';

describe('names of a recording', () => {
  it.each(['0198c7b4-7d1a-7c3e', 'joined', '..', '.hidden', 'a.b_c-d'])(
    'call %s keeps its id, and no folder reads more into it',
    (callId) => {
      const key = segmentKey({ callId, epoch: 2, seq: 11 });
      expect(key.startsWith(segmentsOf(callId))).toBe(true);
      expect(readSegmentKey(key)).toEqual({ callId, epoch: 2, seq: 11 });
      expect(callsWaiting([key.split('/')[0] ?? '', 'joined'])).toEqual([callId]);
      expect(key.startsWith('joined/')).toBe(false);
      expect([key, joinedKey(callId)].some((name) => /(^|\/)\.\.?(\/|$)/.test(name))).toBe(false);
    },
  );

  it.each(['joined/c1.wav', 'c1/notes.txt', 'c1/1-2', 'deep/c1/1-2.wav', 'c1/-1-2.wav'])(
    '%s is no segment',
    (key) => {
      expect(readSegmentKey(key)).toBeNull();
    },
  );
});

describe('the header of a recording', () => {
  const header = recordingHeader({
    ...{ channels: 2, sampleRateHz: 8000, startsAtMs: 1_795_000_000_000.25, dataBytes: 64 },
  });

  it('says when its first sample was heard', () => {
    expect(readRecordingHeader(header)).toEqual({
      ...{ channels: 2, sampleRateHz: 8000, startsAtMs: 1_795_000_000_000.25 },
      ...{ dataStart: RECORDING_HEADER_BYTES, dataBytes: 64 },
    });
  });

  it.each([
    { rule: 'nothing', bytes: new Uint8Array(0), fault: 'it is not a RIFF/WAVE file' },
    {
      rule: 'a sentence',
      bytes: new TextEncoder().encode('no audio at all, only words'),
      fault: 'it is not a RIFF/WAVE file',
    },
    { rule: 'a header that was cut', bytes: header.slice(0, 50), fault: 'it has no audio chunk' },
    { rule: 'A-law', bytes: header.with(20, 6), fault: 'its audio is not PCM of 16 bits' },
    { rule: 'no channel', bytes: header.with(22, 0), fault: 'its audio has no usable format chunk' },
  ])('of $rule is refused with a sentence', ({ bytes, fault }) => {
    expect(readRecordingHeader(bytes)).toBe(fault);
  });
});
