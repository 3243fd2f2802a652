import { X509Certificate } from 'node:crypto';
import { createSecureContext } from 'node:tls';
import type { ClientCertificate } from '../../clients/http/http.ts';
import type { Authority } from '../../contract/network.ts';
import { InvalidRequestError } from '../../contract/problem.ts';

const pemCertificate = /-----BEGIN CERTIFICATE-----[\s\S]+?-----END CERTIFICATE-----/g;

/** The certificates of a file, PEM or DER, as PEM. Throws `InvalidRequestError` when there is none. */
export function readAuthorities(file: Uint8Array): string[] {
  const blocks = Buffer.from(file).toString('latin1').match(pemCertificate) ?? [file];
  try {
    return blocks.map((block) => new X509Certificate(block).toString());
  } catch (cause) {
    throw new InvalidRequestError('no-certificate', 'This file holds no certificate (PEM or DER).', {
      next: 'correct-input',
      cause,
    });
  }
}

export function describeAuthority(pem: string): Authority {
  const { subject, validTo, fingerprint256 } = new X509Certificate(pem);
  const named = /^(?:CN|O)=(.+)$/m.exec(subject)?.[1];
  return { subject: named ?? subject, validTo: new Date(validTo).toISOString(), fingerprint: fingerprint256 };
}

/** A client certificate that can be used: file and passphrase fit. Throws `InvalidRequestError` otherwise. */
export function readClientCertificate(file: Uint8Array, passphrase: string | undefined): ClientCertificate {
  const text = Buffer.from(file).toString('latin1');
  const secret = passphrase === undefined ? {} : { passphrase };
  // A file of both parts serves as either: OpenSSL takes what it needs of it.
  const found: ClientCertificate = text.includes('-----BEGIN')
    ? { cert: text, key: text, ...secret }
    : { pfx: file, ...secret };
  try {
    if (!('pfx' in found) && !/-----BEGIN [A-Z ]*PRIVATE KEY-----/.test(text)) throw new Error('no key');
    createSecureContext('pfx' in found ? { ...found, pfx: Buffer.from(found.pfx) } : found);
  } catch (cause) {
    const message = 'This file is no certificate with its key (PKCS #12 or PEM), or the passphrase is another.';
    throw new InvalidRequestError('bad-client-certificate', message, { next: 'correct-input', cause });
  }
  return found;
}
