import type { Log } from '../../platform/log.ts';
import type { CallCommand } from './call.ts';
import type { EdgePool } from './edge-pool.ts';

type News = Extract<CallCommand, { type: 'send-digit' | 'tell-held' }>;

/** What callers do at their telephones goes to the edge that has the call, in the order in which they did it. */
export function createCallerNews(
  edges: Pick<EdgePool, 'sendDigit' | 'tellHeld'>,
  log: Log,
): (news: News) => void {
  const told = new Map<string, Promise<void>>();
  const pass = async (news: News) => {
    const { callId } = news;
    if (news.type === 'send-digit') {
      const answer = await edges.sendDigit(callId, news.digit, news.sequence);
      if (answer !== 'ok') log.warn('digit is lost', { callId, answer });
    } else {
      const { held } = news;
      const answer = await edges.tellHeld(callId, held);
      if (answer !== 'ok')
        log.warn('no edge knows that the call is on hold, or back', { callId, held, answer });
    }
  };
  return (news) => {
    const { callId } = news;
    const after = (told.get(callId) ?? Promise.resolve()).then(() => pass(news));
    told.set(callId, after);
    void after.then(() => told.get(callId) === after && told.delete(callId));
  };
}
