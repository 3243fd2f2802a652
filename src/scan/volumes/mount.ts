import type { Volume } from '../../contract/files.ts';

/** One thing that the system has mounted: a volume, and what the system says about what is below it. */
export interface Mount {
  readonly path: string;
  readonly label: string;
  readonly kind: Volume['kind'];
  /** The drive itself, where it can be named as a path: `/dev/sr0`. */
  readonly device?: string;
}

export const volumeOf = ({ path, label, kind }: Mount): Volume => ({ path, label, kind });
