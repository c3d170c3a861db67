/** A number that fits a line of the narrowest telephone is read in one piece; a longer one breaks where it must. */
export const isShort = (number: string): boolean => number.length <= 20;
