import { filterIn } from '$lib/domain/disputes/queue-filter';
import { caller } from '$lib/server/trpc/caller';
import { orPage } from '$lib/server/trpc/errors';

const AMOUNTS = ['amountFrom', 'amountTo'] as const;

export const load = async (event) => {
	const asked = event.url.searchParams;
	const desk = caller(event).desk;
	const { said, ...queue } = await orPage(desk.disputes.queue(Object.fromEntries(asked)));
	const people = await orPage(desk.settings.users());
	const reasons = await orPage(desk.settings.everyReason());
	return {
		filter: filterIn(Object.entries(said)),
		view: said.view,
		queue,
		people: people.map(({ id, name }) => ({ id, name })),
		teams: [...new Set(people.map(({ team }) => team).filter(Boolean))].sort(),
		reasons: reasons.filter(({ kind }) => kind === 'dispute'),
		unread: AMOUNTS.filter((name) => asked.get(name)?.trim() && !said[name])
	};
};
