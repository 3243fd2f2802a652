import { z } from 'zod';
import type { WorklistColumn, WorklistQuery } from '../../contract/study.ts';
import type { Worklist } from '../port/archive-connection.ts';
import { flag, integer } from './answers.ts';
import type { Places } from './places.ts';
import type { Services } from './services.ts';
import { StudyRecord, toStudy } from './study-record.ts';

const StudyList = z.object({
  studies: z.array(StudyRecord),
  page: z.object({ more: flag, number: integer }),
});

/** `undefined` when the server has switched counting off. */
const Count = z.object({ count: integer }).transform(({ count }): number | undefined => count);
const countless = z.unknown().transform(() => undefined);

const fields: Readonly<Record<WorklistColumn, string>> = {
  patientName: 'patient_name',
  patientId: 'patientid',
  studyDate: 'study_date',
  modality: 'modality',
  description: 'study_description',
  accessionNumber: 'accession_number',
  imageCount: 'image_count',
  created: 'created',
};

export function createWorklist(services: Services, places: Places): Worklist {
  return {
    async list(query, signal) {
      const filter = toFilter(query);
      const [list, total] = await services.bundle(
        [
          {
            url: '/study/list',
            params: { ...filter, sort_by: toSort(query), 'page.rows': query.rows, 'page.number': query.page },
            answer: StudyList,
            repeatable: true,
          },
          {
            url: '/study/count',
            params: filter,
            answer: Count,
            refusals: { DISABLED: countless },
            repeatable: true,
          },
        ],
        { signal },
      );
      for (const record of list.studies) places.learn(record);
      return {
        studies: list.studies.map(toStudy),
        page: list.page.number,
        more: list.page.more,
        ...(total === undefined ? {} : { total }),
      };
    },
  };
}

function toFilter(query: WorklistQuery): Record<string, string | undefined> {
  return {
    'filter.phi_namespace.equals': query.namespaceId,
    'filter.SMART_SEARCH.equals': query.search === '' ? undefined : query.search,
    // A study of several modalities lists them all in the one field.
    'filter.modality.like': query.modality === undefined ? undefined : `%${query.modality}%`,
    'filter.study_date.ge': query.dateFrom,
    'filter.study_date.le': query.dateTo,
  };
}

/** The time of creation as the second key keeps the pages apart where the first is equal. */
function toSort({ sort, direction }: WorklistQuery): string {
  const first = `${fields[sort]}-${direction}`;
  return sort === 'created' ? first : `${first},created-desc`;
}
