import { expect, test, onTestFinished } from 'vitest';
import { join } from 'node:path';
import { RuleCounters } from '../../../src/app/imports/rule-counters.ts';
import { withRuleValues } from '../../../src/app/imports/rule-values.ts';
import type { SessionState } from '../../../src/contract/connection.ts';
import type { Treatment } from '../../../src/contract/import.ts';
import { tempFolder } from '../../helpers/temp-folder.ts';

const visit: SessionState = { state: 'share-code', destination: 'Trial' };
const signedIn: SessionState = {
  state: 'signed-in',
  userName: 'Clerk One',
  email: 'clerk@example.org',
  namespaces: [],
};
const sender = { name: 'Visitor One', email: 'visitor@example.org' };

function ruled(expression: string): Treatment {
  const substitutions = [{ field: 'referring_physician', expression }];
  const rules = { substitutions, tags: {}, match: [], filters: [], originalsAskedFor: [], mayDecline: false };
  return { kind: 'rules', rules };
}

async function valuesOf(expression: string, session: SessionState, visitor?: typeof sender) {
  const counters = new RuleCounters(join(await tempFolder(), 'counters.db'));
  onTestFinished(() => counters.close());
  const context = { session, sender: visitor, counters, destination: 'd', md5Counter: undefined };
  const treatment = await withRuleValues(ruled(expression), [], context);
  return treatment.kind === 'rules' ? treatment.rules?.values : undefined;
}

test('a visitor is who they say they are', async () => {
  expect(await valuesOf('s/.*/__USER_EMAIL__/', visit, sender)).toMatchObject({ userEmail: sender.email });
  expect(await valuesOf('s/.*/$sharer{name}/', visit, sender)).toMatchObject({ sharer: sender });
});

test('who is signed in is who they are, whatever they say', async () => {
  expect(await valuesOf('s/.*/__USER_EMAIL__/', signedIn, sender)).toMatchObject({ userEmail: 'clerk@example.org' });
});

test('a rule that asks who sends stops the import when nobody says, before anything leaves', async () => {
  await expect(valuesOf('s/.*/__USER_EMAIL__/', visit)).rejects.toMatchObject({ code: 'rule-value-unknown' });
  await expect(valuesOf('s/.*/$sharer{name}/', visit)).rejects.toMatchObject({ code: 'rule-value-unknown' });
  expect(await valuesOf('s/.*/X/', visit)).not.toHaveProperty('sharer');
});
