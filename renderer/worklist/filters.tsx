import { CalendarDays, FolderOpen, ScanLine } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import type { Namespace } from '../../src/contract/connection.ts';
import { Select } from '../ui/select.tsx';
import { changeView, periods } from './view.ts';
import type { WorklistView } from './view.ts';

export interface FiltersProps {
  readonly namespaces: readonly Namespace[];
  readonly view: WorklistView;
  readonly onView: (view: WorklistView) => void;
}

const modalities = ['CT', 'MR', 'CR', 'DX', 'US', 'XA', 'RF', 'NM', 'PT', 'MG', 'OT', 'SR'] as const;
const all = 'all';

export function Filters({ namespaces, view, onView }: FiltersProps) {
  const { t } = useTranslation('worklist');
  return (
    <>
      {namespaces.length < 2 ? null : (
        <Select
          quiet
          hideLabel
          label={t('filter.namespace')}
          icon={<FolderOpen aria-hidden />}
          choices={[
            { id: all, name: t('filter.allNamespaces') },
            ...namespaces.map(({ id, name, kind }) => ({ id, name, description: t(`filter.kind.${kind}`) })),
          ]}
          value={view.namespaceId ?? all}
          onChange={(id) => onView(changeView(view, { namespaceId: id === all ? undefined : id }))}
        />
      )}
      <Select
        quiet
        hideLabel
        label={t('filter.modality')}
        icon={<ScanLine aria-hidden />}
        choices={[{ id: all, name: t('filter.allModalities') }, ...modalities.map((id) => ({ id, name: id }))]}
        value={view.modality ?? all}
        onChange={(id) => onView(changeView(view, { modality: id === all ? undefined : id }))}
      />
      <Select
        quiet
        hideLabel
        label={t('filter.period')}
        icon={<CalendarDays aria-hidden />}
        choices={periods.map((id) => ({ id, name: t(`filter.periods.${id}`) }))}
        value={view.period}
        onChange={(period) => onView(changeView(view, { period }))}
      />
    </>
  );
}
