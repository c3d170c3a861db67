/** A page as it left, ready to leave again. */
export interface KeptPage {
	/** Of the database when it was drawn. */
	version: string;
	/** Compressed. */
	body: Uint8Array<ArrayBuffer>;
	headers: [string, string][];
}

/** Pages up to a number of bytes; the one asked for longest ago goes first. */
export class PageStore {
	private readonly pages = new Map<string, KeptPage>();
	private bytes = 0;

	constructor(private readonly mostBytes: number) {}

	/** Null also when it was drawn from other data: then it is of no use to anybody any more. */
	find(key: string, version: string): KeptPage | null {
		const found = this.pages.get(key);
		if (!found) return null;
		if (found.version !== version) {
			this.drop(key);
			return null;
		}
		// The last one asked for is the last of the list.
		this.pages.delete(key);
		this.pages.set(key, found);
		return found;
	}

	keep(key: string, page: KeptPage): void {
		this.drop(key);
		if (sizeOf(key, page) > this.mostBytes) return;
		this.pages.set(key, page);
		this.bytes += sizeOf(key, page);
		for (const oldest of this.pages.keys()) {
			if (this.bytes <= this.mostBytes) break;
			this.drop(oldest);
		}
	}

	get size(): number {
		return this.bytes;
	}

	private drop(key: string): void {
		const page = this.pages.get(key);
		if (!page) return;
		this.pages.delete(key);
		this.bytes -= sizeOf(key, page);
	}
}

/** Texts take two bytes a sign, and an entry some room of its own. */
const sizeOf = (key: string, { body, headers, version }: KeptPage): number =>
	body.byteLength + 2 * (key.length + version.length + headers.flat().join('').length) + 500;
