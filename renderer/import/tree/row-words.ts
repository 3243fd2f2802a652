import { useTranslation } from 'react-i18next';
import { formatPersonName } from '../../ui/format.ts';
import type { TreeRow } from './tree-rows.ts';

/** What a row is called: read with its check box, and found by typing. */
export function useNameOf(): (row: TreeRow) => string {
  const { t } = useTranslation('import');
  return (row) => {
    switch (row.kind) {
      case 'patient':
        return formatPersonName(row.patient.patientName) || t('tree.noName');
      case 'study':
        return row.study.description ?? t('tree.noDescription');
      case 'series':
        return row.series.description ?? t('tree.noDescription');
      case 'identity':
        return formatPersonName(row.identity.patientName) || t('tree.noName');
      case 'instance':
        return row.instance.path;
      case 'decide':
      case 'more':
      case 'waiting':
      case 'failed':
        return '';
    }
  };
}
