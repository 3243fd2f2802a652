import { z } from 'zod';
import { tagOf } from '../../dicom/dictionary.ts';
import type { DataSet } from '../../dicom/data-set.ts';
import { element, type NewElement, type NewValue } from '../../dicom/new-element.ts';
import { type ArchiveContext, timestamp } from '../archive-context.ts';
import type { Caller } from '../access.ts';
import { readText } from '../services/read-params.ts';
import type { StorageKey } from '../store/study-records.ts';
import { StorageError } from './errors.ts';
import { instancesOf, type StoredInstance } from './instances.ts';
import { jsonIn } from './query.ts';
import { readStoredFile } from './stored-header.ts';
import { fileObject } from './wrap.ts';

const RT_STRUCTURE_SET = '1.2.840.10008.5.1.4.1.1.481.3';
const Point = z.tuple([z.number(), z.number()]);
const Body = z.object({
  label: z.string().max(16).default('STRUCTURES'),
  rois: z
    .array(
      z.object({
        name: z.string().min(1).max(64),
        color: z.tuple([Byte(), Byte(), Byte()]).optional(),
        contours: z
          .array(z.object({ image_uid: z.string(), points: z.array(Point).min(1).max(100_000) }))
          .min(1)
          .max(10_000),
      }),
    )
    .min(1)
    .max(1000),
});

function Byte() {
  return z.number().int().min(0).max(255);
}

/** An image as its contours need it. */
interface Plane {
  readonly instance: StoredInstance;
  readonly frameOfReference: string;
  /** A point of columns and rows, from the middle of the first pixel, in millimetres of the patient. */
  readonly inPatient: (point: readonly [number, number]) => readonly number[];
}

/**
 * An RT Structure Set (PS3.3 A.19) of outlines on images of the study: `{label?, rois: [{name, color?: [r, g, b],
 * contours: [{image_uid, points: [[column, row], …]}]}]}`, in pixels.
 */
export async function makeStructureSet(
  archive: ArchiveContext,
  caller: Caller,
  key: StorageKey,
  request: Request,
): Promise<Response> {
  const body = Body.safeParse(jsonIn(await readText(request)));
  if (!body.success)
    throw new StorageError('JSON_DESERIALIZE_EXCEPTION', 'The structures are not in the documented form.');
  const { label, rois } = body.data;
  const planes = await planesOf(
    archive,
    key,
    new Set(rois.flatMap(({ contours }) => contours.map((each) => each.image_uid))),
  );
  const frames = Map.groupBy(planes.values(), ({ frameOfReference }) => frameOfReference);
  const [date = '', time = ''] = timestamp(archive.now()).split(' ');
  const referenceOf = (image: string): string => planes.get(image)?.frameOfReference ?? '';
  const elements: NewElement[] = [
    element('StructureSetLabel', label),
    element('StructureSetDate', date.replaceAll('-', '')),
    element('StructureSetTime', time.replaceAll(':', '')),
    element('Manufacturer', ''),
    element('ReferencedFrameOfReferenceSequence', {
      items: [...frames].map(([uid, images]) => [
        element('FrameOfReferenceUID', uid),
        sequence('RTReferencedStudySequence', [
          [
            element('ReferencedSOPClassUID', '1.2.840.10008.3.1.2.3.1'),
            element('ReferencedSOPInstanceUID', key.study_uid),
            sequence('RTReferencedSeriesSequence', seriesItems(images)),
          ],
        ]),
      ]),
    }),
    sequence(
      'StructureSetROISequence',
      rois.map(({ name, contours }, index) => [
        element('ROINumber', String(index + 1)),
        element('ReferencedFrameOfReferenceUID', referenceOf(contours[0]?.image_uid ?? '')),
        element('ROIName', name),
        element('ROIGenerationAlgorithm', ''),
      ]),
    ),
    sequence(
      'ROIContourSequence',
      rois.map(({ color, contours }, index) => [
        ...(color === undefined ? [] : [element('ROIDisplayColor', color.map(String))]),
        element('ReferencedROINumber', String(index + 1)),
        sequence(
          'ContourSequence',
          contours.map((contour) => contourItem(contour, planes.get(contour.image_uid))),
        ),
      ]),
    ),
    sequence(
      'RTROIObservationsSequence',
      rois.map((_, index) => [
        element('ObservationNumber', String(index + 1)),
        element('ReferencedROINumber', String(index + 1)),
        element('RTROIInterpretedType', ''),
        element('ROIInterpreter', ''),
      ]),
    ),
    element('ApprovalStatus', 'UNAPPROVED'),
  ];
  return fileObject(archive, caller, key, { sopClassUid: RT_STRUCTURE_SET, modality: 'RTSTRUCT', elements });
}

