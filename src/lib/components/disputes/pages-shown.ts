/** First, last and those around the page one is on; null stands for the pages between. */
export function pagesShown(here: number, pages: number): (number | null)[] {
	const near = [1, here - 1, here, here + 1, pages].filter((page) => page >= 1 && page <= pages);
	const shown = [...new Set(near)].sort((a, b) => a - b);
	return shown.flatMap((page, index) => {
		const before = shown[index - 1] ?? 0;
		if (page - before === 2) return [page - 1, page];
		return page - before > 2 ? [null, page] : [page];
	});
}
