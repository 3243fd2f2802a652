import { randomUUID } from 'node:crypto';
import type { DatabaseSync } from 'node:sqlite';
import { z } from 'zod';
import { DeviceRule, type KeptDeviceRule } from '../../contract/pixels.ts';
import { openDatabase } from '../../upload/database.ts';
import { withLocalStorage } from '../../upload/local-storage.ts';
import { UnprocessableError } from '../errors.ts';

const deviceRules = {
  version: 1,
  sql: `
    -- Where a device writes in images of one size; 0 × 0 for a rule that holds for any.
    CREATE TABLE device_rules (
      id TEXT PRIMARY KEY,
      manufacturer TEXT NOT NULL COLLATE NOCASE,
      model TEXT NOT NULL COLLATE NOCASE,
      rows INTEGER NOT NULL,
      columns INTEGER NOT NULL,
      rule TEXT NOT NULL,
      UNIQUE (manufacturer, model, rows, columns)
    ) STRICT;
  `,
} as const;

const Row = z.object({
  id: z.string(),
  rule: z
    .string()
    .transform((text): unknown => JSON.parse(text))
    .pipe(DeviceRule),
});
/** More devices than any house reviews; every one is compared with every object. */
const MOST = 200;

/** What people taught this computer about devices: nothing of a patient. */
export class DeviceRuleStore {
  readonly #database: DatabaseSync;

  constructor(file: string) {
    this.#database = openDatabase(file, [deviceRules]);
  }

  /** By device. */
  list(): KeptDeviceRule[] {
    return withLocalStorage(() =>
      this.#database.prepare('SELECT id, rule FROM device_rules ORDER BY manufacturer, model, rows, columns').all(),
    ).map((row) => Row.parse(row));
  }

  /** In the place of what the device had for images of this size. @throws UnprocessableError when there are too many */
  keep(rule: DeviceRule): KeptDeviceRule {
    const { manufacturer = '', model = '', rows = 0, columns = 0 } = rule.when;
    const found = withLocalStorage(() =>
      this.#database
        .prepare(
          `INSERT INTO device_rules SELECT ?1, ?2, ?3, ?4, ?5, ?6
             WHERE (SELECT count(*) FROM device_rules) < ?7
               OR EXISTS (SELECT 1 FROM device_rules WHERE (manufacturer, model, rows, columns) = (?2, ?3, ?4, ?5))
           ON CONFLICT (manufacturer, model, rows, columns) DO UPDATE SET rule = excluded.rule
           RETURNING id, rule`,
        )
        .get(randomUUID(), manufacturer, model, rows, columns, JSON.stringify(rule), MOST),
    );
    if (found === undefined)
      throw new UnprocessableError(
        'too-many-rules',
        `No more than ${MOST} devices are remembered: delete one in Settings.`,
      );
    return Row.parse(found);
  }

  forget(id: string): void {
    withLocalStorage(() => this.#database.prepare('DELETE FROM device_rules WHERE id = ?').run(id));
  }

  close(): void {
    this.#database.close();
  }
}
