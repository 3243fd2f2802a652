import type { ContainerFormat } from '../source/sniff.ts';
import type { Dicomdir } from '../dicom/dicomdir.ts';
import type { InstanceHeader } from '../dicom/instance-header.ts';
import type { RepairCode, ScanProblemCode } from '../contract/scan.ts';
import type { Place } from '../source/place.ts';
import type { FoundFile } from './walk.ts';

/** What a worker is asked to look at. */
export interface ReadTask {
  /** On disk. */
  readonly absolutePath: string;
  /** Where in that file the bytes lie; absent when it is they. */
  readonly place?: Place | undefined;
  /** Read texts in this character set, whatever the file declares. */
  readonly charset?: string | undefined;
}

/** What one file turned out to be, and its size, 0 when it could not be opened. Plain data: it crosses from the worker to the scan. */
export type Outcome = Finding & { readonly bytes: number };

export type Finding =
  | InstanceFinding
  | { readonly kind: 'dicomdir'; readonly directory: Dicomdir }
  | { readonly kind: 'document'; readonly mediaType: string }
  | { readonly kind: 'container'; readonly name: string; readonly format?: ContainerFormat }
  | { readonly kind: 'program' }
  | { readonly kind: 'unknown' }
  | { readonly kind: 'empty' }
  | { readonly kind: 'unreadable'; readonly code: ScanProblemCode; readonly message: string };

export interface InstanceFinding {
  readonly kind: 'instance';
  readonly header: InstanceHeader;
  readonly repairs: readonly RepairCode[];
  readonly slice?: Slice;
}

/** Where an image lies: the direction it looks along and its distance from the origin in that direction (mm). */
export interface Slice {
  readonly normal: readonly [number, number, number];
  readonly distance: number;
}

/** Where the bytes of a file are read: on its medium, or in its copy. */
export type Location = Pick<FoundFile, 'absolutePath' | 'place'>;

/** A file to read. */
export interface Readable {
  readonly file: FoundFile;
  readonly at: Location;
}

/** A file that is a DICOM instance. */
export type InstanceFile = FoundFile & InstanceFinding & { readonly bytes: number; readonly at: Location };
