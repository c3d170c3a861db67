interface Waiting<T> {
	answer: Promise<T | undefined>;
	give: (answer: T | undefined) => void;
	fail: (error: unknown) => void;
}

/**
 * One question for all that is asked in one turn of the event loop: the busier the process, the more share it.
 * No answer is older than the request it is given to. A failure is that of everybody who asked together: asked
 * again, they would wait for the same dead connection a second time.
 * @param ask the answer to each key; undefined where there is none
 */
export function askedTogether<T>(
	ask: (keys: string[]) => Promise<Map<string, T>>
): (key: string) => Promise<T | undefined> {
	let waiting = new Map<string, Waiting<T>>();

	async function askAll(): Promise<void> {
		const together = waiting;
		waiting = new Map();
		try {
			const answers = await ask([...together.keys()]);
			for (const [key, { give }] of together) give(answers.get(key));
		} catch (error) {
			for (const { fail } of together.values()) fail(error);
		}
	}

	return (key) => {
		if (waiting.size === 0) setImmediate(() => void askAll());
		const asked = waiting.get(key) ?? toBeAnswered<T>();
		waiting.set(key, asked);
		return asked.answer;
	};
}

function toBeAnswered<T>(): Waiting<T> {
	let give!: Waiting<T>['give'];
	let fail!: Waiting<T>['fail'];
	const answer = new Promise<T | undefined>((done, refuse) => ([give, fail] = [done, refuse]));
	return { answer, give, fail };
}
