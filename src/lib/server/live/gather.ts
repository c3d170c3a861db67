const MOMENT_MS = 200;
/** The database tells as much of one statement. */
const MOST_TOLD = 100;

interface Gathered {
	/** null: of many cases. */
	add(id: string | null): void;
	stop(): void;
}

/** What changes within a moment is told at once: the ids, or null where there are many. */
export function gather(tell: (ids: string[] | null) => void): Gathered {
	let timer: NodeJS.Timeout | undefined;
	let ids: Set<string> | null = new Set();
	function flush(): void {
		tell(ids && [...ids]);
		timer = undefined;
		ids = new Set();
	}
	return {
		add(id) {
			ids = id === null || (ids?.size ?? MOST_TOLD) >= MOST_TOLD ? null : ids!.add(id);
			timer ??= setTimeout(flush, MOMENT_MS);
		},
		stop: () => clearTimeout(timer)
	};
}
