import { randomUUID } from 'node:crypto';
import { connect, type Socket } from 'node:net';
import { createFrameReader, type EslFrame, encodeCommand } from './codec.ts';

/** An event of `event json`: a flat object of strings; its own body stands under `_body`. */
export type EslEvent = Readonly<Record<string, string | undefined>>;

export interface EslOptions {
  host: string;
  port: number;
  password: string;
  /** names for `event json`; CUSTOM subclasses go in `subclasses` */
  events: readonly string[];
  subclasses: readonly string[];
  onEvent(event: EslEvent): void;
  /** after each connect, when events flow again: the moment to resync */
  onUp(): void;
  onDown(reason: string): void;
  /** an answer later than this fails its command and, as answers come in order, the connection; ms */
  answerTimeoutMs?: number;
  /** a background job without BACKGROUND_JOB after this long fails, ms */
  jobTimeoutMs?: number;
  /** first and longest wait between two connects, ms; doubled in between */
  retryMs?: { first: number; longest: number };
}

export interface EslClient {
  /** Runs `api <command>` and answers its text. Rejects when not connected, late or dropped: the command may have run. */
  api(command: string): Promise<string>;
  /** Runs `bgapi <command>`; answers when its BACKGROUND_JOB arrives, in `withinMs` or the usual time. */
  bgapi(command: string, withinMs?: number): Promise<string>;
  connected(): boolean;
  close(): void;
}

interface Waiting {
  done(frame: EslFrame): void;
  fail(error: Error): void;
}

/** A connection to FreeSWITCH's event socket that connects, signs in and subscribes again whenever it was lost. */
export function openEsl(options: EslOptions): EslClient {
  const { answerTimeoutMs = 5_000, jobTimeoutMs = 20_000 } = options;
  const { first, longest } = options.retryMs ?? { first: 250, longest: 10_000 };
  const jobs = new Map<string, { done(text: string): void; fail(error: Error): void }>();
  let answers: Waiting[] = [];
  let socket: Socket | null = null;
  let up = false;
  let closed = false;
  let retryMs = first;
  let retry: NodeJS.Timeout | undefined;

  const open = () => {
    const opened = connect({ host: options.host, port: options.port });
    socket = opened;
    const read = createFrameReader();
    opened.setNoDelay(true).setKeepAlive(true, 15_000);
    opened.setTimeout(answerTimeoutMs, () => {
      if (!up) opened.destroy(new Error(`no ESL greeting from ${options.host}:${options.port}`));
    });
    opened.on('data', (chunk) => {
      try {
        for (const frame of read(chunk)) handle(frame, opened);
      } catch (error) {
        opened.destroy(error as Error);
      }
    });
    let reason = 'connection closed';
    opened.on('error', (error) => {
      reason = error.message;
    });
    opened.on('close', () => drop(reason));
  };

  const drop = (reason: string) => {
    up = false;
    const error = new Error(`event socket lost: ${reason}`);
    const lost = [...answers, ...jobs.values()];
    answers = [];
    jobs.clear();
    for (const waiting of lost) waiting.fail(error);
    if (closed) return;
    options.onDown(reason);
    retry = setTimeout(open, retryMs);
    retryMs = Math.min(longest, retryMs * 2);
  };

  const send = (command: string, headers: Readonly<Record<string, string>> = {}): Promise<EslFrame> =>
    new Promise((resolve, reject) => {
      const at = socket;
      if (at === null || at.destroyed) return reject(new Error('event socket is not connected'));
      const bytes = encodeCommand(command, headers);
      const timer = setTimeout(() => {
        at.destroy(new Error(`no answer in ${answerTimeoutMs} ms to ${command.split(' ', 2).join(' ')}`));
      }, answerTimeoutMs);
      answers.push({
        done: (frame) => {
          clearTimeout(timer);
          resolve(frame);
        },
        fail: (error) => {
          clearTimeout(timer);
          reject(error);
        },
      });
      at.write(bytes);
    });

  const signIn = async (at: Socket) => {
    try {
      accepted(await send(`auth ${options.password}`), 'FREESWITCH_ESL_PASSWORD is refused: correct it');
      const names = [...new Set([...options.events, 'BACKGROUND_JOB'])].join(' ');
      const custom = options.subclasses.length > 0 ? ` CUSTOM ${options.subclasses.join(' ')}` : '';
      accepted(await send(`event json ${names}${custom}`), 'events are refused');
      up = true;
      retryMs = first;
      options.onUp();
    } catch (error) {
      at.destroy(error as Error);
    }
  };

  const handle = (frame: EslFrame, at: Socket) => {
    switch (frame.headers['Content-Type']) {
      case 'auth/request':
        void signIn(at);
        return;
      case 'command/reply':
      case 'api/response':
        answers.shift()?.done(frame);
        return;
      case 'text/event-json':
        return deliver(parseEvent(frame.body));
      case 'text/disconnect-notice':
        // a wrong password is refused in the same packet: that answer is the better reason
        setImmediate(() => at.destroy(new Error('FreeSWITCH said goodbye')));
        return;
    }
  };

  const deliver = (event: EslEvent | null) => {
    if (event === null) return;
    if (event['Event-Name'] !== 'BACKGROUND_JOB') return options.onEvent(event);
    const id = event['Job-UUID'] ?? '';
    // an unknown job is another connection's, or one that was given up
    jobs.get(id)?.done(event._body ?? '');
    jobs.delete(id);
  };

  const requireUp = () => {
    if (!up) throw new Error('event socket is not connected');
  };

  open();
  return {
    async api(command) {
      requireUp();
      return (await send(`api ${command}`)).body;
    },
    async bgapi(command, withinMs = jobTimeoutMs) {
      requireUp();
      const id = randomUUID();
      const result = new Promise<string>((resolve, reject) => {
        const timer = setTimeout(() => {
          jobs.delete(id);
          reject(new Error(`background job is not done in ${withinMs} ms`));
        }, withinMs);
        const settle =
          <T>(to: (value: T) => void) =>
          (value: T) => {
            clearTimeout(timer);
            to(value);
          };
        jobs.set(id, { done: settle(resolve), fail: settle(reject) });
      });
      // the job may fail while the answer to bgapi is still awaited
      result.catch(() => {});
      const reply = (await send(`bgapi ${command}`, { 'Job-UUID': id })).headers['Reply-Text'] ?? '';
      if (!reply.startsWith('+OK')) {
        jobs.get(id)?.fail(new Error(`bgapi answered ${reply}`));
        jobs.delete(id);
      }
      return result;
    },
    connected: () => up,
    close() {
      closed = true;
      clearTimeout(retry);
      socket?.destroy();
    },
  };
}

function accepted(frame: EslFrame, otherwise: string): void {
  const reply = frame.headers['Reply-Text'] ?? '';
  if (!reply.startsWith('+OK')) throw new Error(`${otherwise} (${reply})`);
}

/** null for what is no JSON object: a bad message costs itself, not the connection. */
function parseEvent(body: string): EslEvent | null {
  try {
    const value: unknown = JSON.parse(body);
    return value !== null && typeof value === 'object' && !Array.isArray(value) ? (value as EslEvent) : null;
  } catch {
    return null;
  }
}
