const reasons: Readonly<Record<string, string>> = {
  EACCES: 'no permission',
  EPERM: 'no permission',
  EBUSY: 'another program holds it',
  EIO: 'the medium reports a read error',
  ELOOP: 'its links go round in circles',
  EMFILE: 'too many files are open',
  ENAMETOOLONG: 'its path is too long',
  ENODEV: 'the medium was removed',
  ENOENT: 'it has disappeared',
  ENOMEDIUM: 'the medium was removed',
  ENXIO: 'the medium was removed',
  ESTALE: 'the network drive was disconnected',
};

/** Why the system refused to read, in a few words and without a path. */
export function reasonOf(error: unknown): string {
  const code = error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : undefined;
  if (code === undefined) return 'the system gives no reason';
  return reasons[code] ?? `the system says ${code}`;
}
