import { caller } from '$lib/server/trpc/caller';
import { asAppError, orPage } from '$lib/server/trpc/errors';

const SORTS = ['amount', 'count', 'name'] as const;

export const load = async (event) => {
	const typed = (name: string) => event.url.searchParams.get(name) ?? '';
	const asked = { asOf: typed('on'), from: typed('from') };
	const sort = SORTS.find((known) => known === typed('sort')) ?? 'amount';
	try {
		return {
			asked,
			sort,
			report: await caller(event).desk.reports.disputes(asked),
			problem: false
		};
	} catch (thrown) {
		// A day that makes no sense: today's report, with what was typed.
		const isDate = ['date_invalid', 'invalid_input'].includes(asAppError(thrown).code);
		const report = await orPage(
			isDate ? caller(event).desk.reports.disputes({}) : Promise.reject(thrown)
		);
		return { asked, sort, report, problem: true };
	}
};
