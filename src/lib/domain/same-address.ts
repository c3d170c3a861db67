/** Whether two e-mail addresses are one box: nobody's mail depends on how it is spelt. */
export const isSameAddress = (one: string, other: string): boolean =>
	one.toLowerCase() === other.toLowerCase();
