const wordsOf = (text: string): string[] =>
	text
		.toLowerCase()
		.split(/[^\p{L}\p{N}]+/u)
		.filter(Boolean);

/** How many words of it are the number, one after the other; AV-1 is not in the name of AV-12. */
function wordsNamed(name: readonly string[], number: string): number {
	const words = wordsOf(number);
	const isAt = (place: number): boolean => words.every((word, at) => name[place + at] === word);
	return words.length > 0 && name.some((_, place) => isAt(place)) ? words.length : 0;
}

/** Which of these a file is named after: the number with the most words, for AV is also in AV-12; of equals the first. */
export function namedIn<Numbered extends { readonly number: string }>(
	name: string,
	numbered: readonly Numbered[]
): Numbered | undefined {
	const words = wordsOf(name);
	const found = numbered
		.map((one) => ({ one, named: wordsNamed(words, one.number) }))
		.filter(({ named }) => named > 0)
		.sort((a, b) => b.named - a.named || b.one.number.length - a.one.number.length);
	return found[0]?.one;
}
