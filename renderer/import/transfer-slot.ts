import type { ComponentType } from 'react';

/** What the transfers show about one import; without `onOpenStudy` nothing can be opened from there. */
export type TransferSlot = ComponentType<{
  readonly importId: string;
  readonly onOpenStudy?: (connectionId: string, studyUuid: string) => void;
}>;
