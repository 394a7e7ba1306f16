import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { createTools } from '../../../activities/tools/index.ts';
import {
  connect,
  createRecordStores,
  type Database,
  migrate,
  publishScenario,
} from '../../../adapters/postgres/index.ts';
import { DEFAULT_PRICES } from '../../../domain/money/default-prices.ts';
import { bundleText, parseScenario } from '../../../domain/scenario/bundle.ts';
import { wallClock } from '../../../domain/schedule/zoned-time.ts';
import { sha256 } from '../../../platform/sha256.ts';
import { readScenarioFiles } from '../../scenario/read-folder.ts';
import { projectRoot } from '../../stack/paths.ts';
import { dayNamed } from './calendar.ts';
import type { CallLine } from './call-line.ts';
import { createEngineCall } from './engine-call.ts';
import { earlierAt } from './goal.ts';
import type { WordReply } from './model-words.ts';
import type { Persona } from './persona.ts';
import { EARLIER, readRecords } from './records.ts';

/** The clinic's own calls, made before the persona's: they hold the times that are taken. */
const OTHERS = 'others-';

/** A clinic in a database: each call gets a tenant of its own, so no caller takes another one's time. */
export interface Clinic {
  /** whether it can give the persona the day and the calendar that it needs */
  plays(persona: Persona): boolean;
  /** a line for the persona's call, with the times taken that it says are taken */
  line(persona: Persona): Promise<CallLine>;
  records(line: CallLine): ReturnType<typeof readRecords>;
  close(): Promise<void>;
}

export async function openClinic(databaseUrl: string, wordReply: WordReply | null): Promise<Clinic> {
  const parsed = parseScenario(await readScenarioFiles(join(projectRoot, 'scenarios/clinic')));
  if ('faults' in parsed)
    throw new Error(`scenarios/clinic has faults: npm run scenario -- check scenarios/clinic`);
  const { scenario } = parsed;
  const { timeZone } = scenario;
  await migrate(databaseUrl);
  const db = connect(databaseUrl);
  const stores = createRecordStores(db);
  const tools = createTools(stores);
  const text = bundleText(scenario);
  const hash = sha256(text);

  return {
    plays: () => true,
    async line(persona) {
      const tenant = `eval-${randomUUID()}`;
      await publishScenario(db, { tenant, scenario, text, hash });
      const startedAt = zonedTime(persona.calledAt, timeZone);
      await bookEarlier(persona, tenant);
      await takeTimes(persona, tenant, startedAt);
      const from = { same: `+38${persona.phone}`, other: '+380445550123', hidden: '' }[persona.from];
      const facts = { callId: randomUUID(), tenant, from, to: '+380440000001', timeZone };
      return createEngineCall({
        ...{ scenario, hash, facts, startedAt, stores, tools, wordReply },
        language: persona.language,
        prices: DEFAULT_PRICES,
      });
    },
    records: ({ tenant }) => readRecords(db, { tenant, callIds: { all: true, except: OTHERS }, timeZone }),
    close: () => closeDatabase(db),
  };

  /** The calls that the persona has made before, each over and done with. */
  async function bookEarlier(persona: Persona, tenant: string): Promise<void> {
    for (const [index, one] of persona.earlier.entries()) {
      const item = scenario.catalogue.study?.[one.study];
      if (item?.resource === undefined)
        throw new Error(`${persona.id}: no study "${one.study}" in the catalogue`);
      const { day, time } = earlierAt(one, persona.calledAt.slice(0, 10));
      const { age, weight } = persona;
      const appointment = {
        ...{ callId: `${EARLIER}${index}-${randomUUID()}`, n: 1, tenant, timeZone, turnSeq: 1 },
        resource: item.resource,
        time: zonedTime(`${day}T${time}:00`, timeZone),
        durationMin: item.durationMin ?? 30,
        details: {
          name: one.name ?? persona.name,
          phone: `+38${persona.phone}`,
          study: one.study,
          age,
          weight,
        },
      };
      const result = await stores.appointments.set(appointment, '2026-01-01T00:00:00Z');
      if (result.status === 'conflict')
        throw new Error(
          `${persona.id}: nobody can have had ${one.study} on ${day} at ${time}: ${result.reason}`,
        );
      await stores.appointments.settle(appointment.callId, [appointment]);
    }
  }

  async function takeTimes(persona: Persona, tenant: string, now: string): Promise<void> {
    const resource = scenario.catalogue.study?.[persona.study ?? '']?.resource;
    if (persona.taken.length === 0 || typeof resource !== 'string') return;
    for (const taken of persona.taken) {
      const [name = '', time] = taken.split(' ');
      const day = dayNamed(name, persona.calledAt.slice(0, 10));
      const free = await stores.schedule.findFreeTimes({
        ...{ tenant, resource, timeZone, day, now, durationMin: 15, count: 100 },
        except: { callId: '', n: 1 },
      });
      const times =
        free.day === day ? free.times.filter((iso) => time === undefined || iso.slice(11, 16) === time) : [];
      for (const at of times)
        await stores.appointments.set(
          {
            callId: `${OTHERS}${randomUUID()}`,
            n: 1,
            tenant,
            resource,
            timeZone,
            time: at,
            durationMin: 15,
            details: {},
            turnSeq: 1,
          },
          now,
        );
    }
  }
}

const closeDatabase = (db: Database): Promise<void> => db.close();

/** A local time of a zone as ISO 8601 with its offset. */
const zonedTime = (local: string, timeZone: string): string =>
  `${local}${wallClock(`${local}Z`, timeZone).offset}`;
