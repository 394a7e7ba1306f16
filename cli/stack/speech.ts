import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { Child } from './child.ts';
import { foreignServer } from './foreign-server.ts';
import { freePort } from './free-port.ts';
import { projectRoot } from './paths.ts';
import { startReady } from './start-ready.ts';
import { probeHttp } from './wait-until.ts';

export interface SpeechOptions {
  /** logs/ is here */
  folder: string;
  port?: number;
  env?: NodeJS.ProcessEnv;
  /** ends the start early */
  signal?: AbortSignal;
}

/** A speech worker. `child` is absent where SPEECH_URL named one that is not ours. */
export interface SpeechWorker {
  url: string;
  child?: Child;
  stop(): Promise<void>;
}

/** The speech worker at SPEECH_URL, else one of our own by the project's Python. */
export async function startSpeech(options: SpeechOptions): Promise<SpeechWorker> {
  const env = options.env ?? process.env;
  if (env.SPEECH_URL) {
    const url = env.SPEECH_URL.replace(/\/$/, '');
    await foreignServer({
      ...{ name: 'speech worker', variable: 'SPEECH_URL', value: url },
      ...{ probe: () => probeHttp(`${url}/readyz`), timeoutMs: 10_000, signal: options.signal },
    });
    return { url, stop: async () => {} };
  }
  const python = join(projectRoot, '.venv', 'bin', 'python');
  if (!existsSync(python)) throw new Error('no Python environment (.venv): run `npm run setup`');
  const port = options.port || (await freePort());
  const url = `http://127.0.0.1:${port}`;
  const child = await startReady({
    name: 'speech',
    command: python,
    args: ['-m', 'speech', '--host', '127.0.0.1', '--port', `${port}`],
    cwd: join(projectRoot, 'gpu-workers'),
    logPath: join(options.folder, 'logs', 'speech.log'),
    env: { ...env, PYTHONUNBUFFERED: '1' },
    what: `speech worker on ${url}`,
    probe: () => probeHttp(`${url}/readyz`),
    timeoutMs: 60_000,
    signal: options.signal,
  });
  return { url, child, stop: () => child.stop(5_000) };
}
