import { html } from 'hono/html';
import { picturesOf, type ShownPicture, type ShownSeries } from './contents.ts';
import { untilWhen } from './door.ts';
import type { Markup, Page } from './page.ts';
import type { Visit } from './visit.ts';
import { counted, dicomDate, personName } from './words.ts';

const picturesPerPage = 24;

/** What the study is, and its series with a picture of each. */
export function studyPage(visit: Visit, series: readonly ShownSeries[]): Page {
  const { study } = visit;
  const facts: readonly (readonly [string, string])[] = [
    ['Patient', personName(study.patient_name ?? '')],
    ['Date', dicomDate(study.study_date ?? '')],
    ['Modality', (study.modality ?? '').split('\\').join(', ')],
    ['Images', String(series.reduce((sum, { pictures }) => sum + pictures, 0))],
  ];
  return {
    title: 'Shared study',
    main: html`<h1><bdi>${study.study_description?.trim() || 'Study'}</bdi></h1>
      <dl>${facts.filter(([, value]) => value !== '').map(factOf)}</dl>
      ${series.length === 0 ? html`<p class="soft">No images have arrived yet.</p>` : ''}
      <ul class="series">
        ${series.map((each) => html`<li>${cardOf(visit, each)}</li>`)}
      </ul>`,
    footer: footerOf(visit),
  };
}

/** One page of a series' pictures, counted from 1. Undefined when there is no such page. */
export function seriesPage(visit: Visit, series: ShownSeries, page: number): Page | undefined {
  const pages = Math.ceil(series.pictures / picturesPerPage);
  if (page < 1 || page > pages) return undefined;
  const pictures = picturesOf(series, (page - 1) * picturesPerPage + 1, picturesPerPage);
  const here = `${baseOf(visit)}/series/${series.number}`;
  const pager =
    pages === 1
      ? ''
      : html`<nav class="pager" aria-label="Pages">
          ${page > 1 ? html`<a href="${here}?page=${page - 1}" rel="prev">Previous</a>` : ''}
          <span class="soft">Page ${page} of ${pages}</span>
          ${page < pages ? html`<a href="${here}?page=${page + 1}" rel="next">Next</a>` : ''}
        </nav>`;
  return {
    title: 'Shared series',
    main: html`<p><a href="${baseOf(visit)}">All series</a></p>
      <h1><bdi>${titleOf(series)}</bdi></h1>
      <p class="soft">${summaryOf(series)}</p>
      ${pager}
      <div class="pictures">${pictures.map((picture) => figureOf(visit, series, picture))}</div>
      ${pager}`,
    footer: footerOf(visit),
  };
}

export function noSuchPage(visit: Visit): Page {
  return {
    title: 'Shared study',
    status: 404,
    main: html`<div class="door">
      <h1>There is no such page</h1>
      <p><a href="${baseOf(visit)}">All series</a></p>
    </div>`,
    footer: footerOf(visit),
  };
}

/** The addresses below the link's own name pictures by numbers: no UID, nothing of the patient gets into a history. */
const baseOf = ({ link }: Visit) => `/l/${link.uuid}`;

function pictureUrl(visit: Visit, { instance, frame }: ShownPicture): string {
  return `${baseOf(visit)}/image/${instance.seq}/${frame}`;
}

function factOf([name, value]: readonly [string, string]): Markup {
  return html`<div>
    <dt>${name}</dt>
    <dd><bdi>${value}</bdi></dd>
  </div>`;
}

function cardOf(visit: Visit, series: ShownSeries): Markup {
  // The middle shows more of a body than the first slice at its edge.
  const [middle] = picturesOf(series, Math.ceil((series.pictures + 1) / 2), 1);
  const plate =
    middle === undefined
      ? html`<span class="plate">No picture</span>`
      : html`<span class="plate"
          ><img src="${pictureUrl(visit, middle)}/thumbnail" alt="" width="192" height="192" loading="lazy"
        /></span>`;
  const about = html`${plate}
    <div class="about">
      <h2><bdi>${titleOf(series)}</bdi></h2>
      <p>${summaryOf(series)}</p>
    </div>`;
  if (middle === undefined) return html`<div class="card">${about}</div>`;
  return html`<a class="card" href="${baseOf(visit)}/series/${series.number}">${about}</a>`;
}

function figureOf(visit: Visit, series: ShownSeries, picture: ShownPicture): Markup {
  const url = pictureUrl(visit, picture);
  const name = `Image ${picture.number} of ${series.pictures}`;
  const { columns, rows } = picture.instance;
  return html`<figure>
    <a href="${url}"><img src="${url}" alt="${name}" width="${columns}" height="${rows}" loading="lazy" /></a>
    <figcaption>${name}</figcaption>
  </figure>`;
}

function titleOf(series: ShownSeries): string {
  return series.description ?? `Series ${series.number}`;
}

/** `CT · 24 images · Structured report (no picture)`. */
function summaryOf({ modality, pictures, others }: ShownSeries): string {
  const kinds = [...new Set(others)].map((kind) => {
    const count = others.filter((other) => other === kind).length;
    return `${count === 1 ? '' : `${count} × `}${kind} (no picture)`;
  });
  return [modality, pictures === 0 ? undefined : counted(pictures, 'image'), ...kinds]
    .filter((part) => part !== undefined)
    .join(' · ');
}

function footerOf({ link }: Visit): Markup {
  return html`<p>
    <strong>Not for primary diagnosis.</strong> These are reduced copies of the images. ${untilWhen(link)}
  </p>`;
}
