import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';

/** Tells which of the conversation's own `asked` phrases was spoken. Knows nothing else of the agent. */
export interface Ear {
  /** One piece of the agent's speech; pieces of one `turn` may belong together. null: none of the phrases. */
  recognise(turn: number, samples: Int16Array): Promise<string | null>;
  close(): void;
}

/** An ear for a caller who has no questions to tell apart. */
export const deafEar: Ear = { recognise: async () => null, close: () => {} };

const START_TIMEOUT_MS = 20_000;
const ANSWER_TIMEOUT_MS = 5_000;

/** Starts ear.py (pocketsphinx in grammar mode). `python` is the interpreter that has pocketsphinx, soxr and numpy. */
export async function startEar({ python, phrases }: { python: string; phrases: string[] }): Promise<Ear> {
  if (phrases.length === 0) return deafEar;
  const child = spawn(python, [fileURLToPath(new URL('ear.py', import.meta.url))], {
    stdio: ['pipe', 'pipe', 'pipe'],
  });
  const waiting = new Map<number, (heard: string | null) => void>();
  let lastWords = '';
  child.stderr.on('data', (chunk: Buffer) => {
    lastWords = `${lastWords}${chunk}`.slice(-500);
  });
  child.stdin.on('error', () => {});
  let gone = false;
  const ready = new Promise<void>((resolve, reject) => {
    const timer = setTimeout(
      () => reject(new Error(`the caller's ear did not start in ${START_TIMEOUT_MS} ms`)),
      START_TIMEOUT_MS,
    );
    const ended = (reason: string) => {
      gone = true;
      clearTimeout(timer);
      reject(new Error(`the caller's ear ended: ${reason} ${lastWords.trim()}`));
      for (const done of waiting.values()) done(null);
    };
    child.on('error', (error) => ended(`${python}: ${error.message}`));
    child.on('close', (code) => ended(`exit ${code}`));
    createInterface({ input: child.stdout }).on('line', (line) => {
      const message = JSON.parse(line) as
        | { ready: true }
        | { ready?: undefined; id: number; heard: string | null };
      if (message.ready) {
        clearTimeout(timer);
        return resolve();
      }
      waiting.get(message.id)?.(message.heard);
    });
  });
  child.stdin.write(`${JSON.stringify({ phrases })}\n`);
  try {
    await ready;
  } catch (error) {
    child.kill();
    throw error;
  }
  let nextId = 0;
  return {
    recognise: (turn, samples) =>
      new Promise((resolve) => {
        if (gone) return resolve(null);
        const id = nextId++;
        const done = (heard: string | null) => {
          clearTimeout(timer);
          waiting.delete(id);
          resolve(heard);
        };
        // an ear that is late heard nothing: the caller asks again, as people do
        const timer = setTimeout(() => done(null), ANSWER_TIMEOUT_MS);
        waiting.set(id, done);
        const pcm = Buffer.from(samples.buffer, samples.byteOffset, samples.byteLength).toString('base64');
        child.stdin.write(`${JSON.stringify({ id, turn, pcm })}\n`);
      }),
    close: () => void child.kill(),
  };
}
