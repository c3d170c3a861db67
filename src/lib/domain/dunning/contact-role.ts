export const CONTACT_ROLES = ['collections', 'billing', 'other'] as const;
/** In order of preference: a missing role falls back to the next one. */
export type ContactRole = (typeof CONTACT_ROLES)[number];
