import { useTranslation } from 'react-i18next';
import type { SignInSlot } from '../ui/slots.ts';
import type { Connection } from '../../src/contract/connection.ts';
import { Page } from '../ui/page.tsx';
import { About } from './about.tsx';
import { ArchiveSecretsSection } from './archive-secrets.tsx';
import { Connections } from './connections.tsx';
import { DeviceRules } from './device-rules.tsx';
import { DeidKeySection } from './deid-key.tsx';
import { ThemeChoice } from './theme-choice.tsx';

export interface SettingsPageProps {
  readonly connections: readonly Connection[];
  readonly SignIn: SignInSlot;
}

export function SettingsPage({ connections, SignIn }: SettingsPageProps) {
  const { t } = useTranslation('settings');
  return (
    <Page kind="form" title={t('title')}>
      <Connections connections={connections} SignIn={SignIn} />
      {connections.some(({ vendor }) => vendor === 'embedded') ? <ArchiveSecretsSection /> : null}
      <DeviceRules />
      <DeidKeySection />
      <ThemeChoice />
      <About />
    </Page>
  );
}
