import type { Connection } from '@temporalio/client';
import { indexedTypes } from '../../workers/search-attributes.ts';

const ALREADY_EXISTS = 6;
const KEPT_SECONDS = 86_400;

/** A namespace with our search attributes, made where it is missing; ready when the server knows both. */
export async function prepareNamespace(connection: Connection, namespace: string): Promise<void> {
  await ignoringExisting(() =>
    connection.workflowService.registerNamespace({
      namespace,
      workflowExecutionRetentionPeriod: { seconds: KEPT_SECONDS as unknown as Long },
    }),
  );
  for (let attempt = 1; ; attempt++) {
    try {
      await ignoringExisting(() =>
        connection.operatorService.addSearchAttributes({ namespace, searchAttributes: indexedTypes() }),
      );
      return;
    } catch (error) {
      // the server's own list of namespaces is refreshed once in a while
      if (attempt === 60) throw error;
      await new Promise((resolve) => setTimeout(resolve, 500));
    }
  }
}

type Long = NonNullable<
  NonNullable<
    Parameters<Connection['workflowService']['registerNamespace']>[0]['workflowExecutionRetentionPeriod']
  >['seconds']
>;

async function ignoringExisting(work: () => Promise<unknown>): Promise<void> {
  try {
    await work();
  } catch (error) {
    if ((error as { code?: number }).code !== ALREADY_EXISTS) throw error;
  }
}
