import type { Proof, Receipt, StudyReceipt } from '../../contract/import.ts';
import type { ImportRow, ObjectRow } from '../journal-rows.ts';
import type { Journal } from '../journal.ts';
import { failureOf, receiptOf } from '../receipt.ts';
import { PdfPages, type Style, fit, textWidth } from './pdf-pages.ts';

const title: Style = { size: 18, font: 'bold' };
const heading: Style = { size: 11, font: 'bold' };
const body: Style = { size: 9 };
const soft: Style = { size: 9, grey: 0.4 };
const small: Style = { size: 7 };
const uid: Style = { size: 6.5, font: 'fixed' };

const outcomes: Record<StudyReceipt['state'], string> = {
  verified: 'Verified: the server’s own list holds every object',
  partial: 'Incomplete',
  failed: 'Failed',
};

const proofs: Record<Proof, string> = {
  digest: 'SHA-256 of every object, as the server lists it',
  size: 'length of every object, as the server lists it',
  'read-back': 'a sample was read back and compared',
  list: 'identifiers and versions in the server’s list',
};

const treatments: Record<Receipt['treatment'], string> = {
  'as-is': 'Sent as they are',
  deidentify: 'De-identified (PS3.15 Basic Profile)',
  rules: 'The destination’s rules carried out',
  'burn-in': 'Another identity written in',
};

/**
 * The receipt to be printed: a page for each study, then its objects. Of an import whose identity was taken away it
 * holds what the destination got and no more: no file names, no discs, no UIDs of before.
 */
export function receiptPdf(journal: Journal, row: ImportRow): Uint8Array<ArrayBuffer> {
  const receipt = receiptOf(journal, row);
  const isNameless = row.treatment.kind === 'deidentify' || row.treatment.kind === 'rules';
  const pages = new PdfPages(`Fileroom · import ${row.id}`);
  for (const [index, study] of journal.studies(row.id).entries()) {
    const of = receipt.studies[index];
    if (of === undefined) continue;
    pages.newPage();
    header(pages, receipt, row, isNameless);
    studyFacts(pages, of, isNameless);
    documentList(pages, of);
    objectList(pages, journal.objects(study.id), isNameless);
  }
  // They name files.
  if (!isNameless) problemList(pages, receipt);
  return pages.toBytes(`Receipt ${row.id}`);
}

function header(pages: PdfPages, receipt: Receipt, row: ImportRow, isNameless: boolean): void {
  pages.line([{ x: 0, text: 'Receipt', style: title }]);
  pages.skip(6);
  const { decision } = receipt;
  facts(pages, [
    ['What', row.label],
    ['Sent to', [receipt.connection, receipt.destination].join(', ')],
    ['Sent by', receipt.sender ?? 'the user of this computer'],
    ['Started', instant(receipt.startedAt)],
    ['Finished', receipt.finishedAt === undefined ? 'not yet' : instant(receipt.finishedAt)],
    ['Checked again', receipt.checkedAt === undefined ? '' : instant(receipt.checkedAt)],
    ['Interrupted', receipt.resumed ? 'yes, and went on later' : ''],
    ['From', isNameless ? 'left out: it may name the patient' : receipt.sources.map(sourceName).join('; ')],
    ['Treatment', treatmentOf(row)],
    ['Identity', identityOf(row)],
    ['Decided by', decision === undefined || isNameless ? '' : (decision.by ?? 'the user of this computer')],
    ['Reason', decision === undefined || isNameless ? '' : (decision.reason ?? '')],
  ]);
}

function studyFacts(pages: PdfPages, study: StudyReceipt, isNameless: boolean): void {
  const { objects } = study;
  pages.rule();
  pages.skip(4);
  pages.paragraph(outcomes[study.state], heading);
  pages.skip(3);
  facts(pages, [
    ['Study', study.sentStudyInstanceUid],
    ['On the disc', isNameless || study.studyInstanceUid === study.sentStudyInstanceUid ? '' : study.studyInstanceUid],
    ['Objects', `${objects.verified} of ${objects.selected} verified`],
    ['There before', objects.deduplicated === 0 ? '' : String(objects.deduplicated)],
    ['Not verified', objects.failed === 0 ? '' : String(objects.failed)],
    ['Proved by', study.proof === undefined ? '' : proofs[study.proof]],
  ]);
}

