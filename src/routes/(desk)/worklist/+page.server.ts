import type { RequestEvent } from '@sveltejs/kit';
import { can, type Action } from '$lib/domain/access';
import { caller } from '$lib/server/trpc/caller';
import { orPage } from '$lib/server/trpc/errors';
import { owedActions } from '../customers/owed-actions';
import { needsNoWords, owedNow } from '../customers/owed-now';
import { actionsOf } from '../page-action';

export const load = async (event) => {
	const asked = event.url.searchParams;
	const day = await orPage(caller(event).desk.worklist.day({ page: asked.get('page') ?? 1 }));
	const codes = day.rows.flatMap(({ customerCode }) => customerCode ?? []);
	const about = codes.find((code) => code === asked.get('about')) ?? codes[0];
	const { frame } = await event.parent();
	const may = (action: Action) => can(frame.user.role, action);
	const mayLook = about !== undefined && may('customers.read');
	return {
		day,
		done: asked.get('done'),
		about: mayLook ? await glance(event, about) : null,
		may: { set: may('disputes.open') && may('customers.read'), clear: may('disputes.decide') },
		owed: may('customers.read') ? await owedIn(event) : null
	};
};

/** The invoices of one row, to be put in dispute without leaving the day. */
async function owedIn(event: RequestEvent) {
	const owed = await owedNow(event);
	const reasons = owed.opened ? await orPage(caller(event).desk.settings.reasons()) : [];
	return { ...owed, quick: reasons.filter(needsNoWords) };
}

/** Of the account of a row, what one wants to know before calling. */
async function glance(event: RequestEvent, code: string) {
	const customer = await orPage(caller(event).desk.customers.page({ code }));
	const { name, address, aging, balance, invoices, contacts, notes, openDisputes } = customer;
	return { code, name, address, aging, balance, invoices, contacts, notes, openDisputes };
}

export const actions = {
	...owedActions('/worklist'),
	...actionsOf('/worklist', {
		postpone: ({ worklist }, { key = '', reason, ...words }) =>
			worklist.postpone({ key, reason, untilOn: words.tomorrow ? '' : words.untilOn }),
		resume: ({ worklist }, { key = '' }) => worklist.resume({ key })
	})
};
