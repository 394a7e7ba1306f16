import type { Action, Conversation } from './conversation.ts';

/** Which line comes next. The caller keeps to what it was asked; what it was not asked is answered in order. */
export interface Script {
  /** `asked`: the question that was understood, null when none was. null: nothing is left to say. */
  next(asked: string | null): { action: Action; answers: string | null } | null;
  /** whether the order of the steps still holds a line, so that no question need be understood */
  planned(): boolean;
}

/** how often the same question is answered before the caller gives up */
const SAME_ANSWER_LIMIT = 5;
/** how often in a row a caller says its last line again to something it did not understand */
const REPEAT_LIMIT = 3;

export function createScript({ answers, steps }: Pick<Conversation, 'answers' | 'steps'>): Script {
  const asked = new Map<number, number>();
  let step = 0;
  let last: Action | null = null;
  let repeats = 0;

  const remember = (action: Action, answering: string | null) => {
    repeats = 0;
    last = action;
    return { action, answers: answering };
  };

  return {
    planned: () => step < steps.length,
    next(question) {
      const index = question === null ? -1 : answers.findIndex((one) => one.asked.includes(question));
      const answer = answers[index];
      if (answer) {
        const times = asked.get(index) ?? 0;
        if (times >= Math.max(SAME_ANSWER_LIMIT, answer.do.length)) return null;
        asked.set(index, times + 1);
        const action = answer.do[Math.min(times, answer.do.length - 1)];
        if (action) return remember(action, question);
      }
      const planned = steps[step];
      if (planned) {
        step++;
        return remember(planned, null);
      }
      if (last === null || repeats >= REPEAT_LIMIT) return null;
      repeats++;
      // an interruption is not repeated: there may be nothing left to interrupt
      return { action: last.say ? { say: last.say } : last, answers: null };
    },
  };
}
