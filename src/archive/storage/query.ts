/** The parameters of a storage call. */
export type Query = Readonly<Record<string, string>>;

/** A flag of the protocol: 1 or 0; clients of several languages write `true`, too. */
export const isOn = (value: string | undefined): boolean => value === '1' || value?.toLowerCase() === 'true';
