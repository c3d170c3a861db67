/** The same work asked for several times in this process is done one time after the other, each whole. */
export function inTurn<T>(work: () => Promise<T>): () => Promise<T> {
	let last: Promise<unknown> = Promise.resolve();
	return () => {
		const mine = last.then(work);
		last = mine.catch(() => {});
		return mine;
	};
}

const turns = new Map<string, Promise<unknown>>();

/** The same for work that bears a name: what is asked for under another name does not wait. */
export async function inTurnOf<T>(name: string, work: () => Promise<T>): Promise<T> {
	const mine = (turns.get(name) ?? Promise.resolve()).then(work);
	const ended = mine.catch(() => {});
	turns.set(name, ended);
	try {
		return await mine;
	} finally {
		if (turns.get(name) === ended) turns.delete(name);
	}
}
