import type { RequestEvent } from '@sveltejs/kit';
import { uuidv7 } from 'uuidv7';
import { isDecidedOrOver } from '$lib/domain/disputes/lifecycle';
import { m } from '$lib/i18n/paraglide/messages';
import { caller } from '$lib/server/trpc/caller';
import { orPage } from '$lib/server/trpc/errors';

type Reason = { kind: string; explanationRequired: boolean };

/** With one click: what needs no words. */
export const needsNoWords = ({ kind, explanationRequired }: Reason): boolean =>
	kind === 'dispute' && !explanationRequired;

/** Whose invoices stand open on a list, as its address says, and what was just done to one of them. */
export async function owedNow(event: RequestEvent) {
	const asked = Object.fromEntries(event.url.searchParams);
	return {
		opened: asked.open
			? await orPage(caller(event).desk.customers.owed({ code: asked.open }))
			: null,
		clearing: asked.clear ? await clearingOf(event, asked.clear) : null,
		set: asked.set ?? null,
		cleared: asked.cleared ? await afterwards(event, asked.cleared) : null,
		key: uuidv7()
	};
}

/** What a colleague reads before he clears a dispute; nothing of a case that is decided or over. */
async function clearingOf(event: RequestEvent, reference: string) {
	const found = await orPage(caller(event).desk.disputes.page({ reference }));
	if (isDecidedOrOver(found.status)) return null;
	return {
		...{ id: found.id, reference: found.reference, version: found.version },
		amount: found.toDecide,
		...{ nextMessageOn: found.quiet.nextMessageOn, isTakenBack: found.isTakenBackToday },
		email: found.raiserIsTold ? found.raisedByEmail : '',
		words: m.worklist_owed_clear_words({}, { locale: found.customerLanguage })
	};
}

/** When the next reminder may leave after a dispute was cleared; null: as if it had never been one. */
async function afterwards(event: RequestEvent, reference: string) {
	const found = await orPage(caller(event).desk.disputes.page({ reference }));
	const isTakenBack = found.status === 'not_a_dispute' && found.isTakenBackToday;
	return { nextMessageOn: isTakenBack ? null : found.quiet.nextMessageOn };
}
