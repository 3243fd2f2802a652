import { useTranslation } from 'react-i18next';
import type { ReactNode } from 'react';
import type { Connection } from '../../src/contract/connection.ts';
import type { PixelTreatment } from '../../src/contract/pixels.ts';
import type { IdentityComparison } from '../../src/contract/identity-comparison.ts';
import type { Charset } from '../../src/contract/scan.ts';
import { Checkbox } from '../ui/checkbox.tsx';
import { formatPersonName } from '../ui/format.ts';
import { Notice } from '../ui/notice.tsx';
import { DeidOptions } from './deid/deid-options.tsx';
import type { DeidWishes, Where } from './deid/deid-draft.ts';
import { LookupSection } from './deid/lookup-section.tsx';
import type { ImportDraft, TreatmentKind } from './draft.ts';
import { treatmentOf } from './draft.ts';
import { IdentityGates } from './gate/identity-gates.tsx';
import { changesSomething, decidesIdentity, identityOnDisc, isContested, wrongValues } from './identity.ts';
import { withPixels } from './pixels/to-treatment.ts';
import { Preview } from './preview/preview.tsx';
import { treatmentToShow } from './rules/obey.ts';
import type { Chosen } from './selection.ts';
import { TreatmentChoice } from './treatment.tsx';

export interface TreatStepProps {
  readonly draft: ImportDraft;
  readonly onDraft: (change: Partial<ImportDraft>) => void;
  readonly chosen: Chosen;
  /** What of it will be sent. */
  readonly leaving: Chosen;
  /** What may be done to the images here. */
  readonly kinds: readonly TreatmentKind[];
  readonly where: Where;
  /** For de-identification, there; a visitor is not asked. */
  readonly wishes?: DeidWishes;
  /** What somebody decided the texts are in. */
  readonly charset: Charset | undefined;
  /** Where patients and orders may be looked for; a visitor has no such place. */
  readonly house?: Connection | undefined;
  readonly comparisons?: ReadonlyMap<string, IdentityComparison>;
  /** What was decided about text in the images, and where that is decided. */
  readonly pixels?: PixelTreatment | undefined;
  readonly pixelReview?: ReactNode;
  /** What goes along with the images. */
  readonly documents?: ReactNode;
  /** Where to, and what that place demands. */
  readonly destination: ReactNode;
}

/** Where the images go and whose they will be there. */
export function TreatStep(props: TreatStepProps) {
  const { draft, onDraft, chosen, leaving, kinds, where, wishes, charset, house, comparisons, destination } = props;
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
          {(one) => <WhatChanges draft={draft} leaving={one} where={where} charset={charset} />}
        </IdentityGates>
      ) : (
        <>
          {draft.treatment === 'deidentify' && wishes !== undefined ? (
            <Deidentification {...props} wishes={wishes} />
          ) : null}
          {draft.treatment === 'deidentify' || draft.treatment === 'rules' ? props.pixelReview : null}
          <WhatChanges draft={draft} leaving={leaving} where={where} charset={charset} pixels={props.pixels} />
        </>
      )}
      {props.documents}
    </>
  );
}

function canFind({ abilities, session }: Connection): boolean {
  return abilities.includes('identities') && session.state === 'signed-in';
}

function Deidentification({ draft, onDraft, chosen, where, wishes }: TreatStepProps & { readonly wishes: DeidWishes }) {
  const { connectionId = '' } = where;
  return (
    <>
      <DeidOptions
        wishes={wishes}
        onWishes={(next) => onDraft({ wishes: new Map([...draft.wishes, [connectionId, next]]) })}
      />
      <LookupSection chosen={chosen} table={draft.lookup} onTable={(lookup) => onDraft({ lookup })} />
    </>
  );
}

type WhatChangesProps = Pick<TreatStepProps, 'draft' | 'leaving' | 'where' | 'charset' | 'pixels'>;

function WhatChanges({ draft, leaving, where, charset, pixels }: WhatChangesProps) {
  const { rules } = where;
  const treatment = withPixels(treatmentToShow(treatmentOf(draft, leaving, where), rules), pixels);
  const changes =
    treatment.kind === 'deidentify' ||
    (treatment.kind === 'rules' && treatment.rules !== undefined) ||
    (treatment.kind === 'burn-in' &&
      wrongValues(treatment.set).length === 0 &&
      (decidesIdentity(treatment.set) || !isContested(leaving)) &&
      changesSomething(treatment.set, identityOnDisc(leaving)));
  if (draft.scanId === undefined || !changes || leaving.studies.length === 0 || rules?.unreadable !== undefined)
    return null;
  return <Preview scanId={draft.scanId} chosen={leaving} treatment={treatment} charset={charset} />;
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
