import type { Expects } from '../../domain/dialog/types.ts';
import type { Language } from '../../domain/language.ts';
import { counter } from '../../platform/metrics.ts';
import { createTransferLease } from '../calls/transfer-lease.ts';
import type { CallParts, CallSession } from './call-parts.ts';
import { createCaptions } from './captions.ts';
import { countedVoice } from './counted-voice.ts';
import { startDecisions } from './decisions.ts';
import { createEchoGate } from './echo-gate.ts';
import { createHissWatch } from './hiss-watch.ts';
import { createMouth } from './mouth.ts';
import { createReplyStreams } from './reply-stream.ts';
import { createSecrets } from './secrets.ts';
import { createStageWatch } from './stages.ts';
import type { Command, TurnTakingEvent } from './turn-taking/events.ts';
import { replyVerdict } from './turn-taking/turn-taking.ts';
import { createUsageCount } from './usage-count.ts';
import { createWorkflowMessages } from './workflow-messages.ts';

const underruns = counter({
  name: 'edge_underruns_total',
  help: 'Times the switch ran out of audio inside a piece',
});
const bargeIns = counter({ name: 'edge_barge_ins_total', help: 'Replies that callers cut short' });
/** A recording that cannot be closed must not hold back the end of the call. */
const CLOSE_FILE_MS = 1000;

