import { useCallback } from 'react';
import { useTranslation } from 'react-i18next';
import type { Length } from './calibration.ts';

/** A length with its unit, and with what the unit rests on where that is not the patient's own size. */
export function useLengthWords(): (length: Length) => string {
  const { t } = useTranslation('viewer');
  return useCallback(
    ({ value, unit, basis }: Length) => {
      const number = value.toFixed(unit === 'mm' && value < 100 ? 1 : 0);
      return t(`length.${basis}`, { value: number });
    },
    [t],
  );
}
