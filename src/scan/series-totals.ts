import { NOTICES, type RepairCode, type ScanSummary } from '../contract/scan.ts';

type SeriesSummary = ScanSummary['patients'][number]['studies'][number]['series'][number];

/** What a summary says of a series' instances, summed up one by one. */
export class SeriesTotals {
  #instances = 0;
  #frames = 0;
  #bytes = 0;
  #repaired = 0;
  readonly #repairs = new Set<RepairCode>();

  add({ frames, bytes, repairs }: { frames: number; bytes: number; repairs: readonly RepairCode[] }): void {
    this.#instances += 1;
    this.#frames += frames;
    this.#bytes += bytes;
    if (repairs.some((code) => !NOTICES.has(code))) this.#repaired += 1;
    for (const code of repairs) this.#repairs.add(code);
  }

  get values(): Pick<SeriesSummary, 'instances' | 'frames' | 'bytes' | 'repaired' | 'repairs'> {
    return {
      instances: this.#instances,
      frames: this.#frames,
      bytes: this.#bytes,
      repaired: this.#repaired,
      repairs: [...this.#repairs],
    };
  }
}
