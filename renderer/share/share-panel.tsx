export interface SharePanelProps {
  readonly connectionId: string;
  readonly studyUuid: string;
}

export function SharePanel({ studyUuid }: SharePanelProps) {
  return <section data-study={studyUuid} />;
}
