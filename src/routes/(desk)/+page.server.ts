import { can } from '$lib/domain/access';
import { caller } from '$lib/server/trpc/caller';
import { orPage } from '$lib/server/trpc/errors';

export const load = async (event) => {
	const desk = caller(event).desk;
	const { frame } = await event.parent();
	const seesDunning = can(frame.user.role, 'dunning.read');
	return {
		mine: await orPage(desk.disputes.queue({ view: 'mine' })),
		mails: seesDunning ? await orPage(desk.delivery.summary()) : null,
		waiting: seesDunning ? await orPage(desk.runs.waiting()) : [],
		imports: can(frame.user.role, 'imports.run')
			? (await orPage(desk.imports.list())).files.slice(0, 3)
			: [],
		toConfirm: seesDunning ? (await orPage(desk.dunning.toConfirm())).length : 0,
		promises: seesDunning ? (await orPage(desk.promises.list())).counts : null,
		mailTrouble: can(frame.user.role, 'mailbox.read') ? await orPage(desk.inbound.trouble()) : null,
		heard: await orPage(desk.customers.heard()),
		alerts: seesDunning ? await orPage(desk.dunning.alerts()) : null,
		today: seesDunning
			? ((await orPage(desk.dunning.runs())).find((run) => run.on === frame.today) ?? null)
			: null
	};
};
