/** Of a note: it is of a call, and who made it. */
export const NOTE_CONTACTS = ['we_called', 'they_called'] as const;
export type NoteContact = (typeof NOTE_CONTACTS)[number];
