/** SOP classes of objects that belong to no patient and no study: Non-Patient Object Storage, PS3.4 GG.3. */
const NON_PATIENT: ReadonlySet<string> = new Set([
  '1.2.840.10008.5.1.4.1.1.200.1', // CT Defined Procedure Protocol
  '1.2.840.10008.5.1.4.1.1.200.3', // Protocol Approval
  '1.2.840.10008.5.1.4.1.1.200.7', // XA Defined Procedure Protocol
  '1.2.840.10008.5.1.4.1.1.201.1', // Inventory
  '1.2.840.10008.5.1.4.38.1', // Hanging Protocol
  '1.2.840.10008.5.1.4.39.1', // Color Palette
  '1.2.840.10008.5.1.4.43.1', // Generic Implant Template
  '1.2.840.10008.5.1.4.44.1', // Implant Assembly Template
  '1.2.840.10008.5.1.4.45.1', // Implant Template Group
]);

export function isNonPatientClass(sopClassUid: string): boolean {
  return NON_PATIENT.has(sopClassUid);
}
