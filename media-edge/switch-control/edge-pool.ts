import type { PlaceRequest, TransferClaim, TransferResult } from '../../contracts/edge-api.ts';
import type { EdgeAnswer, EdgeClient, Placed } from './edge-client.ts';
import { type EdgeView, edgesInOrder } from './placement.ts';

/** How often edges are asked how they stand, and how many silent answers in a row make one lost, ms. */
const LOOK_EVERY_MS = 1_000;
const SILENT_LOOKS = 3;
/** A digit is worth little later. */
const DIGIT_ATTEMPTS = 3;

export interface EdgePoolOptions {
  edges: readonly EdgeClient[];
  /** an edge that answered does not any more: its calls need another one */
  onLost(edgeUrl: string): void;
  nowMs?: () => number;
  lookEveryMs?: number;
}

/** All edges, as one: a place is where one is free, and messages go where the call is. Nothing here rejects. */
export interface EdgePool {
  place(request: PlaceRequest): Promise<Placed & { edgeUrl?: string }>;
  /** the highest epoch of the call's live sockets on any edge; null: none answered */
  connectedEpoch(callId: string): Promise<number | null>;
  sendDigit(callId: string, digit: string, sequence: string): Promise<EdgeAnswer>;
  tellHeld(callId: string, held: boolean): Promise<EdgeAnswer>;
  claimTransfer(callId: string, claim: TransferClaim): Promise<EdgeAnswer>;
  reportTransfer(callId: string, result: TransferResult): Promise<EdgeAnswer>;
  /** calls that were placed there, as far as this controller knows */
  callsOn(edgeUrl: string): string[];
  forget(callId: string): void;
  views(): readonly EdgeView[];
  stop(): void;
}

export function createEdgePool(options: EdgePoolOptions): EdgePool {
  const { edges, onLost, nowMs = Date.now, lookEveryMs = LOOK_EVERY_MS } = options;
  const views = new Map<string, EdgeView & { silent: number }>(
    edges.map(({ url }) => [
      url,
      {
        ...{ url, answers: null, answersSinceMs: nowMs(), draining: false, calls: 0, capacity: 1, silent: 0 },
      },
    ]),
  );
  /** where each call was last placed, or found */
  const homes = new Map<string, string>();

  const heard = (url: string, answers: boolean, more: Partial<EdgeView> = {}) => {
    const view = views.get(url);
    if (view === undefined) return;
    if (!answers) {
      view.silent += 1;
      if (view.answers === true && view.silent < SILENT_LOOKS) return;
      const lost = view.answers === true;
      view.answers = false;
      if (lost) onLost(url);
      return;
    }
    view.silent = 0;
    if (view.answers !== true) view.answersSinceMs = nowMs();
    Object.assign(view, more, { answers: true });
  };
  const look = () => {
    for (const edge of edges)
      void edge.counts().then((counts) => heard(edge.url, counts !== null, counts ?? {}));
  };
  // one edge alone needs no comparison, but its silence has to be noticed all the same
  look();
  const looking = setInterval(look, lookEveryMs);
  looking.unref();

  const clientOf = (url: string) => edges.find((edge) => edge.url === url);
  /** the edge that has the call first, then the others: it may have moved */
  const homeFirst = (callId: string): EdgeClient[] => {
    const home = homes.get(callId);
    return [...edges].sort((one, other) => Number(other.url === home) - Number(one.url === home));
  };
  /** asks one edge after another until one knows the call */
  const whoKnows = async (
    callId: string,
    ask: (edge: EdgeClient) => Promise<EdgeAnswer>,
  ): Promise<EdgeAnswer> => {
    let answer: EdgeAnswer = 'unknown';
    for (const edge of homeFirst(callId)) {
      const said = await ask(edge);
      if (said === 'ok' || said === 'taken') {
        homes.set(callId, edge.url);
        return said;
      }
      if (said === 'unreachable') answer = said;
    }
    return answer;
  };

  return {
    async place(request) {
      const { callId, epoch } = request;
      const avoid = epoch > 1 ? (homes.get(callId) ?? null) : null;
      let last: Placed = { type: 'refused', reason: 'unreachable', detail: 'no edge is configured' };
      for (const { url } of edgesInOrder([...views.values()], { avoid, nowMs: nowMs() })) {
        const edge = clientOf(url);
        if (edge === undefined) continue;
        const placed = await edge.place(request);
        if (placed.type === 'granted') {
          homes.set(callId, url);
          const view = views.get(url);
          if (view !== undefined) view.calls += 1;
          return { ...placed, edgeUrl: url };
        }
        if (placed.reason === 'taken' || placed.reason === 'invalid') return placed;
        // a full one says more than a dead one about what the caller meets
        if (last.reason !== 'full') last = placed;
      }
      return last;
    },
    async connectedEpoch(callId) {
      const epochs = await Promise.all(
        edges.map(async (edge) => {
          const epoch = await edge.connectedEpoch(callId);
          if (epoch !== null && epoch > 0) homes.set(callId, edge.url);
          return epoch;
        }),
      );
      const known = epochs.filter((epoch) => epoch !== null);
      return known.length === 0 ? null : Math.max(...known);
    },
    async sendDigit(callId, digit, sequence) {
      let answer: EdgeAnswer = 'unknown';
      for (let attempt = 0; attempt < DIGIT_ATTEMPTS && answer !== 'ok'; attempt++)
        answer = await whoKnows(callId, (edge) => edge.sendDigit(callId, digit, sequence));
      return answer;
    },
    tellHeld: (callId, held) => whoKnows(callId, (edge) => edge.tellHeld(callId, held)),
    claimTransfer: (callId, claim) => whoKnows(callId, (edge) => edge.claimTransfer(callId, claim)),
    reportTransfer: (callId, result) => whoKnows(callId, (edge) => edge.reportTransfer(callId, result)),
    callsOn: (edgeUrl) => [...homes].filter(([, url]) => url === edgeUrl).map(([callId]) => callId),
    forget: (callId) => void homes.delete(callId),
    views: () => [...views.values()],
    stop: () => clearInterval(looking),
  };
}
