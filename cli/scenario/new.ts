import { access, mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parseScenario } from '../../domain/scenario/bundle.ts';

const NAME = /^[a-z][a-z0-9-]{0,39}$/;

/** A scenario that asks two things, reads one of them back and leaves a request to call back. */
const scenarioText = (
  name: string,
): string => `# ${name}: what the agent asks and says. How to go on: docs/scenarios.md
name: ${name}
version: 1
timeZone: Europe/Kyiv
languages: [uk, ru, en]
start: GREETING
# where transfers go, and the states that are understood at any time
operator: '1000'
globals: { operator: OPERATOR, emergency: OPERATOR, goodbye: END }
# after so many misses a person takes over
limits: { noInput: 3, noMatch: 3, else: OPERATOR }

openingHours:
  mon: ['09:00', '18:00']
  tue: ['09:00', '18:00']
  wed: ['09:00', '18:00']
  thu: ['09:00', '18:00']
  fri: ['09:00', '18:00']

# what the dialog wants to know; prompt: the question asked again, named: words by which callers correct it
slots:
  service:
    type: choice
    prompt: { uk: 'Консультація чи ремонт?', ru: 'Консультация или ремонт?', en: Advice or a repair? }
    label: { uk: послуга, ru: услуга, en: the service }
  name:
    type: name
    confirm: implicit
    prompt: { uk: 'Ваше ім’я та прізвище?', ru: Ваши имя и фамилия?, en: What is your first and last name? }
    label: { uk: ім’я, ru: имя, en: the name }
    named: { uk: [ім’я, прізвище], ru: [имя, фамилия], en: [the name, my name] }
  phone:
    type: phone
    confirm: explicit
    offerCallerNumber: true
    prompt: { uk: Назвіть номер телефону., ru: Назовите номер телефона., en: Please tell me the phone number. }
    label: { uk: телефон, ru: телефон, en: the phone number }
    named: { uk: [телефон, номер], ru: [телефон, номер], en: [the phone, the number] }

# the choices of a slot, and how callers name them: (a|b) alternatives, [x] may be left out
catalogue:
  service:
    advice:
      say: { uk: консультація, ru: консультация, en: advice }
      phrases: { uk: [консультація, порада], ru: [консультация, совет], en: ['[some] advice', a consultation] }
      price: 300 UAH
    repair:
      say: { uk: ремонт, ru: ремонт, en: a repair }
      phrases: { uk: [ремонт, 'щось зламалося', полагодити], ru: [ремонт, 'что-то сломалось', починить], en: ['[a] repair', something is broken] }
      price: 800 UAH

# answered at any time, then the open question is asked again
questions:
  price:
    phrases: { uk: [скільки коштує], ru: [сколько стоит], en: [how much is it, how much does it cost] }
    say:
      - { when: service, uk: '{{service}} коштує {{service.price}}.', ru: '{{service}} стоит {{service.price}}.', en: '{{service}} costs {{service.price}}.' }
      - { when: not service, uk: Залежить від послуги., ru: Зависит от услуги., en: It depends on the service. }

states:
  GREETING:
    say:
      uk: Вітаю! Розмова записується.
      ru: Здравствуйте! Разговор записывается.
      en: Hello, this call is recorded.
    next: ASK_SERVICE
  ASK_SERVICE:
    say: { uk: 'Що вам потрібно: консультація чи ремонт?', ru: 'Что вам нужно: консультация или ремонт?', en: 'What do you need: advice or a repair?' }
    ask: service
    next: ASK_NAME
  ASK_NAME:
    say: { uk: Як вас звати?, ru: Как вас зовут?, en: 'May I have your first and last name, please?' }
    ask: name
    next: ASK_PHONE
  ASK_PHONE:
    say: { uk: За яким номером вам зателефонувати?, ru: По какому номеру вам позвонить?, en: What number may we reach you at? }
    ask: phone
    next: LEAVE_REQUEST
  LEAVE_REQUEST:
    tool: { name: request-callback, args: { reason: '{{service}}, {{name}}', phone: '{{phone}}' } }
    ok: PROMISED
    # the request is left after the call in any case
    failed: PROMISED
  PROMISED:
    say: { uk: 'Дякуємо, {{name}}, ми вам зателефонуємо. До побачення!', ru: 'Спасибо, {{name}}, мы вам перезвоним. До свидания!', en: 'Thank you, {{name}}, we will call you back. Goodbye!' }
    outcome: callback
    action: hang-up
  END:
    say: { uk: Дякуємо за дзвінок. До побачення!, ru: Спасибо за звонок. До свидания!, en: Thank you for calling. Goodbye! }
    action: hang-up
  OPERATOR:
    say: { uk: З’єдную вас з колегою., ru: Соединяю вас с коллегой., en: I am putting you through to a colleague. }
    outcome: transferred
    action: transfer
`;

const conversationText = (name: string): string => `name: From the greeting to the request
scenario: ${name}
language: en
from: '+380671234567'
turns:
  - says: advice or a repair
    state: ASK_SERVICE
  - caller: how much is it
    says: It depends
    state: ASK_SERVICE
  - caller: a repair
    slots: { service: repair }
    state: ASK_NAME
  - caller: John Smith
    state: ASK_PHONE
  - caller: 'yes'
    slots: { phone: '+380671234567' }
    tools: [request-callback]
    says: we will call you back
    state: PROMISED
    action: hang-up
outcome: callback
`;

/**
 * Writes a small scenario that is right, with one conversation to test it. Answers the files. Throws when the name cannot
 * be one, or the folder is there already.
 */
export async function writeNewScenario(name: string, directory: string): Promise<string[]> {
  if (!NAME.test(name))
    throw new Error(`"${name}" cannot be a scenario's name: small letters, digits and "-", a letter first`);
  const folder = join(directory, name);
  const isThere = await access(folder).then(
    () => true,
    () => false,
  );
  if (isThere) throw new Error(`${folder} is there already: choose another name or change that one`);
  const text = scenarioText(name);
  const parsed = parseScenario([{ name: 'scenario.yaml', text }]);
  if ('faults' in parsed) throw new Error(`the pattern itself is wrong: ${JSON.stringify(parsed.faults)}`);
  await mkdir(join(folder, 'conversations'), { recursive: true });
  const files: [string, string][] = [
    [join(folder, 'scenario.yaml'), text],
    [join(folder, 'conversations', 'en.yaml'), conversationText(name)],
  ];
  for (const [file, content] of files) await writeFile(file, content, { flag: 'wx' });
  return files.map(([file]) => file);
}
