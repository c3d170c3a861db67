import { can } from '$lib/domain/access';
import { caller } from '$lib/server/trpc/caller';
import { orPage, refuse } from '$lib/server/trpc/errors';
import { filtersIn } from '../filters';
import { mailFilterIn, ORDERS } from './mail-filter';

export const load = async (event) => {
	const { dunning, runs } = caller(event).desk;
	const { frame } = await event.parent();
	const runId = event.params.run;
	const [run, decisions, watch, mails] = await orPage(
		Promise.all([
			dunning.run({ runId }),
			dunning.decisions({ runId, ...filtersIn(event.url) }),
			runs.watch({ runId }),
			runs.mails({ runId, ...mailFilterIn(event.url) })
		])
	);
	return { run, decisions, watch, mails, mayRun: can(frame.user.role, 'dunning.run') };
};

export const actions = {
	order: async (event) => {
		const form = await event.request.formData();
		const kind = ORDERS.find((each) => each === form.get('kind')) ?? 'pause';
		const note = String(form.get('note') ?? '');
		try {
			await caller(event).desk.runs.order({ runId: event.params.run, kind, note });
			return { ordered: kind };
		} catch (thrown) {
			return refuse(thrown, { kind, note });
		}
	}
};
