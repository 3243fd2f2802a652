import type { Commands } from './commands.generated.ts';

export type Json = string | number | boolean | null | readonly Json[] | JsonHash;
export interface JsonHash {
  readonly [key: string]: Json | undefined;
}

/** No parameters; an answer that only says that it worked. */
export type Nothing = Readonly<Record<string, never>>;

/** Conditions of PROTOCOL.md, all of which must hold: `{ patient_name: { like: 'PHANTOM%' } }`. */
export type Filter = Readonly<Record<string, Readonly<Partial<Record<Condition, string | readonly string[]>>>>>;
export type Condition =
  | 'equals'
  | 'equals_or_null'
  | 'not_equals'
  | 'not_equals_or_null'
  | 'like'
  | 'gt'
  | 'ge'
  | 'lt'
  | 'le'
  | 'in'
  | 'in_or_null';

/** Pages are numbered from 1. */
export interface Page {
  readonly number?: number;
  readonly rows?: number;
}

/** Values by the custom field's uuid. */
export type CustomFields = Readonly<Record<string, string>>;

/** How a command's parameters and answer are written, where the values themselves do not show it. */
export interface Wire {
  /** As JSON text, or as a list with commas. Flags, numbers and texts need no telling. */
  readonly params?: Readonly<Record<string, 'json' | 'list'>>;
  /** Parameters whose names the caller makes, by what stands before them. */
  readonly families?: Readonly<Record<string, string>>;
  /** It changes nothing: asked again by itself when the way or the server fails. */
  readonly reads?: true;
  readonly returns?: Shape;
  /** The answer is a file or a redirect. */
  readonly streams?: true;
}

export type Leaf = 'text' | 'flag' | 'number' | 'json';
/** A hash's fields; an array in one holds the shape of each of its objects. */
export interface Shape {
  readonly [field: string]: Leaf | Shape | readonly [Shape];
}

export interface CallOptions {
  readonly signal?: AbortSignal | undefined;
  /** The session to call with when it is not the signed-in one; `null` for none. */
  readonly sid?: string | null | undefined;
  /** Which fields of the objects in the answer are wanted, by the object's name; `_top` for those of the answer itself. */
  readonly fields?: Readonly<Record<string, readonly string[]>>;
}

/** Makes the call. Rejects with the port's errors, whose `code` is one of the command's when the server refused. */
export type Call = <Url extends keyof Commands>(
  url: Url,
  params: Commands[Url]['params'],
  options?: CallOptions,
) => Promise<Commands[Url]['returns']>;
