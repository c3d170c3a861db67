/**
 * One question for all who want the same at the same time. Whoever comes while it is being asked waits for
 * the next one: no answer is older than the request it is given to. A failure is everybody's at once: asked
 * again, they would wait for the same dead connection a second time.
 */
export function askedTogether<T>(ask: (key: string) => Promise<T>): (key: string) => Promise<T> {
	const running = new Map<string, Promise<T>>();
	const next = new Map<string, Promise<T>>();

	function start(key: string): Promise<T> {
		next.delete(key);
		const asked = ask(key);
		running.set(key, asked);
		const end = () => running.get(key) === asked && running.delete(key);
		asked.then(end, end);
		return asked;
	}

	return (key) => {
		const already = next.get(key);
		if (already) return already;
		const before = running.get(key);
		if (!before) return start(key);
		const after = before.then(() => start(key));
		next.set(key, after);
		after.catch(() => next.get(key) === after && next.delete(key));
		return after;
	};
}
