export interface WindowRequest {
  readonly dataDir: string;
  readonly shell: 'electron' | 'browser' | undefined;
  /** A free one when absent. */
  readonly port: number | undefined;
  readonly open: boolean;
  readonly json: boolean;
}
