import { useMutation, useQueryClient } from '@tanstack/react-query';
import { CircleAlert, CircleCheck, CircleDashed, KeyRound, Server, UserRound } from 'lucide-react';
import { useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { LucideIcon } from 'lucide-react';
import type { SignInSlot } from '../ui/slots.ts';
import type { Connection, SessionState } from '../../src/contract/connection.ts';
import { client } from '../api.ts';
import { Badge } from '../ui/badge.tsx';
import type { Tone } from '../ui/badge.tsx';
import { Button } from '../ui/button.tsx';
import { Confirm } from '../ui/confirm.tsx';
import { Notice } from '../ui/notice.tsx';
import { ProblemNotice } from '../ui/problem-notice.tsx';
import { toast } from '../ui/toast.tsx';
import { BandwidthForm } from './bandwidth-form.tsx';
import { IdentityPresetForm } from './identity-preset-form.tsx';
import { ModalityWorklistForm } from './modality-worklist-form.tsx';
import { NetworkForm } from './network-form.tsx';
import styles from './settings.module.css';

const looks: Record<SessionState['state'], { readonly tone: Tone; readonly icon: LucideIcon }> = {
  'signed-in': { tone: 'ok', icon: CircleCheck },
  'signed-out': { tone: 'neutral', icon: CircleDashed },
  'pin-required': { tone: 'info', icon: KeyRound },
  expired: { tone: 'warn', icon: CircleAlert },
  'share-code': { tone: 'info', icon: UserRound },
};

type Part = 'preset' | 'worklist' | 'limit' | 'network';

/** What can be set for a server: the archive on this computer has no network to reach it by. */
function partsOf(vendor: Connection['vendor'], abilities: Connection['abilities']): readonly Part[] {
  const isRemote = vendor !== 'embedded';
  return [
    ...(abilities.includes('upload') ? (['preset'] as const) : []),
    ...(abilities.includes('identities') ? (['worklist'] as const) : []),
    ...(isRemote && abilities.includes('upload') ? (['limit'] as const) : []),
    ...(isRemote ? (['network'] as const) : []),
  ];
}

export interface ConnectionCardProps {
  readonly connection: Connection;
  readonly SignIn: SignInSlot;
}

/** One server: who is signed in there, in, out, and away with it. */
export function ConnectionCard({ connection, SignIn }: ConnectionCardProps) {
  const { t } = useTranslation('settings');
  const { t: tGate } = useTranslation('gate');
  const { t: tTransfers } = useTranslation('transfers');
  const { t: tSession } = useTranslation('session');
  const cache = useQueryClient();
  const [asking, setAsking] = useState(false);
  const [signingIn, setSigningIn] = useState(false);
  const [open, setOpen] = useState<Part>();
  const opener = useRef<HTMLButtonElement>(null);
  const { id, name, session, vendor, abilities } = connection;
  const names: Record<Part, string> = {
    preset: tGate('preset.edit'),
    worklist: tGate('worklist.edit'),
    limit: tTransfers('limit.edit'),
    network: t('network.edit'),
  };
  // Its button is where the keyboard was.
  const close = (): void => {
    opener.current?.focus();
    setOpen(undefined);
  };
  const settle = { onSuccess: () => cache.invalidateQueries({ queryKey: ['connections'] }) };
  const signOut = useMutation({ mutationFn: () => client.signOut({ connectionId: id }), ...settle });
  const remove = useMutation({
    mutationFn: () => client.removeConnection({ connectionId: id }),
    onSuccess: async () => {
      toast(t('servers.removed', { name }));
      await settle.onSuccess();
    },
  });
  const failure = signOut.error ?? remove.error;
  const { tone, icon: Icon } = looks[session.state];
  const isIn = session.state === 'signed-in';
  const showForm = !isIn && (signingIn || session.state === 'expired' || session.state === 'pin-required');
  return (
    <li className={styles.card}>
      <div className={styles.cardRow}>
        <Server aria-hidden />
        <div className={styles.words}>
          <p className={styles.primary}>{name}</p>
          <p className={styles.soft}>{connection.url ?? t('servers.embedded')}</p>
        </div>
        <Badge tone={tone} icon={<Icon aria-hidden />}>
          {isIn ? t('servers.signedInAs', { name: session.userName }) : t(`servers.state.${session.state}`)}
        </Badge>
        {isIn ? (
          vendor === 'embedded' ? null : (
            <Button isPending={signOut.isPending} onPress={() => signOut.mutate()}>
              {t('servers.signOut')}
            </Button>
          )
        ) : showForm ? null : (
          <Button look="primary" onPress={() => setSigningIn(true)}>
            {t('servers.signIn')}
          </Button>
        )}
      </div>
      {isIn && session.training !== undefined ? (
        <Notice tone="warn" title={tSession('training.title')}>
          {tSession('training.hint', { forms: session.training.join(', ') })}
        </Notice>
      ) : null}
      <div className={styles.parts}>
        {partsOf(vendor, abilities).map((part) => (
          <Button
            key={part}
            {...(part === open ? { ref: opener } : {})}
            aria-expanded={part === open}
            onPress={() => setOpen(part === open ? undefined : part)}
          >
            {names[part]}
          </Button>
        ))}
        {vendor === 'embedded' ? null : (
          <Button look="danger" isDisabled={asking} onPress={() => setAsking(true)}>
            {t('servers.remove')}
          </Button>
        )}
      </div>
      {open === 'preset' ? <IdentityPresetForm connection={connection} onDone={close} /> : null}
      {open === 'worklist' ? <ModalityWorklistForm connection={connection} onDone={close} /> : null}
      {open === 'limit' ? <BandwidthForm connection={connection} onDone={close} /> : null}
      {open === 'network' ? <NetworkForm connection={connection} onDone={close} /> : null}
      {failure === null ? null : <ProblemNotice problem={failure} />}
      {asking ? (
        <Confirm
          question={t('servers.removeQuestion', { name })}
          consequence={t('servers.removeConsequence')}
          action={t('servers.removeAction')}
          isPending={remove.isPending}
          onConfirm={() => remove.mutate()}
          onCancel={() => setAsking(false)}
        />
      ) : null}
      {showForm ? <SignIn isInline connection={connection} /> : null}
    </li>
  );
}
