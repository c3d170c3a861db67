/** The pattern "somewhere in it" for `ilike`; signs of the pattern language stand for themselves. */
export const containing = (text: string): string => `%${text.replace(/[\\%_]/g, '\\$&')}%`;
