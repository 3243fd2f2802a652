import { expect, test } from 'vitest';
import viewer from '../../../assets/locales/en/viewer.json' with { type: 'json' };
import { actions } from '../../../renderer/viewer/actions.ts';

test('no key does two things', () => {
  const keys = actions.flatMap((action) => action.keys);
  expect(new Set(keys).size).toBe(keys.length);
});

test('every action has a name in the locale file, and the file names no other', () => {
  expect(Object.keys(viewer.action).toSorted()).toEqual(actions.map(({ id }) => id).toSorted());
});
