/** Further addresses and the time zone of a user; where a call came from that the audit tells of. */
export const contactsAndAddresses = `
-- With commas between them.
ALTER TABLE user ADD COLUMN alt_emails TEXT NOT NULL DEFAULT '';
ALTER TABLE user ADD COLUMN time_zone TEXT NOT NULL DEFAULT '';
-- An IP address; NULL for calls inside the program.
ALTER TABLE audit ADD COLUMN client_address TEXT;
`;
