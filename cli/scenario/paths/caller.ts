import { memoryOf } from '../../../domain/dialog/draft.ts';
import { offeredTimes } from '../../../domain/dialog/offers.ts';
import { definitionsWithChoices } from '../../../domain/dialog/tool-choices.ts';
import type { DialogEvent, DialogState, Intent, SlotCandidate } from '../../../domain/dialog/types.ts';
import type { Json } from '../../../domain/json.ts';
import type { Language } from '../../../domain/language.ts';
import type { Scenario } from '../../../domain/scenario/schema.ts';
import { addDays } from '../../../domain/slots/calendar.ts';
import { spellOut } from '../../../domain/slots/hint-syntax.ts';
import { pick, type Random } from '../../sim/random.ts';

export const CALL_AT = ['2026-11-23T10:00:00+02:00', '2026-11-22T23:30:00+02:00'] as const;

/** A caller who says anything that fits the moment, as values: whether words are understood is tested elsewhere. */
export interface AnyCaller {
  next(state: DialogState): DialogEvent;
}

const LEAVING: readonly Intent[] = ['operator', 'emergency', 'goodbye', 'cancel'];

/** `stubborn`: says nothing usable, so that every limit is reached once. */
export function anyCaller(
  scenario: Scenario,
  literals: ReadonlyMap<string, readonly Json[]>,
  random: Random,
): AnyCaller {
  const stubborn = random() < 0.04;
  // most calls go straight on, so that the late states are reached, too
  const restless = random() < 0.4 ? 1 : 0.05;
  const chance = (share: number) => random() < share;

  const valuesOf = (state: DialogState, slot: string): readonly Json[] => {
    const memory = memoryOf(state);
    const definition = definitionsWithChoices({ scenario, memory })[slot];
    const known = (literals.get(slot) ?? []).filter((value) => typeof value !== 'boolean');
    switch (definition?.type) {
      case 'choice':
        return definition.choices.map(({ id }) => id);
      case 'yes-no':
        return [true, false];
      case 'name':
        return ['Олена Коваленко', 'John Smith'];
      case 'phone':
        return ['+380671234567', '+380502223344'];
      case 'date':
        return [1, 2, 5].map((days) => addDays(CALL_AT[0].slice(0, 10), days));
      case 'time': {
        const offered = offeredTimes({ scenario, memory }, slot);
        return offered.length > 0 ? [...offered, '18:30'] : ['10:00'];
      }
      case 'age':
        return [5, 35, 70, ...known];
      case 'weight':
        return [30, 70, 180, ...known];
      case 'digits':
        return ['1'.repeat(definition.minCount), '7'.repeat(definition.maxCount)];
      case 'pattern':
        return definition.number ? [1, 4, 200, ...known] : ['12', ...known];
      default:
        return ['anything', ...known];
    }
  };
  const candidate = (state: DialogState, slot: string): SlotCandidate[] => {
    const values = valuesOf(state, slot);
    return values.length === 0
      ? []
      : [{ slot, value: pick(random, values), say: '', confidence: 0.95, span: [0, 1] }];
  };
  /** what callers come out with whatever is asked, in their own words: the engine hears it in the text */
  const errands = Object.values(scenario.asking).flatMap(({ anytime }) => Object.values(anytime));
  const errand = (language: Language): DialogEvent => {
    const said = pick(random, errands).phrases[language] ?? [];
    const [text = ''] = spellOut(pick(random, said), () => '4', 1);
    return { type: 'understood', understanding: { text, confidence: 1, intents: [], slots: [] } };
  };
  const heard = (intents: readonly Intent[], slots: readonly SlotCandidate[] = []): DialogEvent => ({
    type: 'understood',
    understanding: { text: '', confidence: 1, intents, slots },
  });

  return {
    next(state) {
      const { open, pending } = memoryOf(state);
      if (stubborn || chance(0.03 * restless)) return chance(0.5) ? { type: 'silence' } : heard([]);
      if (chance(0.02)) return heard([pick(random, LEAVING)]);
      if (errands.length > 0 && chance(state.turnSeq < 3 ? 0.4 : 0.08)) return errand(state.language);
      if (pending !== null && pending.kind !== 'ask')
        return heard([chance(1 - 0.25 * restless) ? 'yes' : 'no']);
      const asked = pending?.kind === 'ask' ? pending.slot : open;
      if (asked === null) return heard([chance(0.5) ? 'yes' : 'no']);
      // some say more than they were asked for
      const others = Object.keys(scenario.slots).filter((slot) => slot !== asked && !(slot in state.slots));
      const aside =
        others.length > 0 && chance(0.15 * restless) ? candidate(state, pick(random, others)) : [];
      if (scenario.states[state.at]?.optional === true && chance(0.15)) return heard(['no'], aside);
      const said = Object.keys(state.slots).filter((slot) => slot !== asked);
      if (said.length > 0 && chance(state.turnSeq > 12 ? 0.15 : 0.04))
        return heard(['correction'], candidate(state, pick(random, said)));
      const own = candidate(state, asked);
      // "an MRI and an ultrasound"
      if (scenario.catalogue[asked] !== undefined && chance(0.1)) own.push(...candidate(state, asked));
      const polarity: Intent[] = own[0]?.value === true ? ['yes'] : own[0]?.value === false ? ['no'] : [];
      return heard(polarity, [...own, ...aside]);
    },
  };
}
