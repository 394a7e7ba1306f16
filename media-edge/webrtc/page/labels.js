/**
 * What the widget itself says, by language. The agent's words come from the scenario.
 * @typedef {keyof typeof en} LabelName
 * @typedef {Record<LabelName, string>} Labels
 */

const en = {
  call: 'Call us',
  callAgain: 'Call again',
  title: 'Voice call',
  close: 'Close',
  checking: 'One moment…',
  asking: 'Please allow the microphone: your browser is asking.',
  connecting: 'Connecting…',
  live: 'In the call',
  reconnecting: 'The network was lost. Reconnecting…',
  mute: 'Mute',
  unmute: 'Unmute',
  muted: 'You are muted',
  hangUp: 'Hang up',
  keys: 'Keys',
  key: 'Key',
  transcript: 'What is said',
  you: 'You',
  agent: 'Agent',
  hear: 'Turn the sound on',
  endedByCaller: 'You have ended the call.',
  endedByAgent: 'The call is over. Goodbye!',
  transfer: 'To speak with a person, please call',
  transferNoPhone: 'To speak with a person, please call us by telephone.',
  lost: 'The connection was lost.',
  denied:
    'The microphone is blocked for this page. Click the sign beside the address, allow the microphone and call again.',
  noMicrophone: 'No microphone was found. Connect one and call again.',
  busyMicrophone: 'The microphone does not start: another program may be using it.',
  insecure: 'Calls need a secure page (https://).',
  unsupported: 'This browser cannot make calls. Please use a current one.',
  expired: 'This page has been open for a long time. Reload it to call.',
  used: 'A call was made from here already. Reload the page to call again.',
  forbidden: 'Calls are not possible from this page.',
  busy: 'All lines are busy. Please try again in a minute.',
  noMedia: 'No sound gets through: your network may block calls.',
  failed: 'The call could not be made. Please try again.',
};

/** @type {Labels} */
const uk = {
  call: 'Зателефонувати',
  callAgain: 'Зателефонувати знову',
  title: 'Голосовий дзвінок',
  close: 'Закрити',
  checking: 'Хвилинку…',
  asking: 'Дозвольте доступ до мікрофона: браузер питає про це.',
  connecting: 'З’єднуємо…',
  live: 'Триває розмова',
  reconnecting: 'Зв’язок перервався. Відновлюємо…',
  mute: 'Вимкнути мікрофон',
  unmute: 'Увімкнути мікрофон',
  muted: 'Ваш мікрофон вимкнено',
  hangUp: 'Завершити',
  keys: 'Клавіші',
  key: 'Клавіша',
  transcript: 'Текст розмови',
  you: 'Ви',
  agent: 'Агент',
  hear: 'Увімкнути звук',
  endedByCaller: 'Ви завершили дзвінок.',
  endedByAgent: 'Дзвінок завершено. До побачення!',
  transfer: 'Щоб поговорити з людиною, зателефонуйте:',
  transferNoPhone: 'Щоб поговорити з людиною, зателефонуйте нам.',
  lost: 'Зв’язок втрачено.',
  denied:
    'Для цієї сторінки мікрофон заблоковано. Натисніть значок біля адреси, дозвольте мікрофон і зателефонуйте знову.',
  noMicrophone: 'Мікрофон не знайдено. Під’єднайте його й зателефонуйте знову.',
  busyMicrophone: 'Мікрофон не вмикається: можливо, його використовує інша програма.',
  insecure: 'Для дзвінка потрібна захищена сторінка (https://).',
  unsupported: 'Цей браузер не підтримує дзвінків. Скористайтеся сучаснішим.',
  expired: 'Сторінка відкрита надто довго. Оновіть її, щоб зателефонувати.',
  used: 'Звідси вже телефонували. Оновіть сторінку, щоб зателефонувати знову.',
  forbidden: 'З цієї сторінки зателефонувати не можна.',
  busy: 'Усі лінії зайняті. Спробуйте за хвилину.',
  noMedia: 'Звук не проходить: можливо, мережа блокує дзвінки.',
  failed: 'Не вдалося зателефонувати. Спробуйте ще раз.',
};

/** @type {Labels} */
const ru = {
  call: 'Позвонить',
  callAgain: 'Позвонить снова',
  title: 'Голосовой звонок',
  close: 'Закрыть',
  checking: 'Минутку…',
  asking: 'Разрешите доступ к микрофону: браузер спрашивает об этом.',
  connecting: 'Соединяем…',
  live: 'Идёт разговор',
  reconnecting: 'Связь прервалась. Восстанавливаем…',
  mute: 'Выключить микрофон',
  unmute: 'Включить микрофон',
  muted: 'Ваш микрофон выключен',
  hangUp: 'Завершить',
  keys: 'Клавиши',
  key: 'Клавиша',
  transcript: 'Текст разговора',
  you: 'Вы',
  agent: 'Агент',
  hear: 'Включить звук',
  endedByCaller: 'Вы завершили звонок.',
  endedByAgent: 'Звонок завершён. До свидания!',
  transfer: 'Чтобы поговорить с человеком, позвоните:',
  transferNoPhone: 'Чтобы поговорить с человеком, позвоните нам.',
  lost: 'Связь потеряна.',
  denied:
    'Для этой страницы микрофон заблокирован. Нажмите значок рядом с адресом, разрешите микрофон и позвоните снова.',
  noMicrophone: 'Микрофон не найден. Подключите его и позвоните снова.',
  busyMicrophone: 'Микрофон не включается: возможно, его использует другая программа.',
  insecure: 'Для звонка нужна защищённая страница (https://).',
  unsupported: 'Этот браузер не поддерживает звонки. Воспользуйтесь более новым.',
  expired: 'Страница открыта слишком долго. Обновите её, чтобы позвонить.',
  used: 'Отсюда уже звонили. Обновите страницу, чтобы позвонить снова.',
  forbidden: 'С этой страницы позвонить нельзя.',
  busy: 'Все линии заняты. Попробуйте через минуту.',
  noMedia: 'Звук не проходит: возможно, сеть блокирует звонки.',
  failed: 'Не удалось позвонить. Попробуйте ещё раз.',
};

/** @type {Record<string, Labels>} */
export const LABELS = { en, uk, ru };

/**
 * The first of the wanted languages that there is, e.g. of `data-lang`, the page and the browser; else English.
 * @param {readonly (string | null | undefined)[]} wanted
 * @returns {{ language: string, labels: Labels }}
 */
export function chooseLabels(wanted) {
  for (const tag of wanted) {
    const language = (tag ?? '').toLowerCase().split('-')[0] ?? '';
    const labels = Object.hasOwn(LABELS, language) ? LABELS[language] : undefined;
    if (labels) return { language, labels };
  }
  return { language: 'en', labels: en };
}

/** What to say where the edge refuses a call, every reason of contracts/web-call.ts. @type {Record<import('../../../contracts/web-call.ts').WebCallRefusal, LabelName>} */
export const REFUSALS = {
  missing: 'forbidden',
  wrong: 'forbidden',
  foreign: 'forbidden',
  expired: 'expired',
  used: 'used',
  over: 'endedByAgent',
  'no-route': 'forbidden',
  full: 'busy',
  stopping: 'busy',
  starting: 'busy',
  'bad-offer': 'failed',
  'no-media': 'noMedia',
};
