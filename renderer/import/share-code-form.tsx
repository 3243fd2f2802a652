import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Connection, DestinationRules } from '../../src/contract/connection.ts';
import { ApiError, client } from '../api.ts';
import { Button } from '../ui/button.tsx';
import { ProblemNotice } from '../ui/problem-notice.tsx';
import { Select } from '../ui/select.tsx';
import { TextField } from '../ui/text-field.tsx';
import { useSubmit } from '../ui/use-submit.ts';
import { uploadConnections } from './places.ts';
import { connectionTo, invitationOf, serverNameOf, serverUrlOf } from './visit.ts';
import styles from './upload-page.module.css';

// Not a hook, in spite of its name.
const { useShareCode: enterShareCode } = client;

const another = 'another';

export interface ShareCodeFormProps {
  readonly connections: readonly Connection[];
  /** A visit that began before this window was opened anew: the code is asked for again. */
  readonly visited?: Connection;
  readonly onRules: (connectionId: string, code: string, rules: DestinationRules) => void;
}

/** The server and the code that was handed to the patient, who has set up no server and has no account. */
export function ShareCodeForm({ connections, visited, onRules }: ShareCodeFormProps) {
  const { t } = useTranslation('upload');
  const cache = useQueryClient();
  const [invitation] = useState(() => invitationOf(location.hash));
  const servers = visited === undefined ? uploadConnections(connections) : [visited];
  const [chosen, setChosen] = useState(() => firstChoice(servers, invitation.server));
  const [address, setAddress] = useState(invitation.server);
  const [code, setCode] = useState(invitation.code);
  const [submitted, setSubmitted] = useState(false);
  const url = serverUrlOf(address);
  const enter = useSubmit({
    mutationFn: async () => {
      const id = chosen === another ? await reach(connections, url ?? '') : chosen;
      // From here on the server is known: a wrong code leaves it chosen.
      setChosen(id);
      return { id, rules: await enterShareCode({ connectionId: id }, { code: code.trim() }) };
    },
    onSuccess: ({ id, rules }) => onRules(id, code.trim(), rules),
    onSettled: () => cache.invalidateQueries({ queryKey: ['connections'] }),
  });
  const isWrongAddress = chosen === another && submitted && url === undefined;
  return (
    <form
      className={styles.form}
      onSubmit={(event) => {
        event.preventDefault();
        setSubmitted(true);
        if (chosen !== another || url !== undefined) enter.mutate();
      }}
    >
      {visited === undefined ? (
        <Select
          label={t('server')}
          choices={[...servers.map(({ id, name }) => ({ id, name })), { id: another, name: t('anotherServer') }]}
          value={chosen}
          onChange={(id) => {
            setChosen(id);
            enter.reset();
          }}
        />
      ) : (
        <p>{t('goesOn', { server: visited.name })}</p>
      )}
      {chosen === another ? (
        <TextField
          label={t('address')}
          description={t('addressHint')}
          value={address}
          onChange={setAddress}
          inputMode="url"
          autoComplete="off"
          {...(isWrongAddress ? { error: t('wrongAddress') } : {})}
        />
      ) : null}
      <TextField
        label={t('code')}
        description={t('codeHint')}
        value={code}
        onChange={setCode}
        autoComplete="off"
        isRequired
      />
      {enter.error === null ? null : <ProblemNotice problem={enter.error} safe={t('safe')} />}
      <div>
        <Button type="submit" look="primary" isPending={enter.isPending} isDisabled={code.trim() === ''}>
          {t('continue')}
        </Button>
      </div>
    </form>
  );
}

/** Who has set up a server means that one; a patient at home has none, and types the address of the letter. */
function firstChoice(servers: readonly Connection[], invited: string): string {
  const known = invited === '' ? servers.find(({ vendor }) => vendor !== 'embedded') : connectionTo(servers, invited);
  const visited = servers.find(({ session }) => session.state === 'share-code');
  return (visited ?? known)?.id ?? another;
}

/** The connection to an address, added when the address answers as it should. */
async function reach(connections: readonly Connection[], url: string): Promise<string> {
  const known = connectionTo(connections, url);
  if (known !== undefined) return known.id;
  const test = await client.testConnection({ url });
  if (!test.ok) throw new ApiError(test.problem, 0);
  const added = await client.addConnection({ name: serverNameOf(connections, url), vendor: 'ambra', url });
  return added.id;
}
