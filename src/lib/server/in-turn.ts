/** The same work asked for several times in this process is done one time after the other, each whole. */
export function inTurn<T>(work: () => Promise<T>): () => Promise<T> {
	let last: Promise<unknown> = Promise.resolve();
	return () => {
		const mine = last.then(work);
		last = mine.catch(() => {});
		return mine;
	};
}
