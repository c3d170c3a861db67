import { redirect, type RequestEvent } from '@sveltejs/kit';
import { AppError } from '$lib/domain/errors';
import { caller } from '$lib/server/trpc/caller';
import { refuse } from '$lib/server/trpc/errors';
import { wordsIn } from '../../sent-form';

/** The list as it was on screen, whose address a form sends along. */
function listOf({ url }: RequestEvent): URLSearchParams {
	const asked = new URLSearchParams(url.searchParams);
	for (const name of [...asked.keys()])
		if (name.startsWith('/') || ['clear', 'set', 'cleared'].includes(name)) asked.delete(name);
	return asked;
}

/** The list where it was left: at the customer whose invoices were open. */
function backTo(path: string, asked: URLSearchParams): string {
	const open = asked.get('open');
	return `${path}?${asked}${open ? `#customer-${encodeURIComponent(open)}` : ''}`;
}

/** One click: the whole of an invoice is in dispute. What was done is said, with the way back. */
async function set(path: string, event: RequestEvent) {
	const words = wordsIn(await event.request.formData());
	const asked = listOf(event);
	try {
		if (!words.reasonCode) throw new AppError('reason_required', {}, 'reasonCode');
		const { reference } = await caller(event).desk.disputes.mark({
			invoiceId: words.invoiceId ?? '',
			reasonCode: words.reasonCode,
			idempotencyKey: words.idempotencyKey ?? ''
		});
		asked.set('set', reference);
	} catch (thrown) {
		return refuse(thrown, { ...words, action: 'set' });
	}
	redirect(303, backTo(path, asked));
}

/** After it was confirmed: money goes back to the reminders. */
async function clear(path: string, event: RequestEvent) {
	const words = wordsIn(await event.request.formData());
	const asked = listOf(event);
	try {
		await caller(event).desk.disputes.close({
			disputeId: words.disputeId ?? '',
			to: words.to as never,
			note: words.note ?? '',
			seen: words.seen || undefined
		});
		asked.set('cleared', words.reference ?? '');
	} catch (thrown) {
		return refuse(thrown, { ...words, action: 'clear' });
	}
	redirect(303, backTo(path, asked));
}

/** Of a list that stands at `path`, whose address says whose invoices are open. */
export const owedActions = (path: string) => ({
	set: (event: RequestEvent) => set(path, event),
	clear: (event: RequestEvent) => clear(path, event)
});
