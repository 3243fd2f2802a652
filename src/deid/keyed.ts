import { hmac } from '@noble/hashes/hmac.js';
import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js';
import { uidName } from '../dicom/dictionary.ts';
import { Memo } from './memo.ts';

/** Frames of reference and context groups (PS3.6 tables A-2 and A-3), which are too many to list. */
const NUMBERED = /^1\.2\.840\.10008\.(1\.4\.[12]\.\d{1,2}|6\.1\.\d{1,4})$/;

const MAX_DAYS = 3650;
const MOST_REMEMBERED = 20_000;

/**
 * Replaces identifiers so that the same one always becomes the same other one, here and in later imports,
 * and nobody without the key can tell which it was.
 */
export class KeyedMap {
  private readonly mac: ReturnType<typeof hmac.create>;
  private readonly digests = new Memo<Uint8Array>(MOST_REMEMBERED);
  private readonly uids = new Memo<string>(MOST_REMEMBERED);

  constructor(key: Uint8Array) {
    this.mac = hmac.create(sha256, key);
  }

  /** `2.25.` and an UUID of version 8 as a number (PS3.5 B.2). UIDs that are registered in PS3.6 stay. */
  uid(uid: string): string {
    if (uid === '' || isStandard(uid)) return uid;
    return this.uids.get(uid, () => `2.25.${BigInt(`0x${this.uuidDigits('uid', uid)}`)}`);
  }

  /** A UUID of version 8, the same for the same parts. */
  uuid(...parts: readonly string[]): string {
    return this.uuidDigits('uuid', JSON.stringify(parts)).replace(/^(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-');
  }

  /** Twelve upper-case hexadecimal digits that stand for a patient. */
  pseudonym(...identity: readonly string[]): string {
    return bytesToHex(this.digest('patient', JSON.stringify(identity)).slice(0, 6)).toUpperCase();
  }

  /**
   * By how many days the dates of a patient are shifted: always into the past, by no more than ten years, and never
   * by none (PS3.15 E.3.6).
   */
  days(...identity: readonly string[]): number {
    const digest = this.digest('days', JSON.stringify(identity));
    const number = new DataView(digest.buffer, digest.byteOffset).getUint32(0);
    return -1 - (number % MAX_DAYS);
  }

  /** An AE title for another one. */
  aeTitle(title: string): string {
    return `AE${bytesToHex(this.digest('ae', title).slice(0, 5)).toUpperCase()}`;
  }

  /** A label for another one, the same for the same. */
  label(label: string): string {
    return `L${bytesToHex(this.digest('label', label).slice(0, 5)).toUpperCase()}`;
  }

  private uuidDigits(purpose: string, text: string): string {
    const digest = this.digest(purpose, text).slice(0, 16);
    digest[6] = ((digest[6] ?? 0) & 0x0f) | 0x80;
    digest[8] = ((digest[8] ?? 0) & 0x3f) | 0x80;
    return bytesToHex(digest);
  }

  /** The purpose keeps the maps apart: a UID and an ID that look alike do not become alike. */
  private digest(purpose: string, text: string): Uint8Array {
    const message = `${purpose}\0${text}`;
    return this.digests.get(message, () => this.mac.clone().update(utf8ToBytes(message)).digest());
  }
}

/** Whether a UID is the standard's own and identifies nobody; its root alone says nothing, anybody can write it. */
export function isStandard(uid: string): boolean {
  return uidName(uid) !== undefined || NUMBERED.test(uid);
}
