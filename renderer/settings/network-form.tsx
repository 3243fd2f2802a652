import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Connection } from '../../src/contract/connection.ts';
import { type ConnectionNetwork, NetworkChange } from '../../src/contract/network.ts';
import { client, queries } from '../api.ts';
import { Button } from '../ui/button.tsx';
import { formatNumber } from '../ui/format.ts';
import { Notice } from '../ui/notice.tsx';
import { ProblemNotice } from '../ui/problem-notice.tsx';
import { Select } from '../ui/select.tsx';
import { TextField } from '../ui/text-field.tsx';
import { toast } from '../ui/toast.tsx';
import { WaitingRows } from '../ui/waiting.tsx';
import { FileRow } from './file-row.tsx';
import type { Given } from './file-row.tsx';
import styles from './settings.module.css';

export interface NetworkFormProps {
  readonly connection: Connection;
  readonly onDone: () => void;
}

/** How this computer reaches one server: whom it trusts, what it shows, through which proxy, how often it calls. */
export function NetworkForm({ connection, onDone }: NetworkFormProps) {
  const { t } = useTranslation('settings');
  const network = useQuery(queries.connectionNetwork(connection.id));
  if (network.error !== null) return <ProblemNotice problem={network.error} />;
  if (network.data === undefined) return <WaitingRows rows={3} label={t('network.title')} />;
  return <Form connection={connection} network={network.data} onDone={onDone} />;
}

function Form({ connection, network, onDone }: NetworkFormProps & { readonly network: ConnectionNetwork }) {
  const { t } = useTranslation('settings');
  const cache = useQueryClient();
  const [authorities, setAuthorities] = useState<Given>();
  const [certificate, setCertificate] = useState<Given>();
  const [passphrase, setPassphrase] = useState('');
  const [use, setUse] = useState(network.proxy.use);
  const known = network.proxy.use === 'own' ? network.proxy : { url: 'http://', login: '' };
  const [url, setUrl] = useState(known.url);
  const [login, setLogin] = useState(known.login ?? '');
  const [password, setPassword] = useState('');
  const [rate, setRate] = useState(String(network.rate.calls));
  const calls = Number(rate.trim().replace(',', '.'));
  const draft = {
    proxy: use === 'own' ? { use, url: url.trim(), ...(login.trim() === '' ? {} : { login: login.trim() }) } : { use },
    ...(use === 'own' && login.trim() !== '' ? (password === '' ? {} : { proxyPassword: password }) : {}),
    ...(use !== 'own' || login.trim() === '' ? { proxyPassword: null } : {}),
    // The vendor's own client reads two and a half times as often as it calls.
    ...(calls === network.rate.calls ? {} : { rate: { calls, gets: Math.min(100, calls * 2.5) } }),
  };
  const parsed = NetworkChange.safeParse(draft);
  const wrong = new Set(parsed.success ? [] : parsed.error.issues.map(({ path }) => path[0]));
  const test = useMutation({
    mutationFn: () => client.testConnection({ url: connection.url ?? '', connectionId: connection.id }),
  });
  const save = useMutation({
    gcTime: 0,
    mutationFn: async (change: NetworkChange) =>
      client.changeNetwork(
        { connectionId: connection.id },
        {
          ...change,
          ...(authorities === undefined ? {} : { authorities: authorities && (await toGiven(authorities)) }),
          ...(certificate === undefined
            ? {}
            : { clientCertificate: certificate && { ...(await toGiven(certificate)), passphrase } }),
        },
      ),
    onSuccess: async () => {
      await cache.invalidateQueries({ queryKey: ['connection-network', connection.id] });
      toast(t('network.saved', { server: connection.name }));
      test.mutate();
    },
  });
  return (
    <form
      className={styles.form}
      aria-label={t('network.title')}
      onSubmit={(event) => {
        event.preventDefault();
        if (parsed.success) save.mutate(parsed.data);
      }}
    >
      <FileRow
        label={t('network.authorities')}
        hint={t('network.authoritiesHint')}
        types={['.pem', '.crt', '.cer', '.der']}
        current={network.authorities
          .map(({ subject, validTo }) => t('network.authority', { subject, until: validTo.slice(0, 10) }))
          .join(', ')}
        given={authorities}
        onGive={setAuthorities}
      />
      <FileRow
        label={t('network.certificate')}
        hint={t('network.certificateHint')}
        types={['.p12', '.pfx', '.pem']}
        current={network.clientCertificate ?? ''}
        given={certificate}
        onGive={setCertificate}
      />
      {certificate instanceof File ? (
        <TextField
          label={t('network.passphrase')}
          type="password"
          autoComplete="off"
          value={passphrase}
          onChange={setPassphrase}
        />
      ) : null}
      <div className={styles.pair}>
        <Select
          label={t('network.proxy')}
          choices={(['system', 'none', 'own'] as const).map((id) => ({ id, name: t(`network.proxies.${id}`) }))}
          value={use}
          onChange={setUse}
        />
        {use === 'own' ? (
          <TextField
            label={t('network.proxyUrl')}
            value={url}
            onChange={setUrl}
            inputMode="url"
            {...(wrong.has('proxy') ? { error: t('network.wrongProxy') } : { description: t('network.proxyHint') })}
          />
        ) : null}
        {use === 'own' ? (
          <TextField label={t('network.proxyLogin')} autoComplete="off" value={login} onChange={setLogin} />
        ) : null}
        {use === 'own' && login.trim() !== '' ? (
          <TextField
            label={t('network.proxyPassword')}
            type="password"
            autoComplete="off"
            description={t('network.proxyPasswordHint')}
            value={password}
            onChange={setPassword}
          />
        ) : null}
      </div>
      <TextField
        label={t('network.rate')}
        value={rate}
        onChange={setRate}
        inputMode="decimal"
        {...(wrong.has('rate') ? { error: t('network.wrongRate') } : { description: t('network.rateHint') })}
      />
      {save.error === null ? null : <ProblemNotice problem={save.error} />}
      {test.error === null ? null : <ProblemNotice problem={test.error} />}
      {test.data?.ok === true ? (
        <Notice tone="ok" title={t('new.answers', { ms: formatNumber(Math.round(test.data.latencyMs)) })} />
      ) : null}
      {test.data?.ok === false ? <ProblemNotice problem={test.data.problem} /> : null}
      <div className={styles.buttons}>
        <Button type="submit" look="primary" isDisabled={!parsed.success} isPending={save.isPending || test.isPending}>
          {t('network.save')}
        </Button>
        <Button look="quiet" onPress={onDone}>
          {t('network.close')}
        </Button>
      </div>
    </form>
  );
}

async function toGiven(file: File): Promise<{ name: string; base64: string }> {
  const bytes = new Uint8Array(await file.arrayBuffer());
  return { name: file.name, base64: btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join('')) };
}
