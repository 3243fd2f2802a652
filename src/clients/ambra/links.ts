import { z } from 'zod';
import type { Link } from '../../contract/sharing.ts';
import type { Links } from '../port/archive-connection.ts';
import { flag, instant, integer, optionalInteger, present, text } from './answers.ts';
import { done, type Services } from './services.ts';

const Record = z
  .object({
    uuid: text,
    url: text.pipe(z.url({ protocol: /^https?$/ })).optional(),
    created: instant,
    minutes_alive: optionalInteger,
    hits: optionalInteger,
    max_hits: optionalInteger,
    has_password: flag,
  })
  .transform((record): Link => {
    const minutes = record.minutes_alive;
    return present({
      uuid: record.uuid,
      url: record.url,
      created: record.created,
      expires:
        minutes === undefined ? undefined : new Date(Date.parse(record.created) + minutes * 60_000).toISOString(),
      hits: record.hits,
      maxHits: record.max_hits,
      hasPassword: record.has_password,
    });
  });
const LinkList = z.object({ links: z.array(Record), page: z.object({ more: flag, number: integer }).optional() });
const Added = z.object({ uuid: text });

/** No study has so many links; a server that always says "more" must not keep us. */
const maxPages = 50;

export function createLinks(services: Services): Links {
  return {
    async list(study, signal) {
      const links: Link[] = [];
      for (let page = 1; page <= maxPages; page += 1) {
        const answer = await services.call(
          {
            url: '/link/list',
            params: { study_id: study.uuid, 'page.number': page, 'page.rows': 1000 },
            answer: LinkList,
            repeatable: true,
          },
          { signal },
        );
        links.push(...answer.links);
        if (answer.page?.more !== true) break;
      }
      return links;
    },

    async add(study, link, signal) {
      const { uuid } = await services.call(
        {
          url: '/link/add',
          params: {
            study_id: study.uuid,
            action: 'STUDY_VIEW',
            minutes_alive: link.minutes,
            max_hits: link.maxHits,
            password: link.password,
          },
          answer: Added,
        },
        { signal },
      );
      return services.call({ url: '/link/get', params: { uuid }, answer: Record, repeatable: true }, { signal });
    },

    async revoke(_study, uuid, signal) {
      await services.call({ url: '/link/delete', params: { uuid }, answer: done }, { signal });
    },
  };
}
