import type { Language } from '../../../../domain/language.ts';
import { pick, type Random } from '../../../sim/random.ts';
import { digitWords, groupWords } from './number-words.ts';

/** Ten digits from zero in one of the ways in which people dictate; some of them pause between groups. */
export function phoneWords(phone: string, language: Language, random: Random): string[] {
  const groups = [phone.slice(0, 3), phone.slice(3, 6), phone.slice(6, 8), phone.slice(8)];
  const ways: (() => string[])[] = [
    () => [groups.join(' ')],
    () => [phone],
    () => [digitWords(phone, language)],
    () => [groups.map((group) => digitWords(group, language)).join(', ')],
    () => [`+38${phone}`],
  ];
  if (language === 'en') ways.push(() => [digitWords(phone, language, 'oh')]);
  else
    ways.push(
      () => [groups.map((group) => groupWords(group, language)).join(' ')],
      () => [groups.map((group) => groupWords(group, language)).join(', ')],
    );
  return pick(random, ways)();
}

/** The same number dictated group by group, each an utterance of its own. */
export function dictatedGroups(phone: string, language: Language): string[] {
  const say = language === 'en' ? digitWords : groupWords;
  return [phone.slice(0, 3), phone.slice(3, 6), phone.slice(6)].map((group) =>
    group.length === 4
      ? `${say(group.slice(0, 2), language)} ${say(group.slice(2), language)}`
      : say(group, language),
  );
}
