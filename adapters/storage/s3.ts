import { type ObjectStorage, StorageFault } from './object-storage.ts';
import { readListPage } from './s3-list.ts';
import { createS3Requests, type S3Settings, textOf } from './s3-request.ts';

/** A page holds at most 1,000 keys. */
const LONGEST_PAGE_BYTES = 4 * 1024 * 1024;
const PAGES = 10_000;
/** An object that is read out to somebody may stand still for so long. */
const PLAYED_IDLE_MS = 5 * 60_000;
const REMOVED_AT_ONCE = 8;

/** Objects in a bucket of anything that speaks S3: AWS, MinIO, Ceph, Garage, R2 … */
export function openS3(settings: S3Settings): ObjectStorage {
  const { name, send, close } = createS3Requests(settings);

  async function* pages(query: Readonly<Record<string, string>>) {
    let token: string | null = null;
    for (let page = 0; page < PAGES; page++) {
      const answer = await send({
        method: 'GET',
        query: {
          ...{ 'list-type': '2', 'encoding-type': 'url', ...query },
          ...(token === null ? {} : { 'continuation-token': token }),
        },
      });
      const read = readListPage(await textOf(answer, LONGEST_PAGE_BYTES));
      if (read === null)
        throw new StorageFault('busy', `${name} answered a list with something else: is it an S3 server?`);
      yield read;
      token = read.next;
      if (token === null) return;
    }
  }

  return {
    name,
    async put(key, body) {
      (await send({ method: 'PUT', key, body, headers: { 'content-type': 'audio/wav' } })).resume();
    },
    moveIn: async () => false,
    async size(key) {
      const answer = await send({ method: 'HEAD', key });
      answer.resume();
      return answer.statusCode === 404 ? null : Number(answer.headers['content-length']);
    },
    async read(key) {
      const answer = await send({ method: 'GET', key });
      if (answer.statusCode === 404) {
        answer.resume();
        return null;
      }
      const chunks: Buffer[] = [];
      try {
        for await (const chunk of answer as AsyncIterable<Buffer>) chunks.push(chunk);
      } catch (error) {
        throw new StorageFault('busy', `GET ${key} in ${name} broke off: ${(error as Error).message}`);
      }
      return Buffer.concat(chunks);
    },
    async open(key, range) {
      const headers = { ...(range && { range: `bytes=${range.from}-${range.to - 1}` }) };
      const answer = await send({ method: 'GET', key, headers });
      if (answer.statusCode === 404) {
        answer.resume();
        return null;
      }
      if (range !== undefined && answer.statusCode !== 206) {
        answer.destroy();
        throw new StorageFault('bad', `${name} answered ${answer.statusCode} to a range of ${key}`);
      }
      // who listens may pause
      answer.setTimeout(PLAYED_IDLE_MS);
      return answer;
    },
    async list(prefix) {
      const found: { key: string; bytes: number }[] = [];
      for await (const page of pages({ prefix })) found.push(...page.objects);
      return found.sort((a, b) => (a.key < b.key ? -1 : 1));
    },
    async folders() {
      const found: string[] = [];
      for await (const page of pages({ delimiter: '/' }))
        found.push(...page.prefixes.map((prefix) => prefix.slice(0, -1)));
      return found.sort();
    },
    async remove(keys) {
      for (let at = 0; at < keys.length; at += REMOVED_AT_ONCE)
        await Promise.all(
          keys
            .slice(at, at + REMOVED_AT_ONCE)
            .map(async (key) => (await send({ method: 'DELETE', key })).resume()),
        );
    },
    async check() {
      const answer = await send({ method: 'GET', query: { 'list-type': '2', 'max-keys': '1' } });
      answer.resume();
    },
    close,
  };
}
