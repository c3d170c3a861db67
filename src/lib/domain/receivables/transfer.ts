/** Whose name stands beside the account: banks compare it with the one they know (verification of payee). */
export const payeeOf = ({ name, legalName }: { name: string; legalName: string }): string =>
	legalName.trim() || name;

/** Characters of the unstructured message of a SEPA transfer (EPC069-12). */
export const LONGEST_REFERENCE = 140;

/**
 * What the customer writes on the transfer so that it is found at once: the number of the one invoice;
 * of several, the code of the customer and the numbers, each whole, as many as there is room for.
 */
export function transferReference(code: string, numbers: readonly string[]): string {
	const [only, ...others] = numbers;
	if (only !== undefined && others.length === 0 && only.length <= LONGEST_REFERENCE) return only;
	let text = code.slice(0, LONGEST_REFERENCE);
	for (const number of numbers) {
		const longer = `${text} ${number}`;
		if (longer.length > LONGEST_REFERENCE) break;
		text = longer;
	}
	return text;
}
