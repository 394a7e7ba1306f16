import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createRecording } from './recording.ts';
import { decodeWav } from './wav.ts';

let folder = '';
const umask = process.umask();
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'holdfast-recording-'));
});
afterAll(() => {
  process.umask(umask);
  rmSync(folder, { recursive: true });
});

describe('the recording of a caller', () => {
  it('has the caller on the left and the agent on the right', async () => {
    const path = join(folder, 'new', 'call.wav');
    const recording = createRecording({ rateHz: 8_000, maxMs: 60_000 });
    recording.add(Int16Array.of(1, 2), Int16Array.of(-1, -2));
    await recording.write(path);
    const { rateHz, channels, samples } = decodeWav(readFileSync(path));
    expect({ rateHz, channels, samples: [...samples] }).toEqual({
      rateHz: 8_000,
      channels: 2,
      samples: [1, -1, 2, -2],
    });
  });

  it.each([
    { name: 'a new file', umask: 0o000, before: false },
    { name: 'a file that everybody could read', umask: 0o022, before: true },
  ])('is read by nobody else: $name', async ({ umask: mask, before }) => {
    process.umask(mask);
    const path = join(folder, `${mask}.wav`);
    if (before) writeFileSync(path, 'old', { mode: 0o644 });
    await createRecording({ rateHz: 8_000, maxMs: 60_000 }).write(path);
    expect((statSync(path).mode & 0o777).toString(8)).toBe('600');
  });
});
