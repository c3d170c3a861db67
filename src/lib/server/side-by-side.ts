/** Each of them once, in their order, at most so many at the same time: one that takes long holds up nobody but itself. */
export async function sideBySide<T>(
	all: readonly T[],
	atOnce: number,
	work: (one: T) => Promise<void>
): Promise<void> {
	const waiting = all.values();
	const worker = async () => {
		for (const one of waiting) await work(one);
	};
	await Promise.all(Array.from({ length: Math.min(atOnce, all.length) }, worker));
}
