import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { type FakeSheet, type FakeSpreadsheet, SheetsFault } from './fake-spreadsheet.ts';

/** What goes wrong with one request. `applied-then-503` is the one that makes duplicates. */
export type Fault =
  | { kind: 'applied-then-503' }
  | { kind: 'status'; status: number; message: string }
  | { kind: 'garbage' }
  | { kind: 'stall' }
  | { kind: 'applied-then-stall' };

export interface FakeSheetsServer {
  url: string;
  /** each hits the next request of that HTTP method, in order */
  failNext(method: 'GET' | 'POST', ...faults: Fault[]): void;
  /** `GET /v4/…` of every request, in order */
  requests: string[];
  /** called before a request is performed, e.g. to let a person edit the sheet between a read and a write */
  onRequest: ((request: string) => void) | null;
  stop(): Promise<void>;
}

/** The part of the Sheets REST API v4 that we use, over HTTP, on one spreadsheet. */
export async function startFakeSheets(spreadsheet: FakeSpreadsheet): Promise<FakeSheetsServer> {
  const faults: { method: string; fault: Fault }[] = [];
  const requests: string[] = [];
  const http = createServer((request, response) => {
    void serve(request, response).catch((error) => answer(response, 500, failure(500, `${error}`)));
  });

  async function serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const url = new URL(request.url ?? '', 'http://fake');
    const name = `${request.method} ${decodeURIComponent(url.pathname)}`;
    const text = await bodyOf(request);
    requests.push(name);
    server.onRequest?.(name);
    const at = faults.findIndex(({ method }) => method === request.method);
    const fault = at < 0 ? undefined : faults.splice(at, 1)[0]?.fault;
    if (fault?.kind === 'stall') return;
    if (fault?.kind === 'status') return answer(response, fault.status, failure(fault.status, fault.message));
    if (fault?.kind === 'garbage') {
      response.writeHead(200, { 'content-type': 'text/html' }).end('<html>captive portal</html>');
      return;
    }
    const [status, body] = perform(spreadsheet, name, url.searchParams, text);
    if (fault?.kind === 'applied-then-stall') return;
    if (fault?.kind === 'applied-then-503')
      return answer(response, 503, failure(503, 'The service is currently unavailable.'));
    answer(response, status, body);
  }

  await new Promise<void>((resolve) => http.listen(0, '127.0.0.1', resolve));
  const server: FakeSheetsServer = {
    url: `http://127.0.0.1:${(http.address() as AddressInfo).port}/`,
    failNext: (method, ...next) => faults.push(...next.map((fault) => ({ method, fault }))),
    requests,
    onRequest: null,
    stop: () =>
      new Promise((resolve) => {
        http.close(() => resolve());
        http.closeAllConnections();
      }),
  };
  return server;
}

function perform(
  spreadsheet: FakeSpreadsheet,
  request: string,
  query: URLSearchParams,
  text: string,
): [number, object] {
  try {
    const [, method, id, rest = ''] = /^(\w+) \/v4\/spreadsheets\/([^/:]+)(.*)$/.exec(request) ?? [];
    if (method === undefined) throw new SheetsFault(404, `no such path: ${request}`);
    spreadsheet.check(`${id}`, method === 'POST');
    const body = text === '' ? {} : JSON.parse(text);
    if (method === 'GET' && rest === '') return [200, { sheets: spreadsheet.sheets.map(propertiesOf) }];
    if (method === 'GET' && rest === '/values:batchGet') {
      const valueRanges = query
        .getAll('ranges')
        .map((range) => spreadsheet.get(range, query.get('valueRenderOption')));
      return [200, { spreadsheetId: id, valueRanges }];
    }
    if (method === 'GET' && rest.startsWith('/values/'))
      return [200, spreadsheet.get(rest.slice('/values/'.length), query.get('valueRenderOption'))];
    if (method === 'POST' && rest === '/values:batchUpdate') return [200, spreadsheet.update(body)];
    if (method === 'POST' && rest.startsWith('/values/') && rest.endsWith(':append'))
      return [
        200,
        spreadsheet.append(rest.slice('/values/'.length, -':append'.length), {
          valueInputOption: query.get('valueInputOption') ?? '',
          values: body.values,
        }),
      ];
    if (method === 'POST' && rest === ':batchUpdate') return [200, spreadsheet.change(body.requests)];
    throw new SheetsFault(404, `no such path: ${request}`);
  } catch (error) {
    if (error instanceof SheetsFault) return [error.status, failure(error.status, error.message)];
    throw error;
  }
}

const propertiesOf = ({ sheetId, title, rowCount, columnCount }: FakeSheet) => ({
  properties: { sheetId, title, gridProperties: { rowCount, columnCount } },
});

const failure = (code: number, message: string) => ({ error: { code, message, status: 'FAKE' } });

function answer(response: ServerResponse, status: number, body: object): void {
  response.writeHead(status, { 'content-type': 'application/json; charset=UTF-8' }).end(JSON.stringify(body));
}

async function bodyOf(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request as AsyncIterable<Buffer>) chunks.push(chunk);
  return Buffer.concat(chunks).toString('utf8');
}
