import { useTranslation } from 'react-i18next';
import { Panel } from '../ui/panel.tsx';
import type { ExportProps } from '../ui/slots.ts';
import { ExportForm } from './export-form.tsx';

/** The form beside a page. */
export function ExportPanel({ onClose, ...props }: ExportProps & { readonly onClose: () => void }) {
  const { t } = useTranslation('export');
  return (
    <Panel title={t('title')} subtitle={t('about')} onClose={onClose}>
      <ExportForm {...props} />
    </Panel>
  );
}
