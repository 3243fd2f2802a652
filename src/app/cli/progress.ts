import type { ImportStatus } from '../../contract/import.ts';
import type { ScanProgress } from '../../contract/scan.ts';
import { formatBytes, formatSeconds } from './format.ts';
import type { Terminal } from './terminal.ts';

export type ProgressMode = 'auto' | 'json' | 'none';

export interface ExportProgress {
  readonly phase: 'writing' | 'checking';
  readonly objectsDone: number;
  readonly objectsTotal: number;
  readonly bytesDone: number;
  readonly failures: number;
}

export interface DeidProgress {
  readonly objectsDone: number;
  readonly objectsTotal: number;
  readonly objectsRefused: number;
}

/** Shows how far a command is: a line on a terminal, NDJSON for programs, nothing otherwise. */
export interface ProgressView {
  scan(progress: ScanProgress): void;
  import(status: ImportStatus): void;
  deid(counts: DeidProgress): void;
  export(progress: ExportProgress): void;
  /** Leaves the line as it is and goes on below it. */
  end(): void;
}

export function progressView(terminal: Terminal, mode: ProgressMode): ProgressView {
  if (mode === 'json') {
    const line = (value: unknown) => {
      terminal.say(JSON.stringify(value));
    };
    return {
      scan: (progress) => {
        line({ schema: 1, type: 'scan', ...progress });
      },
      import: (status) => {
        line({ schema: 1, type: 'import', ...status });
      },
      deid: (counts) => {
        line({ schema: 1, type: 'deid', ...counts });
      },
      export: (progress) => {
        line({ schema: 1, type: 'export', ...progress });
      },
      end: () => undefined,
    };
  }
  const live = mode === 'none' ? undefined : terminal.live;
  let shown = false;
  const show = (text: string) => {
    live?.(text);
    shown = live !== undefined;
  };
  return {
    scan: ({ filesRead, filesFound, dicom, unreadable }) => {
      show(`Reading ${filesRead} of ${filesFound} files · ${dicom} DICOM · ${unreadable} unreadable`);
    },
    import: (status) => {
      show(importLine(status));
    },
    deid: ({ objectsDone, objectsTotal, objectsRefused }) => {
      const refused = objectsRefused === 0 ? '' : ` · ${objectsRefused} refused`;
      show(`De-identifying ${objectsDone} of ${objectsTotal} objects${refused}`);
    },
    export: ({ phase, objectsDone, objectsTotal, bytesDone }) => {
      const verb = phase === 'checking' ? 'Reading back' : 'Writing';
      show(`${verb} ${objectsDone} of ${objectsTotal} objects · ${formatBytes(bytesDone)}`);
    },
    end: () => {
      if (shown) terminal.say('');
      shown = false;
    },
  };
}

function importLine(status: ImportStatus): string {
  const { objectsDone, objectsTotal, objectsFailed, bytesDone, bytesTotal, bytesPerSecond, secondsLeft } = status;
  const share = bytesTotal === 0 ? 1 : Math.min(1, bytesDone / bytesTotal);
  const bar = '█'.repeat(Math.round(share * 20)).padEnd(20, '░');
  const rate = bytesPerSecond === undefined ? '' : ` · ${formatBytes(bytesPerSecond)}/s`;
  const left = secondsLeft === undefined ? '' : ` · ${formatSeconds(secondsLeft)} left`;
  const failed = objectsFailed === 0 ? '' : ` · ${objectsFailed} failed`;
  const verb = status.phase === 'verifying' ? 'Verifying' : 'Sending';
  return `${verb} ${bar} ${objectsDone} of ${objectsTotal} · ${formatBytes(bytesDone)} of ${formatBytes(bytesTotal)}${rate}${left}${failed}`;
}