function contourItem(
  { points }: { readonly points: readonly (readonly [number, number])[] },
  plane: Plane | undefined,
): NewElement[] {
  if (plane === undefined) throw new TypeError('A contour without its image');
  return [
    sequence('ContourImageSequence', [reference(plane)]),
    element('ContourGeometricType', points.length === 1 ? 'POINT' : 'CLOSED_PLANAR'),
    element('NumberOfContourPoints', String(points.length)),
    // A decimal string has at most 16 characters (PS3.5 6.2).
    element(
      'ContourData',
      points.flatMap(plane.inPatient).map((value) => String(Number(value.toPrecision(9)))),
    ),
  ];
}

const seriesItems = (planes: readonly Plane[]): NewElement[][] =>
  [...Map.groupBy(planes, ({ instance }) => instance.series_uid)].map(([uid, images]) => [
    element('SeriesInstanceUID', uid),
    sequence('ContourImageSequence', images.map(reference)),
  ]);

const reference = ({ instance }: Plane): NewElement[] => [
  element('ReferencedSOPClassUID', instance.sop_class_uid),
  element('ReferencedSOPInstanceUID', instance.sop_uid),
];

const sequence = (keyword: string, items: readonly (readonly NewElement[])[]): NewElement =>
  element(keyword, { items } satisfies NewValue);

async function planesOf(
  archive: ArchiveContext,
  key: StorageKey,
  images: ReadonlySet<string>,
): Promise<ReadonlyMap<string, Plane>> {
  const stored = new Map(instancesOf(archive.database, key).map((instance) => [instance.sop_uid, instance]));
  const planes = new Map<string, Plane>();
  for (const image of images) {
    const instance = stored.get(image);
    const ids = { namespace: key.storage_namespace, study_uid: key.study_uid };
    if (instance === undefined)
      throw new StorageError('IMAGE_NOT_FOUND', 'An image of a contour was not found.', { ids });
    const { dataSet } = await readStoredFile(archive.objects.pathOf(instance.object), instance.size);
    planes.set(image, { instance, ...geometryOf(dataSet, ids) });
  }
  return planes;
}

/** PS3.3 C.7.6.2.1.1. */
function geometryOf(dataSet: DataSet, ids: Readonly<Record<string, string>>): Omit<Plane, 'instance'> {
  const numbers = (keyword: string): readonly number[] => dataSet.numbers(tagOf(keyword));
  const [place, way] = [numbers('ImagePositionPatient'), numbers('ImageOrientationPatient')];
  const [rowSpacing, columnSpacing] = numbers('PixelSpacing');
  const frameOfReference = dataSet.text(tagOf('FrameOfReferenceUID')) ?? '';
  if (
    place.length !== 3 ||
    way.length !== 6 ||
    rowSpacing === undefined ||
    columnSpacing === undefined ||
    frameOfReference === ''
  )
    throw new StorageError('MISSING_REQUIRED_DICOM_TAG', 'An image of a contour does not say where it lies.', { ids });
  const inPatient = ([column, row]: readonly [number, number]): number[] =>
    place.map(
      (value, axis) => value + (way[axis] ?? 0) * column * columnSpacing + (way[axis + 3] ?? 0) * row * rowSpacing,
    );
  return { frameOfReference, inPatient };
}
