import type { ArchiveConnection } from '../clients/port/archive-connection.ts';
import type { Destination, ImportStatus, TagChange } from '../contract/import.ts';
import type { RetryPolicy } from './retry.ts';
import type { TreatmentPool } from './treatment-pool.ts';

export interface ImportQueueOptions {
  /** The journal's file. */
  readonly file: string;
  /** The connection, ready for the destination: a share code's visit is made if needed. */
  readonly connect: (connectionId: string, destination: Destination) => Promise<ArchiveConnection>;
  /** Whether the archive is on this computer. */
  readonly isHere?: (connectionId: string) => boolean;
  /** Renews an ended session without asking anyone; false when that is not possible. */
  readonly signInAgain?: (connectionId: string, destination: Destination) => Promise<boolean>;
  /** The installation's key for the UID and date maps. */
  readonly deidKey: () => Promise<Uint8Array>;
  /** Keeps what pseudonyms stand for, of imports for which a person asked for that. */
  readonly onTreated?: (changes: readonly TagChange[]) => Promise<void>;
  /** Called with every change, at most ten times a second for each import, and always with the last one. */
  readonly onStatus?: (status: ImportStatus) => void;
  /** A study has arrived, whole or in part. */
  readonly onArrival?: (connectionId: string) => void;
  /** An error that nobody foresaw, for the log. */
  readonly onUnexpected?: (error: unknown) => void;
  readonly retry?: RetryPolicy;
  /** Objects on their way at once. */
  readonly concurrency?: number;
  /** Shared with whoever else treats files; one of its own when absent. */
  readonly pool?: TreatmentPool;
  /** Whether imports that a fault of the network or the server has paused go on by themselves; not by default. */
  readonly goesOn?: boolean;
  /** Waits before an import goes on by itself. */
  readonly wait?: (ms: number, signal: AbortSignal) => Promise<void>;
  /** The time of day, for the receipt. */
  readonly now?: () => Date;
}
