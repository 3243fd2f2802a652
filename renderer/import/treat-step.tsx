import { useTranslation } from 'react-i18next';
import type { ReactNode } from 'react';
import { Checkbox } from '../ui/checkbox.tsx';
import { formatPersonName } from '../ui/format.ts';
import { Notice } from '../ui/notice.tsx';
import type { ImportDraft, TreatmentKind } from './draft.ts';
import { treatmentOf } from './draft.ts';
import { IdentityFields } from './identity-fields.tsx';
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
  /** Where to, and what that place demands. */
  readonly destination: ReactNode;
}

/** Where the images go and whose they will be there. */
export function TreatStep({ draft, onDraft, chosen, kinds, destination }: TreatStepProps) {
  const treatment = treatmentOf(draft, chosen);
  const changes =
    treatment.kind === 'deidentify' ||
    (treatment.kind === 'burn-in' &&
      wrongValues(treatment.set).length === 0 &&
      (decidesIdentity(treatment.set) || !isContested(chosen)) &&
      changesSomething(treatment.set, identityOnDisc(chosen)));
  return (
    <>
      {destination}
      <Warnings draft={draft} onDraft={onDraft} chosen={chosen} />
      <TreatmentChoice kinds={kinds} value={draft.treatment} onChange={(kind) => onDraft({ treatment: kind })} />
      {draft.treatment === 'burn-in' && chosen.patients.length === 1 ? (
        <IdentityFields chosen={chosen} form={draft.identity} onForm={(identity) => onDraft({ identity })} />
      ) : null}
      {draft.scanId === undefined || !changes || chosen.studies.length === 0 ? null : (
        <Preview scanId={draft.scanId} chosen={chosen} treatment={treatment} />
      )}
    </>
  );
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
          <Checkbox isSelected={draft.severalMeant} onChange={(severalMeant) => onDraft({ severalMeant })}>
            {t('warn.severalMeant')}
          </Checkbox>
        </Notice>
      )}
    </>
  );
}
