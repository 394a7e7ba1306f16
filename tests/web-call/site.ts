import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

/** Somebody's site, whose backend asks for tokens and whose page embeds the button by one tag. */
export interface Site {
  origin: string;
  /** the page, whose tag has these attributes besides its address */
  url(attributes: string): string;
  stop(): Promise<void>;
}

export async function startSite(options: {
  scriptUrl: string;
  /** POST /token of the site */
  makeToken: (origin: string) => Promise<string>;
}): Promise<Site> {
  const server = createServer((request, response) => {
    const { pathname, searchParams } = new URL(request.url ?? '/', 'http://site');
    if (pathname === '/token') {
      options.makeToken(origin).then(
        (token) =>
          response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify({ token })),
        (error: unknown) => response.writeHead(502).end(`${error}`),
      );
      return;
    }
    response.writeHead(200, { 'content-type': 'text/html' });
    response.end(`<!doctype html><html lang="en"><title>Clinic</title><link rel="icon" href="data:,">
      <script src="${options.scriptUrl}" ${searchParams.get('attributes') ?? ''}></script></html>`);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    origin,
    url: (attributes) => `${origin}/?${new URLSearchParams({ attributes })}`,
    async stop() {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}
