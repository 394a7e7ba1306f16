import type { Action, Conversation } from './conversation.ts';

/** Which line comes next. The caller keeps to what it was asked; what it was not asked is answered in order. */
export interface Script {
  /**
   * `asked`: the question that was understood, null when none was; `heard`: the values that the agent said right in the
   * same turn. null: nothing is left to say.
   */
  next(asked: string | null, heard?: readonly string[]): { action: Action; answers: string | null } | null;
  /** whether the order of the steps still holds a line, so that no question need be understood */
  planned(): boolean;
}

/** how often the same question is answered before the caller gives up */
const SAME_ANSWER_LIMIT = 5;
/** how often in a row a caller asks again, or says its last line again, to something it did not understand */
const REPEAT_LIMIT = 3;

export function createScript(
  conversation: Pick<Conversation, 'answers' | 'steps' | 'checks' | 'lost'>,
): Script {
  const { answers, steps, checks, lost } = conversation;
  const asked = new Map<number, number>();
  const objected = new Map<readonly unknown[], number>();
  /** what was missing the last time an answer's values were read back, by answer */
  const missed = new Map<number, readonly string[]>();
  let wrong: string | null = null;
  /** an echo is waited for once per answer */
  const echoed = new Set<Action>();
  let echo: { of: string; otherwise: Action[]; index: number } | null = null;
  let step = 0;
  let last: Action | null = null;
  let repeats = 0;

  const remember = (action: Action, answering: string | null) => {
    repeats = 0;
    last = action;
    return { action, answers: answering };
  };
  const object = (objections: readonly Action[], missing: string | null) => {
    const times = objected.get(objections) ?? 0;
    objected.set(objections, times + 1);
    wrong = missing ?? wrong;
    return objections[Math.min(times, objections.length - 1)];
  };
  /** What of the expected is wrong. A question asked again without its read-back leaves what was heard before. */
  const missing = (
    index: number,
    expected: readonly string[],
    heard: readonly string[],
  ): string | undefined => {
    const before = missed.get(index);
    if (before === undefined || expected.some((name) => heard.includes(name)))
      missed.set(
        index,
        expected.filter((name) => !heard.includes(name)),
      );
    return missed.get(index)?.[0];
  };
  const checked = (action: Action, index: number, heard: readonly string[]): Action | undefined => {
    if (action.correct && wrong !== null) {
      const { called } = checks[wrong] ?? {};
      wrong = null;
      return called === undefined ? action : { say: called };
    }
    if (action.ifAny && action.otherwise)
      return action.ifAny.some((name) => heard.includes(name)) ? action : object(action.otherwise, null);
    if (!action.ifHeard || !action.otherwise) return action;
    const fault = missing(index, action.ifHeard, heard);
    return fault === undefined ? action : object(action.otherwise, fault);
  };

  return {
    planned: () => step < steps.length,
    next(question, heard = []) {
      const index = question === null ? -1 : answers.findIndex((one) => one.asked.includes(question));
      const answer = answers[index];
      const expected = echo;
      if (answer && expected && expected.index !== index) {
        const often = (objected.get(expected.otherwise) ?? 0) >= expected.otherwise.length;
        const objection =
          often || heard.includes(expected.of) ? undefined : object(expected.otherwise, expected.of);
        // the question stays open: it is asked again behind the correction, whose own echo is waited for, too
        if (objection) return remember(objection, question);
        echo = null;
      }
      if (answer) {
        const times = asked.get(index) ?? 0;
        if (times >= Math.max(SAME_ANSWER_LIMIT, answer.do.length)) return null;
        const given = answer.do[Math.min(times, answer.do.length - 1)];
        const action = given && checked(given, index, heard);
        asked.set(index, times + 1);
        if (given?.echo && !echoed.has(given)) {
          echoed.add(given);
          echo = { ...given.echo, index };
        }
        if (action) return remember(action, question);
      }
      const planned = steps[step];
      if (planned) {
        step++;
        return remember(planned, null);
      }
      if (last === null || repeats >= REPEAT_LIMIT) return null;
      repeats++;
      // "yes please" may be no answer to what was asked; that it was not understood always is
      if (lost !== undefined && repeats % 2 === 1) return { action: { say: lost }, answers: null };
      // an interruption is not repeated: there may be nothing left to interrupt
      return { action: last.say ? { say: last.say } : last, answers: null };
    },
  };
}
