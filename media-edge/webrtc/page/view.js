import { STYLE } from './style.js';

/** @typedef {import('./labels.js').Labels} Labels @typedef {import('../../../contracts/web-call.ts').Caption} Caption */

const HANDSET =
  'M6.6 10.8a15 15 0 0 0 6.6 6.6l2.2-2.2a1 1 0 0 1 1-.25 11.4 11.4 0 0 0 3.6.57 1 1 0 0 1 1 1V20a1 1 0 0 1-1 1A17 17 0 0 1 3 4a1 1 0 0 1 1-1h3.5a1 1 0 0 1 1 1c0 1.25.2 2.45.57 3.57a1 1 0 0 1-.25 1z';
const MICROPHONE =
  'M12 14a3 3 0 0 0 3-3V5a3 3 0 0 0-6 0v6a3 3 0 0 0 3 3zm5-3a5 5 0 0 1-10 0H5a7 7 0 0 0 6 6.92V21h2v-3.08A7 7 0 0 0 19 11z';
const CROSS =
  'M18.3 5.7 12 12l6.3 6.3-1.4 1.4L10.6 13.4 4.3 19.7 2.9 18.3 9.2 12 2.9 5.7l1.4-1.4 6.3 6.3 6.3-6.3z';
const KEYS = ['1', '2', '3', '4', '5', '6', '7', '8', '9', '*', '0', '#'];

/**
 * What the person does.
 * @typedef {object} ViewListener
 * @property {() => void} call
 * @property {() => void} hangUp
 * @property {() => void} close
 * @property {(on: boolean) => void} mute
 * @property {(digit: string) => void} press
 */

/**
 * @typedef {'waiting' | 'live' | 'over' | 'failed'} Mood
 * @typedef {ReturnType<typeof createView>} View
 */

/**
 * The button and the card of one widget, in a shadow root of `host`. It shows what it is told and decides nothing.
 * @param {HTMLElement} host
 * @param {string} language
 * @param {Labels} labels
 * @param {ViewListener} listener
 */
