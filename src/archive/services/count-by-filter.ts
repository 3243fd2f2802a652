import { visibleStudies } from '../access.ts';
import { type Command, command } from './command.ts';
import { count } from './listing.ts';
import { ServiceError } from './errors.ts';
import { person } from './needs.ts';
import { textList } from './params.ts';
import { studyList } from './study-columns.ts';
import { callerOf } from './needs.ts';
import { visibleFilters } from './visible-filters.ts';

const maxFilters = 100;

export const countByFilterCommands: readonly Command[] = [
  command({
    url: '/study/count_by_filter',
    needs: person,
    run: (_, call) => {
      const wanted = call.params['filter_uuids'] ?? '';
      const { sql, values } = visibleFilters(call.target);
      const own = call.archive.database
        .all<{ uuid: string }>(
          `SELECT uuid FROM saved_filter WHERE type = 'study' AND (${sql}) ORDER BY seq`,
          ...values,
        )
        .map(({ uuid }) => uuid);
      const named = wanted === '' ? own : uuidsIn(wanted);
      const scope = visibleStudies(callerOf(call));
      const counts = named.slice(0, maxFilters).map((uuid): [string, number] => {
        const params = { ...call.params, filter_id: uuid };
        return [uuid, count({ ...call, params }, studyList, scope)];
      });
      return { count_by_filter: Object.fromEntries(counts) };
    },
  }),
];

function uuidsIn(text: string): string[] {
  const list = textList().safeParse(text);
  if (!list.success) throw new ServiceError('INVALID_FIELD', 'filter_uuids');
  return list.data;
}
