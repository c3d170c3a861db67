import { redirect, type RequestEvent } from '@sveltejs/kit';
import { caller } from '$lib/server/trpc/caller';
import { orPage, refuse } from '$lib/server/trpc/errors';
import { wordsIn } from '../../../sent-form';
import { fillAction } from '../../fill-action';

export const load = async (event) => {
	const { id } = event.params;
	const desk = caller(event).desk;
	return {
		invoice: await orPage(desk.invoices.page({ id })),
		charges: await orPage(desk.lateCharges.ofInvoice({ invoiceId: id })),
		known: await orPage(desk.fields.ofInvoice({ invoiceId: id })),
		done: event.url.searchParams.get('done') === '',
		filled: event.url.searchParams.get('done') === 'fill'
	};
};

type Door = ReturnType<typeof caller>['desk']['lateCharges'];

const action =
	(work: (door: Door, invoiceId: string, words: Record<string, string>) => Promise<unknown>) =>
	async (event: RequestEvent<{ id: string }>) => {
		const words = wordsIn(await event.request.formData());
		try {
			await work(caller(event).desk.lateCharges, event.params.id, words);
		} catch (thrown) {
			return refuse(thrown, words);
		}
		redirect(303, `/invoices/${event.params.id}?done#late-charges`);
	};

const requested = (invoiceId: string, { kind, amountMinor = '' }: Record<string, string>) => ({
	invoiceId,
	kind: kind as never,
	amountMinor: /^\d{1,18}$/.test(amountMinor) ? BigInt(amountMinor) : 0n
});

export const actions = {
	fill: fillAction(
		({ params }: RequestEvent<{ id: string }>) => `/invoices/${params.id}`,
		(door, { params }, sent) => door.fields.fillInvoice({ invoiceId: params.id, ...sent })
	),
	claim: action((door, id, words) => door.claim(requested(id, words))),
	waive: action((door, id, words) =>
		door.waive({ ...requested(id, words), reason: words.reason ?? '' })
	),
	withdraw: action((door, _id, { chargeId = '', reason = '' }) =>
		door.withdraw({ chargeId, reason })
	)
};
