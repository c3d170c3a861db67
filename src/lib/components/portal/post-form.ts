import { parse } from 'devalue';

/** What became of a form; `none`: no answer that could be read. */
export type Answer<Data> =
	| { type: 'redirect'; location: string }
	| { type: 'success' | 'failure'; data: Data }
	| { type: 'error'; error?: App.Error }
	| { type: 'none' };

/** Sends a form to one of kit's actions, which answers in its own notation. */
export async function postForm<Data>(to: URL, body: FormData): Promise<Answer<Data>> {
	try {
		const answer = await fetch(to, {
			method: 'POST',
			body,
			cache: 'no-store',
			headers: { accept: 'application/json', 'x-sveltekit-action': 'true' }
		});
		const said = (await answer.json()) as Exclude<Answer<string>, { type: 'none' }>;
		return 'data' in said ? { type: said.type, data: parse(said.data) as Data } : said;
	} catch {
		return { type: 'none' };
	}
}
