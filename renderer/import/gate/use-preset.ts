import { useQuery } from '@tanstack/react-query';
import { usualPreset } from '../../../src/contract/identity-preset.ts';
import type { IdentityPreset } from '../../../src/contract/identity-preset.ts';
import { queries } from '../../api.ts';

/** What the house behind a connection usually does with identities from outside. */
export function usePreset(connectionId: string | undefined, isAsked: boolean): IdentityPreset {
  const preset = useQuery({
    ...queries.identityPreset(connectionId ?? ''),
    enabled: isAsked && connectionId !== undefined,
  });
  return preset.data ?? usualPreset;
}
