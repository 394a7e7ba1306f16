import type { CallRecord, WrapUpActivities } from '../contracts/activities.ts';

/** What saving a call needs from the records. */
export interface CallArchive {
  /** writes call and transcript; the same record again changes nothing */
  save(record: CallRecord): Promise<void>;
}

/** Keeps the finished call with its transcript. */
export const createSaveCallActivities = ({
  calls,
}: {
  calls: CallArchive;
}): Pick<WrapUpActivities, 'saveCall'> => ({ saveCall: (record) => calls.save(record) });
