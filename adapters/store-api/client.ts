import { setTimeout as sleep } from 'node:timers/promises';
import { z } from 'zod';
import {
  availabilitySchema,
  foundSchema,
  type Order,
  orderSchema,
  type Problem,
  problemSchema,
  REFUSALS,
  type Refusal,
  type StoreApi,
  type Withdrawal,
  withdrawnSchema,
} from '../../contracts/store-api.ts';

export interface StoreClientOptions {
  /** base of the store, e.g. http://127.0.0.1:9104; paths of contracts/store-api.openapi.json hang below it */
  url: string;
  token: string;
  /** of one attempt */
  timeoutMs?: number;
  /**
   * of all attempts together; everything is safe to repeat, orders by their key. Long enough for a store that is being
   * restarted, short enough for a caller who waits, and for half of a tool's deadline (workflows/settings.ts)
   */
  patienceMs?: number;
  /** before the second attempt; doubles for each further one */
  pauseMs?: number;
}

/**
 * The store does not answer as described, after every attempt: away, slow, an error of its own, or no JSON. Whether an
 * order was taken is not known; stating it again under the same key finds out.
 */
export class StoreUnavailable extends Error {
  override name = 'StoreUnavailable';
}

/** The store understands us and says no: a repeat cannot help, the configuration or the request is wrong. */
export class StoreRefused extends Error {
  override name = 'StoreRefused';
  readonly problem: Problem | null;
  constructor(message: string, problem: Problem | null) {
    super(message);
    this.problem = problem;
  }
}

interface Request {
  method: 'GET' | 'POST' | 'DELETE';
  path: string;
  query?: Readonly<Record<string, string | number | undefined>>;
  headers?: Readonly<Record<string, string>>;
  body?: unknown;
}

const ordersSchema = z.object({ orders: z.array(orderSchema) });
/** Statuses after which the same request may succeed. */
const PASSING = new Set([408, 425, 429]);

/** A store over HTTP (contracts/store-api.openapi.json). Rejects with StoreUnavailable or StoreRefused. */
export function createStoreClient({
  url,
  token,
  timeoutMs = 1_100,
  patienceMs = 3_600,
  pauseMs = 150,
}: StoreClientOptions): StoreApi {
  const base = url.replace(/\/+$/, '');

  async function once<S extends z.ZodType>(
    schema: S,
    request: Request,
    limitMs: number,
  ): Promise<z.infer<S>> {
    const { method, path, query = {}, headers = {}, body } = request;
    const search = new URLSearchParams(
      Object.entries(query).flatMap(([key, value]): [string, string][] =>
        value === undefined ? [] : [[key, `${value}`]],
      ),
    );
    const target = `${base}${path}${search.size > 0 ? `?${search}` : ''}`;
    const what = `${method} ${path}`;
    const answer = await fetch(target, {
      method,
      // a store that sends us elsewhere is misconfigured, and a token must not follow
      redirect: 'error',
      headers: {
        authorization: `Bearer ${token}`,
        accept: 'application/json',
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
        ...headers,
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      signal: AbortSignal.timeout(limitMs),
    }).catch((error: unknown) => {
      throw new StoreUnavailable(`${what} at ${base}: ${reasonOf(error)}`, { cause: error });
    });
    const text = await answer.text().catch((error: unknown) => {
      throw new StoreUnavailable(`${what}: the answer broke off: ${reasonOf(error)}`, { cause: error });
    });
    const json = parse(text);
    if (answer.status >= 500 || PASSING.has(answer.status))
      throw new StoreUnavailable(`${what} answered ${answer.status}: ${excerpt(text)}`);
    if (!answer.ok) {
      const problem = problemSchema.safeParse(json);
      throw new StoreRefused(
        `${what} answered ${answer.status}: ${problem.success ? problem.data.message : excerpt(text)}`,
        problem.success ? problem.data : null,
      );
    }
    const parsed = schema.safeParse(json);
    if (parsed.success) return parsed.data;
    throw new StoreUnavailable(`${what} answered ${answer.status} with no such JSON: ${excerpt(text)}`);
  }

  async function request<S extends z.ZodType>(schema: S, wanted: Request): Promise<z.infer<S>> {
    const until = performance.now() + patienceMs;
    for (let next = pauseMs; ; next *= 2) {
      const limitMs = Math.ceil(Math.min(timeoutMs, Math.max(1, until - performance.now())));
      try {
        return await once(schema, wanted, limitMs);
      } catch (error) {
        if (!(error instanceof StoreUnavailable) || performance.now() + next >= until) throw error;
        await sleep(next);
      }
    }
  }

  const orNull = async <T>(answer: Promise<T>): Promise<T | null> =>
    answer.catch((error: unknown) => {
      if (error instanceof StoreRefused && error.problem?.code === 'not-found') return null;
      throw error;
    });

  const at = (shop: string, ...parts: string[]): string =>
    ['/shops', shop, ...parts]
      .map((part, index) => (index === 0 ? part : encodeURIComponent(part)))
      .join('/');

  return {
    order: (shop, number) =>
      orNull<Order>(request(orderSchema, { method: 'GET', path: at(shop, 'orders', number) })),
    async ordersOf(shop, phone) {
      const path = at(shop, 'orders');
      return (await request(ordersSchema, { method: 'GET', path, query: { phone } })).orders;
    },
    search: (shop, search) =>
      request(foundSchema, { method: 'GET', path: at(shop, 'catalogue'), query: search }),
    availability: (shop, article, quantity) =>
      orNull(
        request(availabilitySchema, {
          method: 'GET',
          path: at(shop, 'availability', article),
          query: { quantity },
        }),
      ),
    async place(shop, key, wish) {
      const headers = { 'idempotency-key': key };
      try {
        const order = await request(orderSchema, {
          method: 'POST',
          path: at(shop, 'orders'),
          headers,
          body: wish,
        });
        return { status: 'stored', order };
      } catch (error) {
        const code = error instanceof StoreRefused ? error.problem?.code : undefined;
        const reason = REFUSALS.find((refusal: Refusal) => refusal === code);
        if (reason === undefined) throw error;
        return { status: 'refused', reason };
      }
    },
    async withdraw(shop, key, revision): Promise<Withdrawal> {
      const headers = { 'idempotency-key': key };
      try {
        const path = at(shop, 'orders');
        await request(withdrawnSchema, { method: 'DELETE', path, headers, query: { revision } });
        return { status: 'withdrawn' };
      } catch (error) {
        // a store that knows no withdrawal, or refuses it: asking again cannot help, a person can
        if (!(error instanceof StoreRefused)) throw error;
        const code = error.problem?.code;
        const reason = code === 'stale' || code === 'closed' ? code : 'unsupported';
        return { status: 'refused', reason, message: error.message };
      }
    },
  };
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}

const excerpt = (text: string): string => JSON.stringify(text.replace(/\s+/g, ' ').trim().slice(0, 120));

/** fetch hides the reason in its cause: ECONNREFUSED, a name that does not exist … */
function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  return error.cause instanceof Error ? `${error.message} (${error.cause.message})` : error.message;
}
