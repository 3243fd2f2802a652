import { useTranslation } from 'react-i18next';
import type { ReactNode } from 'react';
import type { Connection } from '../../src/contract/connection.ts';
import type { IdentityComparison } from '../../src/contract/identity-comparison.ts';
import { Checkbox } from '../ui/checkbox.tsx';
import { formatPersonName } from '../ui/format.ts';
import { Notice } from '../ui/notice.tsx';
import type { ImportDraft, TreatmentKind } from './draft.ts';
import { treatmentOf } from './draft.ts';
import { IdentityGates } from './gate/identity-gates.tsx';
import { changesSomething, decidesIdentity, identityOnDisc, isContested, wrongValues } from './identity.ts';
import { Preview } from './preview.tsx';
import type { Chosen } from './selection.ts';
import { TreatmentChoice } from './treatment.tsx';

export interface TreatStepProps {
  readonly draft: ImportDraft;
  readonly onDraft: (change: Partial<ImportDraft>) => void;
  readonly chosen: Chosen;
  /** What may be done to the images here. */
  readonly kinds: readonly TreatmentKind[];
  /** Where patients and orders may be looked for; a visitor has no such place. */
  readonly house?: Connection | undefined;
  readonly comparisons?: ReadonlyMap<string, IdentityComparison>;
  /** Where to, and what that place demands. */
  readonly destination: ReactNode;
}

/** Where the images go and whose they will be there. */
export function TreatStep(props: TreatStepProps) {
  const { draft, onDraft, chosen, kinds, house, comparisons, destination } = props;
  return (
    <>
      {destination}
      <Warnings draft={draft} onDraft={onDraft} chosen={chosen} />
      <TreatmentChoice kinds={kinds} value={draft.treatment} onChange={(kind) => onDraft({ treatment: kind })} />
      {draft.treatment === 'burn-in' ? (
        <IdentityGates
          draft={draft}
          onDraft={onDraft}
          chosen={chosen}
          house={house !== undefined && canFind(house) ? house : undefined}
          comparisons={comparisons ?? new Map()}
        >
          {(one) => <WhatChanges draft={draft} chosen={one} />}
        </IdentityGates>
      ) : (
        <WhatChanges draft={draft} chosen={chosen} />
      )}
    </>
  );
}

function canFind({ abilities, session }: Connection): boolean {
  return abilities.includes('identities') && session.state === 'signed-in';
}

function WhatChanges({ draft, chosen }: Pick<TreatStepProps, 'draft' | 'chosen'>) {
  const treatment = treatmentOf(draft, chosen);
  const changes =
    treatment.kind === 'deidentify' ||
    (treatment.kind === 'burn-in' &&
      wrongValues(treatment.set).length === 0 &&
      (decidesIdentity(treatment.set) || !isContested(chosen)) &&
      changesSomething(treatment.set, identityOnDisc(chosen)));
  if (draft.scanId === undefined || !changes || chosen.studies.length === 0) return null;
  return <Preview scanId={draft.scanId} chosen={chosen} treatment={treatment} />;
}

function Warnings({ draft, onDraft, chosen }: Pick<TreatStepProps, 'draft' | 'onDraft' | 'chosen'>) {
  const { t } = useTranslation('import');
  return (
    <>
      {isContested(chosen) ? (
        <Notice tone="warn" title={t('warn.conflict')}>
          <p>{t('warn.conflictHint')}</p>
        </Notice>
      ) : null}
      {chosen.patients.length < 2 ? null : (
        <Notice tone="warn" title={t('warn.several', { count: chosen.patients.length })}>
          <p>
            {chosen.patients
              .map(({ patientName, patientId }) =>
                [formatPersonName(patientName) || t('tree.noName'), patientId ?? t('tree.noId')].join(' · '),
              )
              .join('; ')}
          </p>
          {draft.treatment === 'burn-in' ? null : (
            <Checkbox isSelected={draft.severalMeant} onChange={(severalMeant) => onDraft({ severalMeant })}>
              {t('warn.severalMeant')}
            </Checkbox>
          )}
        </Notice>
      )}
    </>
  );
}
