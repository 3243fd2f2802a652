import { expect, test } from 'vitest';
import viewer from '../../../assets/locales/en/viewer.json' with { type: 'json' };
import { actions, offered } from '../../../renderer/viewer/actions.ts';

test('no key does two things', () => {
  const keys = actions.flatMap((action) => action.keys);
  expect(new Set(keys).size).toBe(keys.length);
});

test('every action has a name in the locale file, and the file names no other', () => {
  expect(Object.keys(viewer.action).toSorted()).toEqual(actions.map(({ id }) => id).toSorted());
});

test('what a study does not allow has no button and no key', () => {
  const ids = offered({ abilities: new Set() }).map(({ id }) => id);
  expect(ids).toContain('length');
  for (const id of ['keyImage', 'keyFilter', 'share'] as const) expect(ids).not.toContain(id);
  expect(offered({ abilities: new Set(['key-images', 'share'] as const) })).toEqual(actions);
});
