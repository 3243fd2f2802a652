import { useMutation } from '@tanstack/react-query';
import { Eye, EyeOff } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { client } from '../api.ts';
import { Button } from '../ui/button.tsx';
import { CopyButton } from '../ui/copy-button.tsx';
import { ProblemNotice } from '../ui/problem-notice.tsx';
import { Section } from '../ui/section.tsx';
import styles from './settings.module.css';

/** How another program signs in to the archive on this machine. Kept from sight until asked for. */
export function ArchiveSecretsSection() {
  const { t } = useTranslation('settings');
  const reveal = useMutation({ mutationFn: () => client.revealArchiveSecrets(), gcTime: 0 });
  const shown = reveal.data;
  return (
    <Section
      title={t('archive.title')}
      hint={t('archive.hint')}
      actions={
        shown === undefined ? (
          <Button isPending={reveal.isPending} onPress={() => reveal.mutate()}>
            <Eye aria-hidden />
            {t('archive.show')}
          </Button>
        ) : (
          <Button onPress={() => reveal.reset()}>
            <EyeOff aria-hidden />
            {t('archive.hide')}
          </Button>
        )
      }
    >
      {reveal.error === null ? null : <ProblemNotice problem={reveal.error} />}
      {shown === undefined ? null : (
        <ul className={styles.list}>
          {(['login', 'password', 'shareCode'] as const).map((name) => (
            <li key={name} className={styles.secret}>
              <span className={styles.soft}>{t(`archive.${name}`)}</span>
              <code>{shown[name]}</code>
              <CopyButton compact text={shown[name]} />
            </li>
          ))}
        </ul>
      )}
    </Section>
  );
}
