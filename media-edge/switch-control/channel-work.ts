import type { Log } from '../../platform/log.ts';
import type { CallCommand, CallEvent } from './call.ts';
import type { EslClient } from './esl/client.ts';
import type { ForkModule } from './fork-module.ts';
import * as say from './switch-command.ts';

type ChannelCommand = Extract<
  CallCommand,
  { type: 'stop-fork' | 'start-fork' | 'check-channel' | 'park-again' | 'kill' }
>;

export interface ChannelWorkParts {
  esl: Pick<EslClient, 'api'>;
  module: ForkModule;
  /** folder at the switch where it records calls by itself; '' for none */
  recordTo: string;
  log: Log;
  apply(callId: string, event: CallEvent): void;
}

/** Performs at the switch what call.ts wants done with the caller's channel. Rejects when the switch does not answer. */
export function createChannelWork({
  esl,
  module,
  recordTo,
  log,
  apply,
}: ChannelWorkParts): (command: ChannelCommand) => Promise<void> {
  const perform = async (command: ChannelCommand) => {
    const { callId } = command;
    switch (command.type) {
      case 'stop-fork':
        // -ERR: there was none
        for (const stop of module.stop(callId, command.below)) await esl.api(stop);
        return;
      case 'start-fork': {
        await esl.api(say.writeEpoch(callId, command.epoch));
        const answer = await startFork(command);
        if (answer.startsWith('+OK')) return command.epoch === 1 ? record(callId) : undefined;
        log.warn('fork refused', { callId, answer: answer.trim() });
        return apply(callId, { type: 'fork-refused', epoch: command.epoch });
      }
      case 'check-channel': {
        const exists = (await esl.api(say.checkChannel(callId))).trim() === 'true';
        const bridged = exists && say.isChannelId((await esl.api(say.readPartner(callId))).trim());
        return apply(callId, { type: 'channel-checked', exists, bridged });
      }
      case 'park-again':
        log.warn('parked without send_silence_when_idle=-1: set it in the dialplan before park', { callId });
        await esl.api(say.keepWriting(callId));
        return void (await esl.api(say.parkAgain(callId)));
      case 'kill':
        return void (await esl.api(say.killChannel(callId, command.cause)));
    }
  };

  const startFork = async ({ callId, epoch, url }: Extract<CallCommand, { type: 'start-fork' }>) => {
    try {
      let answer = '';
      for (const command of module.start(callId, epoch, url)) answer = await esl.api(command);
      return answer;
    } catch (error) {
      return `-ERR ${String(error)}`;
    }
  };

  const record = async (callId: string) => {
    if (recordTo === '') return;
    let answer = '';
    for (const command of say.recordCall(callId, recordTo)) answer = await esl.api(command);
    if (!answer.startsWith('+OK')) log.warn('the switch does not record', { callId, answer: answer.trim() });
  };

  return perform;
}
