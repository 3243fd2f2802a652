const fullCodes = new Set(['ENOSPC', 'EDQUOT', 'EFBIG']);
const sqliteFull = 13;

/** True for a write that found no space, the operating system's or SQLite's. */
export function isDiskFull(error: unknown): boolean {
  const { code, errcode } = error as { code?: unknown; errcode?: unknown };
  return fullCodes.has(String(code)) || errcode === sqliteFull;
}
