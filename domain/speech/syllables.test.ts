import { describe, expect, it } from '@jest/globals';
import type { Language } from '../language.ts';
import { syllables } from './syllables.ts';

const TABLE: Record<Language, string> = {
  en:
    'Won·der·ful news which day would like ap·point·ment te·le·phone num·ber ta·ble worked wan·ted yes be·yond ' +
    'quic·kly Sa·tur·day mag·ne·tic ul·tra·sound hel·lo two thou·sand hun·dred mo·ther MRI',
  uk:
    'до·брий день ви подз·во·ни·ли клі·ні·ки сьо·год·ні п’ят·ни·ця обс·те·жен·ня за·пис ї·ї під·йом го·тів·ко·ю ' +
    'по·не·ді·лок хви·ли·ну МРТ',
  ru:
    'здравст·вуй·те вы поз·во·ни·ли кли·ни·ку об·сле·до·ва·ни·е пят·ни·ца подъ·езд кон·суль·та·ци·я ме·ня ' +
    'по·не·дель·ник е·ё',
};

describe('syllables', () => {
  it.each(
    Object.entries(TABLE).flatMap(([language, words]) =>
      words.split(' ').map((word) => ({ language: language as Language, word })),
    ),
  )('$language: $word', ({ language, word }) => {
    expect(syllables(word.replaceAll('·', ''), language)).toEqual(word.split('·'));
  });

  it.each(['217', '10:30', '—', '+380671234567', ''])('"%s" stays whole', (word) => {
    expect(syllables(word, 'uk')).toEqual([word]);
  });
});
