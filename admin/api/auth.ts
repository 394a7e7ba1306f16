import type { FastifyInstance } from 'fastify';
import { sameToken } from '../../platform/edge-token.ts';

const HEALTH_PATHS = ['/healthz', '/readyz', '/metrics'];

/** Every request but health, and what `open` names, needs `Authorization: Bearer <token>`; 401 says which header is missing or wrong. */
export function requireBearer(server: FastifyInstance, token: string, open: readonly string[] = []): void {
  const openPaths = new Set([...HEALTH_PATHS, ...open]);
  server.addHook('onRequest', async (request, reply) => {
    if (openPaths.has(request.url.split('?')[0] ?? '')) return;
    const [scheme, given] = (request.headers.authorization ?? '').split(' ');
    if (scheme?.toLowerCase() === 'bearer' && given !== undefined && sameToken(given, token)) return;
    await reply
      .code(401)
      .header('www-authenticate', 'Bearer')
      .send({ error: 'send the header "Authorization: Bearer <ADMIN_TOKEN>"' });
  });
}
