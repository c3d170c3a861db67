/**
 * The first sentence of a refused form, out of what kit answers to a script: one flat list in which numbers
 * are places, `[{"problem":1},{"all":2},[3],{"words":4},"…"]`. Empty when it says none.
 */
export function refusalWords(data: string | undefined): string {
	const flat = JSON.parse(data ?? '[]') as unknown[];
	const at = <T>(place: unknown): T => (flat[Number(place)] ?? {}) as T;
	const { problem } = at<{ problem?: number }>(0);
	const { all } = at<{ all?: number }>(problem);
	const { words } = at<{ words?: number }>(at<number[]>(all)[0]);
	return String(flat[Number(words)] ?? '');
}
