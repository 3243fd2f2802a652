import type { ArchiveConnection } from '../../clients/port/archive-connection.ts';
import type { DestinationRules } from '../../contract/connection.ts';
import type { Destination, ImportStatus, NewImport } from '../../contract/import.ts';
import type { Problem } from '../../contract/problem.ts';
import type { ScanReport } from '../../contract/scan.ts';
import type { ImportQueue } from '../../upload/import-queue.ts';
import type { ImportPlan } from '../../upload/plan.ts';
import type { Connections } from '../connections/connections.ts';
import { need } from '../need.ts';
import { planImport } from './plan-import.ts';

/** Opens a connection for a destination: under a share code its visit is made unless it stands already. */
export async function connectFor(
  connections: Connections,
  connectionId: string,
  destination: Destination,
): Promise<ArchiveConnection> {
  if (destination.kind === 'namespace') return connections.open(connectionId);
  const connection = connections.peek(connectionId);
  const { state } = connection.session.state;
  if (state !== 'share-code' && state !== 'signed-in') await connection.session.useShareCode(destination.code);
  return connection;
}

export async function rulesOf(
  connections: Connections,
  connectionId: string,
  destination: Destination,
): Promise<DestinationRules> {
  const connection = await connectFor(connections, connectionId, destination);
  return need(connection, 'ingest').rules(
    destination.kind === 'namespace' ? { namespaceId: destination.namespaceId } : { shareCode: destination.code },
  );
}

/** Turns a choice on a scan's report into an import of the queue. */
export class Imports {
  readonly queue: ImportQueue;
  readonly #connections: Connections;

  constructor(queue: ImportQueue, connections: Connections) {
    this.queue = queue;
    this.#connections = connections;
  }

  async plan(wanted: NewImport, report: ScanReport, problems: readonly Problem[] = []): Promise<ImportPlan> {
    const { connectionId, destination } = wanted;
    const connectionName = this.#connections.get(connectionId).name;
    const rules = await rulesOf(this.#connections, connectionId, destination);
    return planImport(wanted, { report, connectionName, rules, problems });
  }

  /** Begins an import in the background. */
  async start(wanted: NewImport, report: ScanReport): Promise<ImportStatus> {
    const plan = await this.plan(wanted, report);
    return this.queue.start(this.queue.create(plan).importId);
  }
}
