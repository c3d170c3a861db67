/**
 * A word that stands alone begins with a capital. Labels that also stand inside sentences are kept in the
 * messages as they are written there: no rule turns „Zahlung“ or "SMS" back into one.
 */
export const alone = (word: string): string => word.charAt(0).toUpperCase() + word.slice(1);
