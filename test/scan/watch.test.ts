import { describe, expect, it } from 'vitest';
import type { Volume } from '../../src/contract/files.ts';
import { mediaIn } from '../../src/scan/volumes/linux.ts';
import { volumeOf } from '../../src/scan/volumes/mount.ts';
import { type VolumeChange, watchVolumes } from '../../src/scan/volumes/watch.ts';

/** Plays looks at the system one after the other, then ends the watch. */
async function play(
  looks: readonly (string | Error)[],
): Promise<{ changes: VolumeChange[]; errors: unknown[]; listed: number }> {
  const over = new AbortController();
  const changes: VolumeChange[] = [];
  const errors: unknown[] = [];
  let at = -1;
  let listed = 0;
  await watchVolumes((change) => changes.push(change), {
    signal: over.signal,
    interval: 0,
    onError: (error) => errors.push(error),
    look: async () => {
      at += 1;
      const now = looks[at];
      if (at >= looks.length - 1) over.abort();
      if (now instanceof Error) throw now;
      return now ?? '';
    },
    list: async (): Promise<Volume[]> => {
      listed += 1;
      return mediaIn(String(looks[at])).map(volumeOf);
    },
  });
  return { changes, errors, listed };
}

const system = '/dev/sda1 / ext4 rw 0 0\n';
const disc = `${system}/dev/sr0 /run/media/reader/ARCHIV\\040CD iso9660 ro 0 0\n`;
const stick = `${disc}/dev/sdb1 /media/reader/STICK vfat rw 0 0\n`;
const container = `${stick}overlay /var/lib/x/merged overlay rw 0 0\n`;

describe('watchVolumes', () => {
  it('tells of what comes and goes, not of what is there at first, and lists only after a change', async () => {
    const { changes, listed } = await play([disc, disc, stick, container, system, system, disc, system]);
    expect(changes.map(({ volumes, arrived }) => [volumes.length, arrived.map(({ label }) => label)])).toEqual([
      [2, ['STICK']],
      [0, []],
      [1, ['ARCHIV CD']],
    ]);
    expect(listed).toBe(6);
  });

  it('says that the system does not answer, and goes on', async () => {
    const { changes, errors } = await play([system, new Error('no answer'), disc, disc]);
    expect(errors).toEqual([new Error('no answer')]);
    expect(changes).toMatchObject([{ arrived: [{ kind: 'optical', path: '/run/media/reader/ARCHIV CD' }] }]);
  });
});
