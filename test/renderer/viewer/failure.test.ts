import { expect, test } from 'vitest';
import { ApiError } from '../../../renderer/api.ts';
import { failureOf } from '../../../renderer/viewer/failure.ts';

test('the server’s refusal keeps its reason', () => {
  const problem = { code: 'gone', message: 'The server no longer has this object.' };
  expect(failureOf(new ApiError(problem, 404))).toEqual({ kind: 'problem', problem });
});

test('a transfer syntax without a decoder is named', () => {
  expect(failureOf(new Error('No decoder for transfer syntax 1.2.840.10008.1.2.4.102'))).toEqual({
    kind: 'syntax',
    transferSyntaxUid: '1.2.840.10008.1.2.4.102',
  });
});

test('an object without pixels is told from one whose pixels cannot be read', () => {
  expect(failureOf(new Error('The pixel data is missing'))).toEqual({ kind: 'no-pixels' });
  expect(failureOf('unsupported pixel format for RLE')).toEqual({ kind: 'pixels' });
});
