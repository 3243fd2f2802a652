import type { ArchiveConnection } from '../../clients/port/archive-connection.ts';
import type { DestinationRules, SessionState } from '../../contract/connection.ts';
import type { Destination, ImportStatus, NewImport, Treatment } from '../../contract/import.ts';
import { NotFoundError, type Problem } from '../../contract/problem.ts';
import type { ImportQueue } from '../../upload/import-queue.ts';
import type { ImportPlan } from '../../upload/plan.ts';
import { TreatmentError } from '../../upload/treatment-task.ts';
import type { Connections } from '../connections/connections.ts';
import { need } from '../need.ts';
import type { Treat } from '../treat.ts';
import { withAttachments } from './plan-attachments.ts';
import { type Choice, planImport } from './plan-import.ts';
import type { RuleCounters } from './rule-counters.ts';
import { refuseCounters, withRuleValues } from './rule-values.ts';
import type { Scanned } from './scanned.ts';
import { sourcesOf } from './sources-of.ts';

/** Opens a connection for a destination: under a share code its visit is made unless it stands already. */
export async function connectFor(
  connections: Connections,
  connectionId: string,
  destination: Destination,
): Promise<ArchiveConnection> {
  if (destination.kind === 'namespace') return connections.open(connectionId);
  return connections.visit(connectionId, destination.code);
}

/** Renews an ended session where nobody need be asked: on this computer, or by the share code. */
export async function renewFor(
  connections: Connections,
  connectionId: string,
  destination: Destination,
): Promise<boolean> {
  if (destination.kind === 'namespace') return connections.signInSilently(connectionId);
  await connections.useShareCode(connectionId, destination.code);
  return true;
}

async function rulesOf(
  connections: Connections,
  connectionId: string,
  destination: Destination,
): Promise<DestinationRules> {
  const ingest = need(await connectFor(connections, connectionId, destination), 'ingest');
  if (destination.kind === 'namespace') return ingest.rules({ namespaceId: destination.namespaceId });
  try {
    return await ingest.rules({ shareCode: destination.code });
  } catch (error) {
    if (!(error instanceof NotFoundError)) throw error;
    throw new NotFoundError(error.code, 'The server does not know this share code, or it is no longer valid.', {
      next: 'correct-input',
      cause: error,
    });
  }
}

/** Turns a choice on a scan's report into an import of the queue. */
export class Imports {
  readonly queue: ImportQueue;
  readonly #connections: Connections;
  readonly #treat: Treat;
  readonly #counters: RuleCounters;

  constructor(queue: ImportQueue, connections: Connections, treat: Treat, counters: RuleCounters) {
    this.queue = queue;
    this.#counters = counters;
    this.#connections = connections;
    this.#treat = treat;
  }

  async plan(wanted: NewImport, scanned: Scanned, problems: readonly Problem[] = []): Promise<ImportPlan> {
    const { connectionId, destination } = wanted;
    const { name: connectionName, session, vendor } = this.#connections.get(connectionId);
    const rules = await rulesOf(this.#connections, connectionId, destination);
    const planned = await planImport(wanted, {
      ...scanned,
      connectionName,
      rules,
      sources: await sourcesOf(scanned.report.sources),
      problems,
      // The archive on this computer lets in whoever uses it.
      ...(session.state === 'signed-in' && vendor !== 'embedded'
        ? { by: session.userName }
        : visitorOf(session, wanted)),
      resolveRules: async (treatment, choices) => this.#withValues(treatment, choices, wanted, rules.namespaceId),
    });
    const plan = await withAttachments(planned, wanted, scanned);
    const { kind } = wanted.treatment;
    if (kind === 'burn-in' || kind === 'deidentify') await this.#tryTreatment(plan);
    await this.#tryWrapping(plan);
    return plan;
  }

  async #withValues(
    treatment: Treatment,
    choices: readonly Choice[],
    { connectionId, destination, sender }: NewImport,
    namespaceId: string,
  ): Promise<Treatment> {
    const { session, vendor } = this.#connections.get(connectionId);
    if (vendor !== 'embedded' && treatment.kind !== 'as-is' && treatment.rules !== undefined)
      refuseCounters(treatment.rules);
    const { ingest } = await connectFor(this.#connections, connectionId, destination);
    const md5Counter = ingest?.md5Counter?.bind(ingest);
    return withRuleValues(treatment, choices, {
      session,
      sender,
      counters: this.#counters,
      destination: `${connectionId} ${namespaceId}`,
      md5Counter: md5Counter === undefined ? undefined : async (md5) => md5Counter(namespaceId, md5),
    });
  }

  /** Begins an import in the background. */
  async start(wanted: NewImport, scanned: Scanned): Promise<ImportStatus> {
    const plan = await this.plan(wanted, scanned);
    return this.queue.start(plan);
  }

  /**
   * An identity that cannot be written, or an option that is not there, is refused before anything begins; other faults
   * of a file are the import's.
   */
  async #tryWrapping({ studies, treatment, charset }: ImportPlan): Promise<void> {
    for (const { wrap, ...object } of studies.flatMap(({ objects }) => objects))
      if (wrap !== undefined) await this.#treat({ ...object, wrap }, treatment, charset);
  }

  async #tryTreatment({ studies, treatment, charset }: ImportPlan): Promise<void> {
    const object = studies[0]?.objects[0];
    if (object === undefined) return;
    try {
      await this.#treat(object, treatment, charset);
    } catch (error) {
      if (error instanceof TreatmentError && error.next !== 'correct-input') return;
      throw error;
    }
  }
}

/** A visitor is who they say they are. */
function visitorOf({ state }: SessionState, { sender }: NewImport): { by?: string } {
  return state === 'signed-in' || sender === undefined ? {} : { by: `${sender.name} (${sender.email})` };
}
