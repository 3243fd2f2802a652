import { useMutation } from '@tanstack/react-query';
import { Download, ScanEye } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ExportSlot, StudySlot } from '../ui/slots.ts';
import type { Connection } from '../../src/contract/connection.ts';
import type { Study } from '../../src/contract/study.ts';
import { api, client, urlOf } from '../api.ts';
import { Button, DownloadButton } from '../ui/button.tsx';
import { Confirm } from '../ui/confirm.tsx';
import { Facts } from '../ui/facts.tsx';
import {
  formatDate,
  formatInstant,
  formatModalities,
  formatNumber,
  formatPersonName,
  formatTime,
} from '../ui/format.ts';
import { Panel } from '../ui/panel.tsx';
import { ProblemNotice } from '../ui/problem-notice.tsx';
import { Tabs } from '../ui/tabs.tsx';
import { toast } from '../ui/toast.tsx';
import { StudyState } from './columns.tsx';
import { StudyDocuments } from './study-documents.tsx';

export interface StudyPanelProps {
  readonly connection: Connection;
  readonly study: Study;
  /** The name of the place that holds this record of the study. */
  readonly place: string;
  /** What the sharing feature shows about this study. */
  readonly Shares: StudySlot;
  readonly Links: StudySlot;
  readonly Export: ExportSlot;
  readonly onOpen: () => void;
  readonly onClose: () => void;
}

export function StudyPanel({ connection, study, place, Shares, Links, Export, onOpen, onClose }: StudyPanelProps) {
  const { t } = useTranslation('worklist');
  const can = (ability: Connection['abilities'][number]): boolean => connection.abilities.includes(ability);
  const name = formatPersonName(study.patientName) || t('panel.noName');
  const ref = { connectionId: connection.id, studyUuid: study.uuid };
  return (
    <Panel
      title={name}
      subtitle={[study.patientId, formatModalities(study.modality), formatDate(study.studyDate)]
        .filter(Boolean)
        .join(' · ')}
      onClose={onClose}
      footer={
        <Actions
          connection={connection}
          study={study}
          name={name}
          mayDelete={can('delete')}
          onOpen={onOpen}
          onDeleted={onClose}
        />
      }
    >
      <Tabs
        label={t('panel.tabs')}
        tabs={[
          {
            id: 'details',
            name: t('panel.details'),
            content: (
              <>
                <StudyFacts study={study} place={place} />
                <StudyDocuments {...ref} />
              </>
            ),
          },
          ...(can('shares') ? [{ id: 'shares', name: t('panel.shares'), content: <Shares {...ref} /> }] : []),
          ...(can('links') ? [{ id: 'links', name: t('panel.links'), content: <Links {...ref} /> }] : []),
          {
            id: 'export',
            name: t('panel.export'),
            content: (
              <Export
                key={study.uuid}
                mayTreat
                wanted={[
                  {
                    source: { kind: 'stored', connectionId: connection.id, studyUuids: [study.uuid] },
                    treatment: { kind: 'as-is' },
                  },
                ]}
              />
            ),
          },
        ]}
      />
    </Panel>
  );
}

function StudyFacts({ study, place }: { readonly study: Study; readonly place: string }) {
  const { t } = useTranslation('worklist');
  const sexOf = (code: string | undefined): string | undefined =>
    code === 'M' || code === 'F' || code === 'O' ? t(`sex.${code}`) : code;
  return (
    <Facts
      facts={[
        [t('column.patientName'), formatPersonName(study.patientName)],
        [t('column.patientId'), study.patientId],
        [t('column.birthDate'), formatDate(study.patientBirthDate)],
        [t('fact.sex'), sexOf(study.patientSex)],
        [t('column.studyDate'), [formatDate(study.studyDate), formatTime(study.studyTime)].filter(Boolean).join(', ')],
        [t('fact.modality'), formatModalities(study.modality)],
        [t('column.description'), study.description],
        [t('column.accessionNumber'), study.accessionNumber],
        [t('fact.referringPhysician'), formatPersonName(study.referringPhysician)],
        [t('column.place'), place],
        [t('column.imageCount'), formatNumber(study.imageCount)],
        [t('column.created'), formatInstant(study.created)],
        [t('column.state'), <StudyState key="state" state={study.state} />],
        [t('fact.studyInstanceUid'), study.studyInstanceUid],
      ]}
    />
  );
}

interface ActionsProps {
  readonly connection: Connection;
  readonly study: Study;
  readonly name: string;
  readonly mayDelete: boolean;
  readonly onOpen: () => void;
  readonly onDeleted: () => void;
}

function Actions({ connection, study, name, mayDelete, onOpen, onDeleted }: ActionsProps) {
  const { t } = useTranslation('worklist');
  const [asking, setAsking] = useState(false);
  const remove = useMutation({
    mutationFn: () => client.deleteStudy({ connectionId: connection.id, studyUuid: study.uuid }),
    onSuccess: () => {
      toast(t('delete.done', { name }));
      onDeleted();
    },
  });
  if (remove.error !== null)
    return <ProblemNotice problem={remove.error} safe={t('delete.safe')} remedies={{ retry: () => remove.mutate() }} />;
  if (asking) {
    return (
      <Confirm
        question={t('delete.question', { name, count: study.imageCount })}
        consequence={t('delete.consequence', { server: connection.name })}
        action={t('delete.action')}
        isPending={remove.isPending}
        onConfirm={() => remove.mutate()}
        onCancel={() => setAsking(false)}
      />
    );
  }
  return (
    <>
      <Button look="primary" onPress={onOpen}>
        <ScanEye aria-hidden />
        {t('panel.open')}
      </Button>
      <DownloadButton href={urlOf(api.studyDownload, { connectionId: connection.id, studyUuid: study.uuid })}>
        <Download aria-hidden />
        {t('panel.download')}
      </DownloadButton>
      {mayDelete ? (
        <Button look="danger" onPress={() => setAsking(true)}>
          {t('panel.delete')}
        </Button>
      ) : null}
    </>
  );
}
