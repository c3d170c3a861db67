import type { RequestEvent } from '@sveltejs/kit';
import { can } from '$lib/domain/access';
import { caller } from '$lib/server/trpc/caller';
import { orPage } from '$lib/server/trpc/errors';
import { actionsOf } from '../page-action';

export const load = async (event) => {
	const asked = event.url.searchParams;
	const day = await orPage(caller(event).desk.worklist.day({ page: asked.get('page') ?? 1 }));
	const codes = day.rows.flatMap(({ customerCode }) => customerCode ?? []);
	const about = codes.find((code) => code === asked.get('about')) ?? codes[0];
	const { frame } = await event.parent();
	const mayLook = about !== undefined && can(frame.user.role, 'customers.read');
	return { day, done: asked.get('done'), about: mayLook ? await glance(event, about) : null };
};

/** Of the account of a row, what one wants to know before calling. */
async function glance(event: RequestEvent, code: string) {
	const customer = await orPage(caller(event).desk.customers.page({ code }));
	const { name, address, aging, balance, invoices, contacts, notes, openDisputes } = customer;
	return { code, name, address, aging, balance, invoices, contacts, notes, openDisputes };
}

export const actions = actionsOf('/worklist', {
	postpone: ({ worklist }, { key = '', reason, ...words }) =>
		worklist.postpone({ key, reason, untilOn: words.tomorrow ? '' : words.untilOn }),
	resume: ({ worklist }, { key = '' }) => worklist.resume({ key })
});
