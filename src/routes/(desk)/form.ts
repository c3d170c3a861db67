/** Unset rather than empty. */
export const orNone = (text: string | undefined): string | undefined => text?.trim() || undefined;
