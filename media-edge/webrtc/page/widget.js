import { startCall } from './call.js';
import { chooseLabels } from './labels.js';
import { createView } from './view.js';

/** @typedef {import('./labels.js').LabelName} LabelName */

/** A site's backend that is slower than this is believed dead. */
const TOKEN_MS = 10_000;
/** Ends that are nobody's fault. @type {readonly LabelName[]} */
const PEACEFUL = ['endedByAgent', 'endedByCaller', 'transfer', 'transferNoPhone'];

/**
 * Puts a call button where the script's tag stands, or into the element that `data-target` selects. Attributes:
 * `data-token` or `data-token-url` (answers `{token}`; asked at each call), `data-lang`, `data-position="corner"`.
 * @param {HTMLScriptElement} tag
 */
export function mountWidget(tag) {
  const { token = '', tokenUrl, lang, target, position } = tag.dataset;
  const place = target === undefined ? null : document.querySelector(target);
  if (target !== undefined && place === null)
    return console.error(`the call button has no place: data-target="${target}" selects nothing`);
  const { language, labels } = chooseLabels([lang, document.documentElement.lang, navigator.language]);
  const host = document.createElement('div');
  host.toggleAttribute('data-corner', position === 'corner');
  if (place !== null) place.append(host);
  else if (tag.closest('head') === null) tag.after(host);
  else whenThereIsABody(() => document.body.append(host));

  const url = new URL('web-call', tag.src);
  url.protocol = url.protocol === 'https:' ? 'wss:' : 'ws:';

  /** @type {ReturnType<typeof startCall> | null} */
  let call = null;
  let isBusy = false;
  const view = createView(host, language, labels, {
    async call() {
      if (isBusy) return;
      isBusy = true;
      view.open();
      view.state('waiting', labels.checking);
      try {
        const fresh = tokenUrl === undefined ? token : await fetchToken(tokenUrl);
        // who has hung up meanwhile does not want the call any more
        if (isBusy) call = startCall(url.href, fresh, listener);
      } catch (error) {
        console.error('no token for a call', error);
        listener.over('failed', null);
      }
    },
    hangUp: () => (call === null ? listener.over('endedByCaller', null) : call.hangUp()),
    close() {
      call?.hangUp();
      isBusy = false;
      view.close();
    },
    mute: (on) => call?.mute(on),
    press: (digit) => call?.press(digit),
  });

  /** @type {import('./call.js').CallListener} */
  const listener = {
    state: (state) => view.state(state === 'live' ? 'live' : 'waiting', labels[state]),
    caption: view.caption,
    heard: view.hear,
    over(label, phone) {
      call = null;
      isBusy = false;
      view.state(PEACEFUL.includes(label) ? 'over' : 'failed', labels[label], phone);
      // a token of the page is good for one call; one that came to nothing may be tried again
      view.over(
        tokenUrl !== undefined || !(PEACEFUL.includes(label) || label === 'used' || label === 'expired'),
      );
    },
  };
}

/** A tag in the page's head stands where nothing is shown. @param {() => void} work */
function whenThereIsABody(work) {
  if (document.body) work();
  else document.addEventListener('DOMContentLoaded', work);
}

/** @param {string} url @returns {Promise<string>} */
async function fetchToken(url) {
  const answer = await fetch(url, { method: 'POST', signal: AbortSignal.timeout(TOKEN_MS) });
  if (!answer.ok) throw new Error(`${url} answered ${answer.status}`);
  const { token } = await answer.json();
  if (typeof token !== 'string') throw new Error(`${url} answered without a token`);
  return token;
}