/** Wires the parts of one call. It decides nothing: decisions are in turn-taking, their commands go to the parts here. */
export function startCallSession(parts: CallParts): CallSession {
  const { callId, epoch, leg, now, phrases, recorder, log } = parts;
  const done = Promise.withResolvers<void>();
  const unixOffsetMs = Date.now() - now();
  const stages = createStageWatch((at) => Math.round(at + unixOffsetMs));
  /** when the audio that was sent last will be heard */
  let audibleAt = now();
  const captions = createCaptions(leg.caption);
  const usage = createUsageCount(epoch, now(), { model: parts.speechModel });
  let language = parts.opening.language;
  const noteLanguage = (event: TurnTakingEvent) => {
    if (event.type === 'call-opened') language = event.opening.language;
    else if (event.type === 'reply-head') language = event.head.language;
    else if (event.type === 'turn-answered') language = event.outcome.language;
  };
  const decisions = startDecisions({
    epoch,
    turnsBefore: parts.turnsBefore ?? 0,
    now,
    onEvent(event, at) {
      noteLanguage(event);
      captions.event(event);
      stages.event(event, at);
    },
    onCommand(command, at) {
      stages.command(command, at);
      perform(command);
    },
  });
  const { dispatch } = decisions;

  const echoGate = createEchoGate(leg.sampleRateHz);
  const hissWatch = createHissWatch(leg.sampleRateHz);
  const mouth = createMouth({
    leg,
    ticker: parts.ticker,
    now,
    voice: countedVoice(parts.voice, usage),
    listener: {
      started(piece) {
        captions.spoken(piece);
        if (piece.filler) return;
        stages.spoken(piece.turnId, now(), audibleAt);
        dispatch({ type: 'reply-audible', generation: decisions.state().generation });
      },
      drained: () => dispatch({ type: 'playback-drained', generation: decisions.state().generation }),
      sent(pcm, atMs) {
        audibleAt = atMs;
        echoGate.played(pcm, atMs);
        hissWatch.played(pcm, atMs);
        recorder.agent(pcm, atMs);
      },
      cleared(atMs) {
        echoGate.cleared(atMs);
        hissWatch.cleared(atMs);
        recorder.agentCleared(atMs);
      },
      underrun: () => underruns.inc(),
    },
  });
  const secrets = createSecrets();
  const lease = createTransferLease(now);
  const ears = parts.ears(dispatch);
  const brain = parts.brain({
    opened(opening) {
      if (opening.ended !== undefined) recorder.discard();
      dispatch({ type: 'call-opened', opening });
    },
    openRefused(why) {
      // it has its recording, and this would lie among its pieces
      if (why === 'ended') recorder.discard();
      dispatch({ type: 'call-refused', why });
    },
    answered: (turnId, outcome) => dispatch({ type: 'turn-answered', turnId, outcome }),
    turnRefused: (turnId, why) => dispatch({ type: 'turn-refused', turnId, why }),
  });
  const messages = createWorkflowMessages({ ...parts, mouth, ears, stages, usage });
  const replies = createReplyStreams(
    (turnId, attempt) => replyVerdict(decisions.state(), turnId, attempt),
    dispatch,
  );

  /** whether this moment may be recorded: the edge before this one knew */
  let isKnown = parts.greet;
  const perform = (command: Command) => {
    switch (command.type) {
      case 'open-call':
        return brain.open(messages.openCall());
      case 'speak':
        return mouth.speak(command.text, command.turnId, language);
      case 'speak-phrase':
        return mouth.bridge(phrases.phrase(command.phrase, language, command.number), language);
      case 'finish-speaking':
        return mouth.finish();
      case 'pause-speaking':
        return mouth.pause();
      case 'resume-speaking':
        return mouth.resume();
      case 'stop-speaking':
        bargeIns.inc();
        mouth.stop();
        return captions.cut(mouth.heard);
      case 'configure-ears':
        // what a new edge held back was not known to be a secret: nothing more has to be
        recorder.mayHear(command.expects.record !== false, isKnown ? undefined : 0);
        isKnown ||= decisions.state().phase !== 'opening';
        return ears.configure(command.expects);
      case 'finalize':
        return ears.finalize(command.utterance);
      case 'submit-turn':
        secrets.keep(command.turn.secret);
        return brain.submit(messages.turn(command.turn, language));
      case 'abort-reply':
        return replies.abort(command.turnId);
      case 'hang-up':
        return leg.hangUp('agent-hung-up');
      case 'transfer':
        return leg.transfer(command.target === '' ? phrases.operator : command.target, command);
      case 'close-leg':
        return leg.close(1000, 'the call is over here');
      case 'end-call':
        return void finish(command);
    }
  };

  const finish = async ({ reason, heardTurnId }: Extract<Command, { type: 'end-call' }>) => {
    const callEnd = messages.callEnd(reason, heardTurnId);
    mouth.close();
    ears.close();
    const recording = await withinTime(recorder.stop(), CLOSE_FILE_MS);
    log.info('call ended at the edge', { callId, epoch, reason: reason ?? 'moved' });
    await brain.end(callEnd(recording));
    done.resolve();
  };

  dispatch({
    type: 'leg-opened',
    greeting: parts.greet ? phrases.greeting(language) : null,
    // of a call that another edge had nobody knows yet whether this moment may be recorded
    expects: { ...anything(language), ...(parts.greet ? {} : { record: false as const }) },
    noInputMs: 7000,
    reportsTransfers: parts.reportsTransfers === true,
  });
  // what the switch reported before is told now
  leg.listen({
    audio(pcm, played) {
      const { held } = decisions.state();
      if (!held && hissWatch.hear(pcm, now(), played)) dispatch({ type: 'hiss-started' });
      // on hold it is music, or a room in which others talk
      const words = echoGate.hear(held ? Buffer.alloc(pcm.length) : pcm, now(), played);
      if (words !== null) ears.hear(words);
      recorder.caller(pcm);
    },
    digit: (digit) => dispatch({ type: 'digit', digit }),
    closed: ({ clean }) => dispatch({ type: 'leg-closed', clean }),
  });
  return {
    replies,
    turns: () => decisions.state().turns,
    digit: (digit) => dispatch({ type: 'digit', digit }),
    lineHeld: (held) => dispatch({ type: 'line-held', held }),
    takeSecret: secrets.take,
    claimTransfer(transferId, by) {
      const { phase, transfer } = decisions.state();
      if (phase !== 'transferring' || transfer?.id !== transferId) return 'unknown';
      if (!lease.claim(transferId, by)) return 'taken';
      dispatch({ type: 'transfer-claimed', id: transferId });
      return 'yours';
    },
    endTransfer(transferId, answered) {
      if (decisions.state().transfer?.id !== transferId) return false;
      dispatch({ type: 'transfer-ended', id: transferId, answered });
      return true;
    },
    replaced: () => dispatch({ type: 'leg-replaced' }),
    stop: (resumes) => dispatch({ type: 'edge-stopping', resumes }),
    done: done.promise,
  };
}

/** Until the workflow says what it asks, any utterance is heard out. */
const anything = (language: Language): Expects => ({ slot: null, language, hints: [], patience: 'free' });

function withinTime<T>(work: Promise<T>, ms: number): Promise<T | null> {
  return Promise.race([work, new Promise<null>((resolve) => setTimeout(resolve, ms, null).unref())]);
}
