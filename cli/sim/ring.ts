import { randomUUID } from 'node:crypto';
import type { ApiParts } from './api.ts';
import type { Channel, Party } from './channel.ts';
import { CAUSES, type Operator, readDialString, silentParty } from './operators.ts';

export interface OperatorsParts {
  operators: Readonly<Record<string, Operator>>;
  channel(uuid: string): Channel | undefined;
  /** a new channel that rings */
  create(uuid: string, name: string, variables: Map<string, string>, party: Party): Channel;
}

/** Seconds that a telephone rings where nobody says. */
const RINGS_S = 60;

/** The telephones of the switch: rung by `originate`, or by the dialplan behind a transferred caller. */
export function createOperators(parts: OperatorsParts): Pick<ApiParts, 'originate' | 'dialExtension'> {
  const { operators } = parts;

  /** rings until it is answered or not; the channel tells the rest by its events */
  const ring = (operator: Operator, channel: Channel, timeoutS: number): Promise<string | null> =>
    new Promise((resolve) => {
      const gone = setInterval(() => {
        if (parts.channel(channel.uuid) === undefined) done('ORIGINATOR_CANCEL');
      }, 5);
      const afterMs = 'afterMs' in operator ? operator.afterMs : Number.POSITIVE_INFINITY;
      const timer = setTimeout(
        () => {
          if (operator.does === 'answer' && afterMs <= timeoutS * 1000) return done(null);
          done(operator.does === 'answer' ? 'NO_ANSWER' : CAUSES[operator.does]);
        },
        Math.min(afterMs, timeoutS * 1000),
      );
      const done = (cause: string | null) => {
        clearInterval(gone);
        clearTimeout(timer);
        if (cause !== null) channel.hangUp(cause);
        resolve(cause);
      };
    });

  return {
    async originate(dialString) {
      const read = readDialString(dialString);
      if (read === null) return '-ERR CHAN_NOT_IMPLEMENTED\n';
      const { variables, endpoint, name } = read;
      if (endpoint !== 'user' && endpoint !== 'sofia') return '-ERR CHAN_NOT_IMPLEMENTED\n';
      const operator = operators[name];
      if (operator === undefined) return '-ERR SUBSCRIBER_ABSENT\n';
      if (operator.does === 'absent') return `-ERR ${CAUSES.absent}\n`;
      const uuid = variables.get('origination_uuid') ?? randomUUID();
      // "Duplicate UUID!" in its log
      if (parts.channel(uuid) !== undefined) return '-ERR DESTINATION_OUT_OF_ORDER\n';
      const party = operator.does === 'answer' ? (operator.party ?? silentParty()) : silentParty();
      const channel = parts.create(uuid, name, variables, party);
      const cause = await ring(operator, channel, Number(variables.get('originate_timeout') ?? RINGS_S));
      if (cause !== null) return `-ERR ${cause}\n`;
      channel.answer();
      channel.park();
      return `+OK ${uuid}\n`;
    },

    dialExtension(caller, extension) {
      const operator = operators[extension];
      if (operator === undefined) return caller.transfer(extension);
      caller.enterDialplan();
      // continue_on_fail: the next application is park
      const back = (cause: string) => {
        caller.variables.set('originate_disposition', cause);
        caller.park();
      };
      if (operator.does === 'absent') return back(CAUSES.absent);
      const party = operator.does === 'answer' ? (operator.party ?? silentParty()) : silentParty();
      const callTimeoutS = Number(caller.variables.get('call_timeout') ?? RINGS_S);
      const leg = parts.create(randomUUID(), extension, new Map(), party);
      void ring(operator, leg, callTimeoutS).then((cause) => {
        if (parts.channel(caller.uuid) === undefined) return leg.hangUp('ORIGINATOR_CANCEL');
        if (cause !== null) return back(cause);
        leg.answer();
        leg.bridge(caller, false);
        caller.bridge(leg, true);
      });
    },
  };
}
