type Job = () => Promise<unknown>;

/** Jobs of one process, each of them one at a time. Once they are ended, none begins. */
export class Turns {
	#running = new Map<string, Promise<void>>();
	#isEnded = false;

	/** @param failed hears what a job threw */
	constructor(private readonly failed: (name: string, error: unknown) => void) {}

	/** A job that is still running is not started a second time. */
	once(name: string, job: Job): Promise<void> {
		if (this.#isEnded) return Promise.resolve();
		const current = this.#running.get(name) ?? this.#begin(name, job);
		this.#running.set(name, current);
		return current;
	}

	/** What is under way may have passed what is new already: once more after it. */
	soon(name: string, job: Job): void {
		void (this.#running.get(name) ?? Promise.resolve()).then(() => this.once(name, job));
	}

	/** Nothing new begins; what is under way finishes. */
	async end(): Promise<void> {
		this.#isEnded = true;
		await Promise.all(this.#running.values());
	}

	async #begin(name: string, job: Job): Promise<void> {
		try {
			await job();
		} catch (error) {
			this.failed(name, error);
		} finally {
			this.#running.delete(name);
		}
	}
}
