import { Readable } from 'node:stream';
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { type HeardAt, placeOf } from '../../../domain/recording/offsets.ts';
import type { Log } from '../../../platform/log.ts';
import { type ByteRange, readByteRange } from './byte-range.ts';

/** What the records say about a call's recording. */
export interface RecordingRecord {
  status: 'stored' | 'missing' | 'faulty' | 'refused' | 'removed';
  key: string | null;
  startedAt: string | null;
  durationMs: number | null;
  bytes: number | null;
  sha256: string | null;
  missingMs: number | null;
  fault: string | null;
  removedAt: string | null;
}

/** One turn as it was saved. */
export interface SavedTurn {
  turnId: string;
  kind: string;
  caller: string;
  agent: string;
  heard: string | null;
  at: string;
  superseded: boolean;
  heardAt: HeardAt | undefined;
}

export interface RecordingShelf {
  /** null: no such call on record; `recording` null: nothing is known of one yet */
  find(callId: string): Promise<{ recording: RecordingRecord | null; turns: readonly SavedTurn[] } | null>;
  /** null: it is not there */
  open(key: string, range: ByteRange): Promise<Readable | null>;
}

const params = z.object({ id: z.string().regex(/^[A-Za-z0-9._-]{1,128}$/) });

/**
 * GET /calls/{id}/recording: the WAV, left the caller, right the agent, whole or in parts (Range), so that a player can
 * jump. GET /calls/{id}/transcript: who said what, with milliseconds into the recording. Both from the records, however
 * long ago the call was.
 */
export function recordingRoutes({ shelf, log }: { shelf: RecordingShelf; log: Log }): FastifyPluginAsyncZod {
  return async (server) => {
    server.get(
      '/calls/:id/recording',
      { schema: { params } },
      async ({ params: { id }, method, headers }, reply) => {
        const found = await shelf.find(id);
        const refusal = refusalOf(id, found?.recording ?? null, found !== null);
        if (refusal !== null) return reply.code(refusal.status).send({ error: refusal.error });
        const { key, bytes, sha256 } = found?.recording ?? { key: null, bytes: null, sha256: null };
        if (key === null || bytes === null)
          return reply.code(404).send({ error: `call ${id} has no recording` });
        const tag = `"${sha256}"`;
        reply.headers({
          ...{ 'accept-ranges': 'bytes', etag: tag, 'content-type': 'audio/wav' },
          ...{ 'cache-control': 'private, no-store', 'content-disposition': `inline; filename="${id}.wav"` },
        });
        // a part of what has changed since is of no use
        const wanted = (headers['if-range'] ?? tag) === tag ? headers.range : undefined;
        const range = readByteRange(wanted, bytes);
        if (range === 'unsatisfiable')
          return reply
            .code(416)
            .headers({ 'content-range': `bytes */${bytes}`, 'content-type': 'application/json' })
            .send({ error: `the recording has ${bytes} bytes: ask for less` });
        const part = range === 'whole' ? { from: 0, to: bytes } : range;
        // no more than was recorded: late segments may be joined to it at this moment
        const stream = await open(key, part, method);
        if (typeof stream === 'string') {
          log.error('a recording could not be read', { callId: id, key, fault: stream });
          return reply
            .code(503)
            .type('application/json')
            .send({ error: 'the storage of recordings does not answer, or has lost it: see the log' });
        }
        if (range !== 'whole')
          reply.code(206).header('content-range', `bytes ${part.from}-${part.to - 1}/${bytes}`);
        return reply.header('content-length', part.to - part.from).send(stream);
      },
    );

    server.get('/calls/:id/transcript', { schema: { params } }, async ({ params: { id } }, reply) => {
      const found = await shelf.find(id);
      if (found === null)
        return reply
          .code(404)
          .send({ error: `call ${id} is not on record: GET /calls/${id} shows one that still runs` });
      const { recording, turns } = found;
      return {
        callId: id,
        recording,
        turns: turns.map(({ heardAt, ...turn }) => ({ ...turn, ...placeOf(heardAt, recording) })),
      };
    });
  };

  async function open(key: string, range: ByteRange, method: string): Promise<Readable | string> {
    if (method === 'HEAD') return Readable.from([]);
    try {
      return (await shelf.open(key, range)) ?? 'there is no such object';
    } catch (error) {
      return (error as Error).message;
    }
  }
}

function refusalOf(
  id: string,
  recording: RecordingRecord | null,
  isKnown: boolean,
): { status: number; error: string } | null {
  if (!isKnown) return { status: 404, error: `call ${id} is not on record: it still runs, or never was` };
  if (recording === null)
    return { status: 404, error: `call ${id} has no recording: it was not recorded, or is not joined yet` };
  switch (recording.status) {
    case 'stored':
      return null;
    case 'removed':
      return {
        status: 410,
        error: `the recording of ${id} was removed at ${recording.removedAt}: its days were over`,
      };
    case 'refused':
      return { status: 410, error: `the caller of ${id} did not want to be recorded` };
    default:
      return { status: 404, error: `call ${id} has no recording: ${recording.fault}` };
  }
}
