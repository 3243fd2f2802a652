import { useQuery } from '@tanstack/react-query';
import { ChevronRight } from 'lucide-react';
import { Button, Disclosure, DisclosurePanel, Heading } from 'react-aria-components';
import { useTranslation } from 'react-i18next';
import type { AppInfo } from '../../src/contract/api.ts';
import { queries } from '../api.ts';
import { cx } from '../ui/cx.ts';
import { Facts } from '../ui/facts.tsx';
import { Notice } from '../ui/notice.tsx';
import { ProblemNotice } from '../ui/problem-notice.tsx';
import { Section } from '../ui/section.tsx';
import { VirtualList } from '../ui/virtual-list.tsx';
import styles from './settings.module.css';

/** Proper names, the same in every language. */
const systemNames: Record<string, string> = { linux: 'Linux', darwin: 'macOS', win32: 'Windows' };

export function About() {
  const { t } = useTranslation('settings');
  const info = useQuery(queries.appInfo());
  return (
    <Section title={t('about.title')}>
      <Notice tone="warn" title={t('about.notDiagnostic')}>
        {t('about.notDiagnosticHint')}
      </Notice>
      {info.error === null ? null : <ProblemNotice problem={info.error} />}
      {info.data === undefined ? null : (
        <>
          <Facts
            facts={[
              [t('about.version'), info.data.version],
              [t('about.shell'), t(`about.shells.${info.data.shell}`)],
              [t('about.platform'), systemNames[info.data.platform] ?? info.data.platform],
            ]}
          />
          <Licences licences={info.data.licences} />
        </>
      )}
    </Section>
  );
}

function Licences({ licences }: Pick<AppInfo, 'licences'>) {
  const { t } = useTranslation('settings');
  if (licences.length === 0) return null;
  const title = t('about.licences', { count: licences.length });
  return (
    <Disclosure className={cx(styles.disclosure)}>
      <Heading>
        <Button slot="trigger" className={cx(styles.trigger)}>
          <ChevronRight aria-hidden />
          {title}
        </Button>
      </Heading>
      <DisclosurePanel>
        <div className={styles.box}>
          <VirtualList
            label={title}
            rows={licences}
            rowHeight={28}
            maxHeight={280}
            render={({ name, version, licence }) => (
              <div className={styles.licence}>
                <span>{name}</span>
                <span className={styles.soft}>{version}</span>
                <span className={styles.soft}>{licence}</span>
              </div>
            )}
          />
        </div>
      </DisclosurePanel>
    </Disclosure>
  );
}
