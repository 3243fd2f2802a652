import { accounts } from './0001-accounts.ts';
import { studies } from './0002-studies.ts';
import { reading } from './0003-reading.ts';
import { links } from './0004-links.ts';
import { settings } from './0005-settings.ts';
import { ordersAndPatients } from './0006-orders-and-patients.ts';
import { roles } from './0007-roles.ts';
import { notesAndFilters } from './0008-notes-and-filters.ts';
import { attachments } from './0009-attachments.ts';
import { worklists } from './0010-worklists.ts';
import { workflow } from './0011-workflow.ts';
import { credentialsAndEvents } from './0012-credentials-and-events.ts';
import { deletedStudies } from './0013-deleted-studies.ts';
import { recordsAndMessages } from './0014-records-and-messages.ts';
import { contactsAndAddresses } from './0015-contacts-and-addresses.ts';

/** In order; a store at version N has run the first N. Never change one that was released: add the next. */
export const migrations: readonly string[] = [
  accounts,
  studies,
  reading,
  links,
  settings,
  ordersAndPatients,
  roles,
  notesAndFilters,
  attachments,
  worklists,
  workflow,
  credentialsAndEvents,
  deletedStudies,
  recordsAndMessages,
  contactsAndAddresses,
];
