import type { CallRegister } from './call-register.ts';

const LOOK_EVERY_MS = 10_000;
const ANSWER_WITHIN_MS = 5000;

/** Cuts connections whose switch is gone without a close, such as after a power loss. One timer for all calls. */
export function watchLiveness(register: CallRegister, everyMs = LOOK_EVERY_MS): () => void {
  const timer = setInterval(() => {
    for (const { leg } of register.list())
      void leg.alive(ANSWER_WITHIN_MS).then((alive) => {
        if (!alive) leg.drop('the switch did not answer a ping');
      });
  }, everyMs);
  timer.unref();
  return () => clearInterval(timer);
}
