/** The tools that scenarios may name, with the arguments each must get. Performed by activities/tools. */
export const SCENARIO_TOOLS: Readonly<Record<string, { args: readonly string[]; data: readonly string[] }>> =
  {
    'find-free-times': {
      args: ['resource', 'day', 'durationMin', 'count'],
      data: ['day', 'times', 'count', 'other_day'],
    },
    'set-appointment': { args: ['n', 'resource', 'time', 'durationMin', 'details'], data: ['time'] },
    'request-callback': { args: ['reason'], data: [] },
  };
