import type { ComponentType } from 'react';
import type { Connection } from '../../src/contract/connection.ts';
import type { NewExport } from '../../src/contract/export.ts';

// What one feature shows inside another, handed over by the route table: features do not know each other.

export type SignInSlot = ComponentType<{
  readonly connection: Connection;
  /** Within something that names the server already. */
  readonly isInline?: boolean;
}>;

/** About one study: shares, links. */
export type StudySlot = ComponentType<{ readonly connectionId: string; readonly studyUuid: string }>;

/**
 * What the transfers show about one import; without `onOpenStudy` nothing can be opened from there, without `SignIn`
 * nobody can sign in: a visitor does neither.
 */
export type TransferSlot = ComponentType<{
  readonly importId: string;
  readonly onOpenStudy?: (connectionId: string, studyUuid: string) => void;
  readonly SignIn?: SignInSlot;
}>;

export interface ExportProps {
  /** One for each treatment: what is handed over, and as whose. */
  readonly wanted: readonly Pick<NewExport, 'source' | 'treatment' | 'decision'>[];
  /** The person chooses whether it is de-identified. */
  readonly mayTreat?: boolean;
}
/** Writing studies onto this computer. */
export type ExportSlot = ComponentType<ExportProps>;
/** The same, beside a page. */
export type ExportPanelSlot = ComponentType<ExportProps & { readonly onClose: () => void }>;