export function createView(host, language, labels, listener) {
  const root = host.attachShadow({ mode: 'open' });
  const style = element('style', {}, STYLE);
  const call = button('call', HANDSET, labels.call, listener.call);
  const time = element('span', { class: 'time', hidden: '' });
  const close = button('close', CROSS, '', listener.close);
  close.setAttribute('aria-label', labels.close);
  const says = element('span');
  const state = element('p', { class: 'state', role: 'status' }, element('span', { class: 'dot' }), says);
  const words = element('div', {
    ...{ class: 'words', role: 'log', tabindex: '0' },
    'aria-label': labels.transcript,
  });
  const mute = button('mute', MICROPHONE, labels.mute, () => setMute(mute.ariaPressed !== 'true'));
  const keysToggle = button('keys-toggle', '', labels.keys, () => showKeys(keys.hidden !== false));
  const hangUp = button('hang-up', HANDSET, labels.hangUp, listener.hangUp);
  const keys = element('div', { class: 'keys', hidden: '' });
  for (const key of KEYS) {
    const one = button('key', '', key, () => listener.press(key));
    one.setAttribute('aria-label', `${labels.key} ${key}`);
    keys.append(one);
  }
  const footer = element('footer', {}, mute, keysToggle, hangUp);
  const again = button('call', HANDSET, labels.callAgain, listener.call);
  const behind = element('footer', { hidden: '' }, again);
  const audio = /** @type {HTMLAudioElement} */ (element('audio', { autoplay: '', playsinline: '' }));
  const hear = button('call', '', labels.hear, () => play());
  hear.hidden = true;
  const card = element(
    'section',
    { class: 'card', hidden: '', 'aria-label': labels.title },
    element('header', {}, element('h2', {}, labels.title), time, close),
    ...[state, hear, words, keys, footer, behind],
  );
  root.append(style, call, card, audio);
  host.lang = language;

  /** @type {Map<string, HTMLElement>} */
  const lines = new Map();
  /** @type {ReturnType<typeof setInterval> | undefined} */
  let clock;
  let startedAt = 0;
  /** @type {Mood} */
  let mood = 'waiting';

  /** @param {boolean} on */
  const setMute = (on) => {
    mute.ariaPressed = `${on}`;
    /** @type {HTMLElement} */ (mute.lastElementChild).textContent = on ? labels.unmute : labels.mute;
    listener.mute(on);
    if (mood === 'live') says.textContent = on ? labels.muted : labels.live;
  };
  /** @param {boolean} on */
  const showKeys = (on) => {
    keys.hidden = !on;
    keysToggle.ariaExpanded = `${on}`;
    // the keys take room from the words
    words.scrollTop = words.scrollHeight;
  };
  const showTime = () => {
    const seconds = Math.floor((Date.now() - startedAt) / 1000);
    time.textContent = `${Math.floor(seconds / 60)}:${`${seconds % 60}`.padStart(2, '0')}`;
  };
  const play = () =>
    audio.play().then(
      () => {
        hear.hidden = true;
      },
      // some browsers want one more click before anything sounds
      () => {
        hear.hidden = false;
      },
    );

  return {
    /** a new call: the card opens, empty */
    open() {
      lines.clear();
      words.replaceChildren();
      setMute(false);
      showKeys(false);
      startedAt = 0;
      time.hidden = true;
      call.hidden = true;
      card.hidden = false;
      footer.hidden = false;
      behind.hidden = true;
      hangUp.focus();
    },
    /** @param {Mood} now @param {string} text @param {string | null} [phone] */
    state(now, text, phone = null) {
      mood = now;
      state.className = `state ${mood}`;
      says.textContent = phone === null ? text : `${text} `;
      // who was muted before a loss still is
      if (mood === 'live' && mute.ariaPressed === 'true') says.textContent = labels.muted;
      if (phone !== null) says.append(element('a', { href: `tel:${phone.replace(/[^+\d]/g, '')}` }, phone));
      if (mood !== 'live' || startedAt !== 0) return;
      startedAt = Date.now();
      time.hidden = false;
      showTime();
      clock = setInterval(showTime, 1000);
    },
    /** nothing more comes @param {boolean} mayCallAgain */
    over(mayCallAgain) {
      clearInterval(clock);
      audio.srcObject = null;
      hear.hidden = true;
      showKeys(false);
      footer.hidden = true;
      behind.hidden = !mayCallAgain;
      for (const line of lines.values()) line.classList.remove('open');
      (mayCallAgain ? again : close).focus();
    },
    close() {
      card.hidden = true;
      call.hidden = false;
      call.focus();
    },
    /** @param {MediaStream} stream */
    hear(stream) {
      audio.srcObject = stream;
      void play();
    },
    /** @param {Caption} caption */
    caption({ who, id, text, final }) {
      const known = lines.get(id);
      if (text === '') {
        known?.remove();
        lines.delete(id);
        return;
      }
      // who has the page read to them hears words when they are final, once: a line of its own is an addition
      const line = known !== undefined && !final ? known : element('p', { class: who });
      line.replaceChildren(
        element('span', { class: 'name' }, `${labels[who === 'agent' ? 'agent' : 'you']}: `),
        text,
      );
      line.classList.toggle('open', !final);
      line.ariaHidden = final ? null : 'true';
      lines.set(id, line);
      if (known === undefined) words.append(line);
      else if (known !== line) known.replaceWith(line);
      words.scrollTop = words.scrollHeight;
    },
  };
}

/**
 * @param {string} tag
 * @param {Record<string, string>} [attributes]
 * @param {...(Node | string)} children
 */
function element(tag, attributes = {}, ...children) {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) made.setAttribute(name, value);
  made.append(...children);
  return made;
}

/**
 * @param {string} name
 * @param {string} icon path of 24 by 24, '' for none
 * @param {string} text
 * @param {() => void} onClick
 */
function button(name, icon, text, onClick) {
  const made = /** @type {HTMLButtonElement} */ (element('button', { type: 'button', class: name }));
  if (icon !== '') {
    const svg = document.createElementNS('http://www.w3.org/2000/svg', 'svg');
    svg.setAttribute('viewBox', '0 0 24 24');
    svg.setAttribute('aria-hidden', 'true');
    const path = document.createElementNS('http://www.w3.org/2000/svg', 'path');
    path.setAttribute('d', icon);
    svg.append(path);
    made.append(svg);
  }
  if (text !== '') made.append(element('span', {}, text));
  made.addEventListener('click', onClick);
  return made;
}
