import { useMutation, useQueryClient } from '@tanstack/react-query';
import { KeyRound } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { client } from '../api.ts';
import { Button } from '../ui/button.tsx';
import { Notice } from '../ui/notice.tsx';
import { ProblemNotice } from '../ui/problem-notice.tsx';
import { problemOf } from '../ui/problem-of.ts';
import { TextField } from '../ui/text-field.tsx';
import { cx } from '../ui/cx.ts';
import type { Connection } from '../../src/contract/connection.ts';
import type { Problem } from '../../src/contract/problem.ts';
import styles from './sign-in.module.css';

export interface SignInProps {
  readonly connection: Connection;
  /** Within something that names the server already. */
  readonly isInline?: boolean;
}

/** Credentials, then the PIN when the server asks for one. Says why when a session has ended. */
export function SignIn({ connection, isInline = false }: SignInProps) {
  const { t } = useTranslation('session');
  const { session } = connection;
  return (
    <div className={cx(styles.signIn, !isInline && styles.card)}>
      {isInline ? null : (
        <header className={styles.header}>
          <KeyRound aria-hidden />
          <div>
            <h2>{t('title', { name: connection.name })}</h2>
            <p>{connection.url ?? t('embedded')}</p>
          </div>
        </header>
      )}
      {session.state === 'expired' ? (
        <Notice tone="warn" title={t('expired.title')}>
          {t('expired.hint')}
        </Notice>
      ) : null}
      {session.state === 'pin-required' ? (
        <Pin connection={connection} via={session.via} />
      ) : (
        <Password connection={connection} />
      )}
    </div>
  );
}

/** Being told to sign in says nothing to someone who is just doing so. */
function refusalOf(error: Error): Problem {
  const problem = problemOf(error);
  return problem.next === 'sign-in-again' ? { ...problem, next: 'correct-input' } : problem;
}

/** Puts the connection that the server answers with in its place. */
function useConnectionUpdate() {
  const cache = useQueryClient();
  return async () => {
    await cache.invalidateQueries({ queryKey: ['connections'] });
  };
}

function Password({ connection }: SignInProps) {
  const { t } = useTranslation('session');
  const [login, setLogin] = useState('');
  const [password, setPassword] = useState('');
  const update = useConnectionUpdate();
  const signIn = useMutation({
    mutationFn: () => client.signIn({ connectionId: connection.id }, { login, password }),
    onSuccess: update,
  });
  return (
    <form
      className={styles.form}
      onSubmit={(event) => {
        event.preventDefault();
        signIn.mutate();
      }}
    >
      <TextField label={t('login')} value={login} onChange={setLogin} autoComplete="username" isRequired />
      <TextField
        label={t('password')}
        type="password"
        value={password}
        onChange={setPassword}
        autoComplete="current-password"
        isRequired
      />
      {signIn.error === null ? null : <ProblemNotice problem={refusalOf(signIn.error)} />}
      <div className={styles.actions}>
        <Button type="submit" look="primary" isPending={signIn.isPending} isDisabled={login === '' || password === ''}>
          {t('signIn')}
        </Button>
      </div>
    </form>
  );
}

function Pin({ connection, via }: SignInProps & { readonly via: string | undefined }) {
  const { t } = useTranslation('session');
  const [pin, setPin] = useState('');
  const update = useConnectionUpdate();
  const enter = useMutation({
    mutationFn: () => client.enterPin({ connectionId: connection.id }, { pin: pin.trim() }),
    onSuccess: update,
  });
  const leave = useMutation({
    mutationFn: () => client.signOut({ connectionId: connection.id }),
    onSuccess: update,
  });
  return (
    <form
      className={styles.form}
      onSubmit={(event) => {
        event.preventDefault();
        enter.mutate();
      }}
    >
      <TextField
        label={t('pin')}
        description={via === undefined ? t('pinHint') : t('pinVia', { via })}
        value={pin}
        onChange={setPin}
        inputMode="numeric"
        autoComplete="one-time-code"
        isRequired
      />
      {enter.error === null ? null : <ProblemNotice problem={refusalOf(enter.error)} />}
      <div className={styles.actions}>
        <Button type="submit" look="primary" isPending={enter.isPending} isDisabled={pin.trim() === ''}>
          {t('enterPin')}
        </Button>
        <Button look="quiet" onPress={() => leave.mutate()}>
          {t('otherUser')}
        </Button>
      </div>
    </form>
  );
}
