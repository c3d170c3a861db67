import type { ActionResult } from '@sveltejs/kit';

/** What is shown needs no files: they stay chosen in the form, and leave with it. */
export function withoutFiles(form: FormData): FormData {
	const words = new FormData();
	for (const [name, value] of form) if (typeof value === 'string') words.append(name, value);
	return words;
}

/** The answer of the page, without leaving it; an installation that cannot be reached refuses too. */
export async function askInPlace(form: HTMLFormElement, to: string): Promise<ActionResult> {
	const { deserialize } = await import('$app/forms');
	const body = withoutFiles(new FormData(form));
	const headers = { accept: 'application/json', 'x-sveltekit-action': 'true' };
	try {
		const answer = await fetch(to, { method: 'POST', headers, body });
		return deserialize(await answer.text());
	} catch {
		return { type: 'failure', status: 503, data: unreachable(body) };
	}
}

const unreachable = (body: FormData) => ({
	refusal: { code: 'unavailable', details: {}, field: null, others: [], hadFiles: false },
	values: { ...(Object.fromEntries(body) as Record<string, string>), action: 'post' }
});
