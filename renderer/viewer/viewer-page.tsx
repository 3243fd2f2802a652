import type { ReactNode } from 'react';

export interface ViewerPageProps {
  readonly connectionId: string;
  readonly studyUuid: string;
  readonly sharePanel: ReactNode;
  onClose(): void;
}

export function ViewerPage({ studyUuid }: ViewerPageProps) {
  return <main data-study={studyUuid} />;
}