/** What stands beside the objects; of a nameless import their names tell nothing. */
function documentList(pages: PdfPages, { attachments }: StudyReceipt): void {
  if (attachments.length === 0) return;
  pages.skip(10);
  pages.paragraph('Documents', heading);
  for (const { path, state, problem } of attachments) {
    pages.need(small.size * 1.4 * (problem === undefined ? 1 : 2));
    pages.line([
      {
        x: 0,
        text: state === 'sent' ? 'verified' : 'failed',
        style: state === 'sent' ? small : { ...small, font: 'bold' },
      },
      { x: 48, text: fit(path, textWidth - 48, small), style: small },
    ]);
    if (problem !== undefined) pages.paragraph(problem.message, { ...small, grey: 0.4 }, 48);
  }
}

function objectList(pages: PdfPages, objects: readonly ObjectRow[], isNameless: boolean): void {
  pages.skip(10);
  listHead(pages, isNameless);
  const places = { uid: 48, file: 48 + 64 * 3.9 + 8 };
  for (const object of objects) {
    const failure = failureOf(object);
    if (pages.need(small.size * 1.4 * (failure === undefined ? 1 : 2))) listHead(pages, isNameless);
    const sent = object.sentSopInstanceUid ?? (isNameless ? 'not sent' : object.sopInstanceUid);
    pages.line([
      {
        x: 0,
        text: failure === undefined ? 'verified' : 'failed',
        style: failure === undefined ? small : { ...small, font: 'bold' },
      },
      { x: places.uid, text: sent, style: uid },
      ...(isNameless ? [] : [{ x: places.file, text: fit(object.path, textWidth - places.file, small), style: small }]),
    ]);
    if (failure !== undefined) pages.paragraph(failure.message, { ...small, grey: 0.4 }, places.uid);
  }
}

function problemList(pages: PdfPages, { problems }: Receipt): void {
  if (problems.length === 0) return;
  pages.skip(12);
  pages.paragraph('Problems', heading);
  for (const { message } of problems) pages.paragraph(message, body);
}

function listHead(pages: PdfPages, isNameless: boolean): void {
  pages.line([
    { x: 0, text: 'State', style: { ...small, font: 'bold' } },
    { x: 48, text: 'SOP Instance UID, as sent', style: { ...small, font: 'bold' } },
    { x: 48 + 64 * 3.9 + 8, text: isNameless ? '' : 'File', style: { ...small, font: 'bold' } },
  ]);
  pages.rule();
}

/** Names and what is under them; what is empty is left out. */
function facts(pages: PdfPages, rows: readonly (readonly [name: string, value: string])[]): void {
  for (const [name, value] of rows) {
    if (value === '') continue;
    pages.line([{ x: 0, text: name, style: soft }]);
    pages.skip(-body.size * 1.4);
    pages.paragraph(value, body, 90);
  }
}

function sourceName({ name, volume, serial }: Receipt['sources'][number]): string {
  const on = volume === undefined || volume === name ? '' : ` (${volume})`;
  return `${name}${on}${serial === undefined ? '' : `, serial ${serial}`}`;
}

function treatmentOf({ treatment, charset }: ImportRow): string {
  const options = treatment.kind === 'deidentify' ? (treatment.options ?? []) : [];
  const rules = treatment.kind === 'as-is' ? 0 : (treatment.rules?.substitutions.length ?? 0);
  return [
    treatments[treatment.kind] + (options.length === 0 ? '' : `, with ${options.join(', ')}`),
    rules === 0 ? '' : `${rules} ${rules === 1 ? 'rule' : 'rules'} of the destination`,
    charset === undefined ? '' : `texts read as ${charset}`,
  ]
    .filter(Boolean)
    .join('; ');
}

function identityOf({ treatment }: ImportRow): string {
  switch (treatment.kind) {
    case 'as-is':
      return 'that of the files';
    case 'burn-in':
      return [treatment.set.PatientName, treatment.set.PatientID, treatment.set.PatientBirthDate]
        .filter(Boolean)
        .join(' · ');
    case 'deidentify':
      return treatment.lookup === undefined ? 'pseudonyms of this computer' : 'pseudonyms of a lookup table';
    case 'rules':
      return 'what the destination’s rules leave';
  }
}

/** As `2026-01-31 10:20:30 UTC`: a receipt is read elsewhere too. */
function instant(iso: string): string {
  return `${iso.slice(0, 19).replace('T', ' ')} UTC`;
}
