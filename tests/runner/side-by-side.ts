import { it } from '@jest/globals';

type Run<Args extends unknown[]> = (...args: Args) => Promise<void>;

/**
 * Like `it`, for tests of one file that mostly wait: with the first of them that is due all begin, at most `atOnce` at a
 * time, and each passes or fails by itself. The runner takes one test after another and knows no `it.concurrent`.
 */
export function sideBySide(atOnce: number) {
  const waiting: (() => Promise<void>)[] = [];
  let begun = false;
  const lane = async () => {
    for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) await next();
  };
  const begin = () => {
    for (let at = 0; at < atOnce && !begun; at++) void lane();
    begun = true;
  };
  const beside = (run: Run<[]>): Run<[]> => {
    const { promise, resolve } = Promise.withResolvers<PromiseSettledResult<void>[]>();
    waiting.push(async () => resolve(await Promise.allSettled([run()])));
    return async () => {
      begin();
      const [result] = await promise;
      if (result?.status === 'rejected') throw result.reason;
    };
  };
  const one = (name: string, run: Run<[]>, timeoutMs?: number) => it(name, beside(run), timeoutMs);
  const each =
    <Case extends object>(cases: readonly Case[]) =>
    (name: string, run: Run<[Case]>, timeoutMs?: number) => {
      for (const given of cases)
        it.each([given])(
          name,
          beside(() => run(given)),
          timeoutMs,
        );
    };
  return Object.assign(one, { each });
}
