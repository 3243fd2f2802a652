import { imports } from './001-imports.ts';
import { ownersAndVersions } from './002-owners-and-versions.ts';
import { places } from './003-places.ts';
import { charsets } from './004-charsets.ts';
import { decisions } from './005-decisions.ts';
import { proof } from './006-proof.ts';
import { transport } from './007-transport.ts';
import { attachments } from './008-attachments.ts';
import { documents } from './009-documents.ts';

/** Applied in this order, each once. */
export const migrations = [
  imports,
  ownersAndVersions,
  places,
  charsets,
  decisions,
  proof,
  transport,
  attachments,
  documents,
] as const;
