import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { WEB_CALL_TOKEN_KIND, type WebCallClaims } from '../../../contracts/web-call.ts';
import { LANGUAGES } from '../../../domain/language.ts';
import { chooseOpening, type Snapshot } from '../../../domain/opening.ts';
import { plainText } from '../../../platform/plain-text.ts';
import { claimsId, signClaims } from '../../../platform/signed-claims.ts';
import { NoRoute } from '../text-channel/routes.ts';

/** How long a page may be open before its visitor calls; an edge knows used tokens for longer than the longest. */
const USUAL_S = 600;
const LONGEST_S = 3600;

const origin = z
  .string()
  .refine((text) => /^https?:\/\//.test(text) && URL.canParse(text) && new URL(text).origin === text, {
    error:
      'an origin is scheme, host and port without a path or a slash behind it, e.g. https://clinic.example',
  });
export const tokenRequest = z.strictObject({
  to: z.string().max(64).overwrite(plainText).default(''),
  origins: z.array(origin).min(1).max(20),
  from: z.string().max(64).overwrite(plainText).default(''),
  language: z.enum(LANGUAGES).optional(),
  operatorPhone: z
    .string()
    .regex(/^\+?[\d ()-]{3,32}$/, 'a phone number has digits, and +, spaces, brackets or dashes between them')
    .optional(),
  expiresInSeconds: z.int().min(10).max(LONGEST_S).default(USUAL_S),
});
export type TokenRequest = z.input<typeof tokenRequest>;

export interface WebCallToken {
  token: string;
  /** ISO 8601: the call must have begun by then */
  expiresAt: string;
  /** whose line it is */
  tenant: string;
  scenario: string;
}

/** Web calls are not switched on here. */
export class NoWebCalls extends Error {
  override name = 'NoWebCalls';
  constructor() {
    super('web calls are off: set WEB_CALL_SECRET, the same here and at the media edges');
  }
}

/** Makes tokens, each for one call from one of the pages; throws NoRoute or NoWebCalls. */
export function createTokenMaker(deps: {
  secret: string | undefined;
  snapshot: () => Snapshot;
  now: () => number;
}): (wanted: z.output<typeof tokenRequest>) => WebCallToken {
  const { secret, snapshot, now } = deps;
  return ({ expiresInSeconds, ...wanted }) => {
    if (secret === undefined) throw new NoWebCalls();
    const id = claimsId();
    const opening = chooseOpening(snapshot(), { callId: id, from: wanted.from, to: wanted.to });
    if (opening === null) throw new NoRoute(wanted.to);
    const { tenant, scenario } = opening;
    const claims: WebCallClaims = { id, tenant, ...wanted };
    const expiresAtMs = now() + expiresInSeconds * 1000;
    return {
      token: signClaims(secret, WEB_CALL_TOKEN_KIND, claims, expiresAtMs),
      expiresAt: new Date(expiresAtMs).toISOString(),
      ...{ tenant, scenario },
    };
  };
}

/** POST /web-calls/tokens: a token for one call from a page (docs/web-call.md). For the site's backend, never its pages. */
export const webCallTokens =
  (make: ReturnType<typeof createTokenMaker>): FastifyPluginAsyncZod =>
  async (server) => {
    server.post('/web-calls/tokens', { schema: { body: tokenRequest } }, async ({ body }, reply) =>
      reply.code(201).send(make(body)),
    );
  };
