import type { FastifyRequest } from 'fastify';
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { LANGUAGES } from '../../../domain/language.ts';
import { type createTokenMaker, tokenRequest } from './tokens.ts';

/** Paths that need no bearer token, because they answer this machine only. */
export const DEMO_PATHS = ['/web-call', '/web-call/token'] as const;

const line = z.object({ to: z.string().max(64).default(''), lang: z.enum(LANGUAGES).optional() });

/**
 * GET /web-call: a page with a call button, and POST /web-call/token behind it. Whoever can open it can call without a
 * password: it answers browsers on this machine only, under a name of this machine.
 */
export function demoPage(deps: {
  /** where pages load the button from, e.g. http://127.0.0.1:8090/web-call.js */
  scriptUrl: string;
  make: ReturnType<typeof createTokenMaker>;
}): FastifyPluginAsyncZod {
  const { scriptUrl, make } = deps;
  return async (server) => {
    server.addHook('onRequest', async (request, reply) => {
      if (!isLocal(request))
        await reply.code(403).send({ error: 'the demo page is for browsers on this machine only' });
    });
    server.get('/web-call', { schema: { querystring: line } }, async ({ query }, reply) =>
      reply
        .type('text/html; charset=utf-8')
        .header('cache-control', 'no-store')
        .send(pageText(scriptUrl, query)),
    );
    server.post('/web-call/token', { schema: { querystring: line } }, async (request, reply) => {
      const { to, lang } = request.query;
      const wanted = {
        to,
        origins: [`http://${request.host}`],
        ...(lang === undefined ? {} : { language: lang }),
      };
      return reply.code(201).send(make(tokenRequest.parse(wanted)));
    });
  };
}

const LOOPBACK = /^(127\.\d+\.\d+\.\d+|localhost|\[::1\])(:\d+)?$/;

/** The name guards against a page elsewhere whose name was pointed at this machine. */
const isLocal = ({ ip, host }: FastifyRequest): boolean =>
  /^(127\.|::1$|::ffff:127\.)/.test(ip) && LOOPBACK.test(host);

function pageText(scriptUrl: string, { to, lang }: z.output<typeof line>): string {
  const query = new URLSearchParams({ to, ...(lang === undefined ? {} : { lang }) });
  const tag = [
    `<script src="${escapeHtml(scriptUrl)}"`,
    `        data-token-url="${escapeHtml(`/web-call/token?${query}`)}"`,
    ...(lang === undefined ? [] : [`        data-lang="${lang}"`]),
  ].join('\n');
  return `<!doctype html>
<html lang="${lang ?? 'en'}">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Holdfast: call from a page</title>
<style>
  body { font: 16px/1.5 system-ui, sans-serif; max-width: 44rem; margin: 3rem auto; padding: 0 1rem; color-scheme: light dark; }
  pre { background: color-mix(in srgb, currentColor 8%, transparent); padding: 1rem; border-radius: 8px; overflow-x: auto; }
  .place { margin: 2rem 0; }
</style>
<h1>Call from a page</h1>
<p>The button talks to the agent that answers ${to === '' ? 'every other number' : escapeHtml(to)}. Your browser will ask for the microphone.</p>
<div class="place">${tag}></script></div>
<p>All of it is this tag; how a site makes its tokens stands in <code>docs/web-call.md</code>.</p>
<pre>${escapeHtml(`${tag}></script>`)}</pre>
</html>
`;
}

const ESCAPES: Record<string, string> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};
const escapeHtml = (text: string): string => text.replace(/[&<>"']/g, (char) => ESCAPES[char] ?? char);
