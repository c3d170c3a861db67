import { namesNumber } from './suggest';

interface Nameable {
	readonly reference: string;
	/** Of its invoices. */
	readonly numbers: readonly string[];
}

/** Those a mail names first: by their reference, then by an invoice of theirs; the others after them, in their order. */
export function suggestCases<One extends Nameable>(text: string, cases: readonly One[]) {
	const weightOf = ({ reference, numbers }: One): number => {
		if (namesNumber(text, reference)) return 2;
		return numbers.some((number) => namesNumber(text, number)) ? 1 : 0;
	};
	return cases
		.map((one) => ({ ...one, weight: weightOf(one) }))
		.sort((a, b) => b.weight - a.weight)
		.map(({ weight, ...one }) => ({ ...one, isSuggested: weight > 0 }));
}
