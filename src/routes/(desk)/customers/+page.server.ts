import { caller } from '$lib/server/trpc/caller';
import { orPage } from '$lib/server/trpc/errors';
import { owedActions } from './owed-actions';
import { needsNoWords, owedNow } from './owed-now';

const NOTHING = {
	...{ view: 'all', sort: 'overdue', q: '', dispute: '', reason: '', officer: '' },
	...{ known: '', open: '' }
};

export const load = async (event) => {
	const asked = Object.fromEntries(event.url.searchParams);
	const desk = caller(event).desk;
	const reasons = await orPage(desk.settings.reasons());
	return {
		filter: { ...NOTHING, ...asked },
		list: await orPage(desk.customers.list(asked)),
		reasons: reasons.filter(({ kind }) => kind === 'dispute'),
		quick: reasons.filter(needsNoWords),
		fields: await orPage(desk.fields.choices()),
		people: (await orPage(desk.settings.users())).map(({ id, name }) => ({ id, name })),
		...(await owedNow(event))
	};
};

export const actions = owedActions('/customers');
