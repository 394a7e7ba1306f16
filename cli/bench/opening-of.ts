import { connect, readSnapshot } from '../../adapters/postgres/index.ts';
import { type ChosenOpening, chooseOpening } from '../../domain/opening.ts';
import type { StackState } from '../stack/state.ts';

/** What an edge would choose for an English call on the default route. Throws where nothing is published for it. */
export async function openingOf(stack: StackState): Promise<ChosenOpening> {
  const db = connect(stack.databaseUrl);
  try {
    const opening = chooseOpening(await readSnapshot(db), { callId: 'bench', from: '', to: '*' }, 'en');
    if (opening === null)
      throw new Error('no scenario is published for the route "*": see scenarios/routes.yaml');
    return opening;
  } finally {
    await db.close();
  }
}
