import { ArrowUp, CircleAlert, CircleCheck, CirclePause, CircleSlash, Clock, SearchCheck, Send } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import type { LucideIcon } from 'lucide-react';
import type { ImportPhase, ImportStatus } from '../../src/contract/import.ts';
import { Badge } from '../ui/badge.tsx';
import type { Tone } from '../ui/badge.tsx';

const looks: Record<ImportPhase, { readonly tone: Tone; readonly icon: LucideIcon }> = {
  waiting: { tone: 'neutral', icon: Clock },
  sending: { tone: 'info', icon: Send },
  verifying: { tone: 'info', icon: SearchCheck },
  done: { tone: 'ok', icon: CircleCheck },
  paused: { tone: 'warn', icon: CirclePause },
  cancelled: { tone: 'neutral', icon: CircleSlash },
  failed: { tone: 'bad', icon: CircleAlert },
};

/** Done with objects or documents missing is not a success. */
export function isIncomplete(status: ImportStatus): boolean {
  const { phase, objectsFailed, objectsDone, objectsTotal, documents } = status;
  const lacksDocument = documents !== undefined && documents.sent < documents.total;
  return phase === 'done' && (objectsFailed > 0 || objectsDone < objectsTotal || lacksDocument);
}

export function isRunning({ phase }: ImportStatus): boolean {
  return phase === 'waiting' || phase === 'sending' || phase === 'verifying';
}

/** Neither running nor waiting to go on: what has not arrived by now does not arrive by itself. */
export function isOver(status: ImportStatus): boolean {
  return !isRunning(status) && status.phase !== 'paused';
}

/** The key of its word. */
export function phaseWord(status: ImportStatus) {
  return isIncomplete(status) ? ('phase.incomplete' as const) : (`phase.${status.phase}` as const);
}

export function PhaseBadge({ status }: { readonly status: ImportStatus }) {
  const { t } = useTranslation('transfers');
  const incomplete = isIncomplete(status);
  const { tone, icon: Icon } = incomplete ? { tone: 'warn' as const, icon: CircleAlert } : looks[status.phase];
  return (
    <>
      {status.priority === 'stat' && !isOver(status) ? (
        <Badge tone="warn" icon={<ArrowUp aria-hidden />}>
          {t('first')}
        </Badge>
      ) : null}
      <Badge tone={tone} icon={<Icon aria-hidden />}>
        {t(phaseWord(status))}
      </Badge>
    </>
  );
}
