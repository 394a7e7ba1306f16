import { describe, expect, it } from '@jest/globals';
import type { Language } from '../../language.ts';
import { normalise } from '../sentence.ts';
import { refusesRecording } from './refuses-recording.ts';

const REFUSALS: Readonly<Record<Language, readonly string[]>> = {
  en: [
    'do not record me',
    "please don't record this call",
    "no, don't record me please",
    'stop recording me',
    'stop recording',
    "I don't want to be recorded",
    'I would rather not be recorded',
    "I don't want this conversation recorded",
    'I do not consent to being recorded',
    "I don't agree to the recording",
    'I object to being recorded',
    'could you turn off the recording',
    'switch the recorder off please',
    'delete the call recording',
    'my name is Anna and do not record me',
  ],
  uk: [
    'не записуйте мене',
    'ні, не записуйте мене, будь ласка',
    'не записуйте розмову',
    'не записуйте, будь ласка, нашу розмову',
    'не треба записувати цей дзвінок',
    'не пишіть мене на диктофон',
    'не хочу, щоб мене записували',
    'я проти того, щоб розмова записувалася',
    'я не згодна на запис розмови',
    'не даю згоди на запис',
    'вимкніть запис',
    'припиніть записувати',
    'видаліть запис розмови',
    'не записуйте мене на диктофон',
    'не записывайте меня',
  ],
  ru: [
    'не записывайте меня',
    'не записывайте разговор',
    'пожалуйста, не записывайте наш разговор',
    'не надо записывать этот звонок',
    'не хочу, чтобы меня записывали',
    'я против того, чтобы разговор записывался',
    'я не согласна на запись разговора',
    'не даю согласия на запись',
    'выключите запись',
    'прекратите записывать разговор',
    'удалите запись разговора',
    'запись разговора не нужна',
    'не записуйте мене',
  ],
};

const SOMETHING_ELSE: Readonly<Record<Language, readonly string[]>> = {
  en: [
    'do not book me',
    "don't make an appointment",
    "I don't want an appointment",
    'do you record this call',
    'is this call being recorded',
    'do not record an appointment for me',
    'images with a recorded conclusion',
    'neither, no recording',
  ],
  uk: [
    'не записуйте мене на прийом',
    'не записуйте мене на вівторок',
    'не записуйте мене до лікаря',
    'не записуйте мене нікуди',
    'не записуйте мене поки',
    'тоді не записуйте мене',
    'якщо так дорого, то не записуйте мене',
    'не записуйте',
    'не треба мене записувати на МРТ',
    'не хочу, щоб мене записали на прийом',
    'скасуйте запис',
    'видаліть запис',
    'без запису',
    'ви записуєте розмову?',
    'запишіть мене',
  ],
  ru: [
    'не записывайте меня на приём',
    'не записывайте меня на вторник',
    'не записывайте меня к врачу',
    'не записывайте меня никуда',
    'не записывайте меня пока',
    'тогда не записывайте меня',
    'если так дорого, то не записывайте меня',
    'не записывайте',
    'не надо меня записывать на МРТ',
    'отмените запись',
    'удалите запись',
    'без записи',
    'вы записываете разговор?',
    'запишите меня',
  ],
};

const rows = (phrases: typeof REFUSALS) =>
  Object.entries(phrases).flatMap(([language, all]) =>
    all.map((phrase) => ({ language: language as Language, phrase })),
  );

describe('a refusal to be recorded', () => {
  it.each(rows(REFUSALS))('$language: $phrase', ({ language, phrase }) => {
    expect(refusesRecording(normalise(phrase, language))).not.toBeNull();
  });

  it.each(rows(SOMETHING_ELSE))('$language, not: $phrase', ({ language, phrase }) => {
    expect(refusesRecording(normalise(phrase, language))).toBeNull();
  });

  it('takes the no that opens it along, and leaves what else was said', () => {
    expect(refusesRecording(normalise("no, don't record me", 'en'))).toEqual({ from: 0, to: 4 });
    expect(refusesRecording(normalise('so Anna, do not record me', 'en'))?.from).toBeGreaterThan(0);
  });
});
