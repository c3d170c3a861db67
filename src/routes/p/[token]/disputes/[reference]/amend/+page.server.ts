import { fail, redirect } from '@sveltejs/kit';
import { uuidv7 } from 'uuidv7';
import { addDays } from '$lib/domain/calendar';
import { KEPT_DAYS } from '$lib/components/portal/outbox-item';
import { formatDayLong, formatMoney } from '$lib/i18n/format';
import { m } from '$lib/i18n/paraglide/messages';
import { caller } from '$lib/server/trpc/caller';
import { asAppError, orPage, statusOf } from '$lib/server/trpc/errors';
import { hadFiles, portalFilesIn } from '../../../../../sent-form';
import { problemsOf, type FieldProblem } from '../../incoming';
import { keepFiles, keptOfRefused, type KeptFile } from '../../kept-files';
import { problemsIn, withMore } from '../../new/problems';
import { findIn } from '../../new/known-to';
import { itemsIn } from '../../new/send';
import { FEW_INVOICES } from '../../new/shown-lines';
import { typedIn, type Typed } from '../../new/typed';
import { OUTCOMES } from '../../offered';
import { answerOf, type Given } from './answer';
import { asMessage } from './as-message';
import { typedFrom } from './prefill';
import { wordsOf } from './words-of';
import { retyped, typedInLanguage } from '$lib/components/portal/other-language';
import { portalForm } from '../../../who-acts';
import type { Actions, PageServerLoad, RequestEvent } from './$types';

export const load: PageServerLoad = async (event) => {
	const { reference } = event.params;
	const { disputes } = caller(event).portal;
	const {
		said,
		before,
		amendments: _amendments,
		...found
	} = await orPage(disputes.amendForm({ reference }));
	const chosen = [...new Set(said.items.map(({ invoiceId }) => invoiceId))];
	const few = found.invoices.length <= FEW_INVOICES ? found.invoices.map(({ id }) => id) : chosen;
	const lines = await disputes.amendLines({ reference, invoiceIds: few });
	return {
		...found,
		/** In words: the page downloads no way to write an amount. */
		settledBefore: before
			? m.follow_settled_before({
					amount: formatMoney(before.settled),
					reference: before.reference
				})
			: '',
		typedIn: { id: 'dispute' },
		chosen,
		linesOf: few,
		lines,
		draft: typedFrom(said, { ...found, lines }, event.locals.language),
		key: uuidv7(),
		outcomes: OUTCOMES,
		keptUntil: formatDayLong(addDays((await event.parent()).today, KEPT_DAYS))
	};
};

/** The changes, the lines of what was ticked, or, when somebody was faster, the same words as a message. */
export const actions: Actions = {
	default: async (event) => {
		const form = await portalForm(event);
		const from = typedInLanguage(form);
		const isMessage = form.get('step') === 'message';
		const typed = typedIn(form);
		let to: string;
		try {
			if (from)
				return await inOtherLanguage(event, retyped(typed, from, event.locals.language), form);
			if (findIn(form) || form.get('step') === 'lines')
				return answerOf(await givenIn(event, typed, form, await keepFiles(event, form)));
			to = isMessage ? await write(event, form) : await amend(event, typed, form);
		} catch (thrown) {
			return isMessage ? messageRefused(event, thrown, form) : refused(event, thrown, typed, form);
		}
		redirect(303, `/p/${event.params.token}/disputes/${event.params.reference}?${to}`);
	}
};

/** What the form offers, with the lines of what was chosen. */
async function knownTo(event: RequestEvent, typed: Typed, find = '') {
	const reference = event.params.reference!;
	const { disputes } = caller(event).portal;
	const found = await disputes.amendForm({ reference, invoiceIds: typed.invoices, find });
	const lines =
		typed.part === 'lines'
			? await disputes.amendLines({ reference, invoiceIds: typed.invoices })
			: [];
	return { ...found, lines, reason: found.reasons.find(({ code }) => code === typed.reason) };
}

async function amend(event: RequestEvent, typed: Typed, form: FormData): Promise<string> {
	const known = await knownTo(event, typed);
	const { reason } = known;
	const changed = await caller(event).portal.disputes.amend({
		reference: known.reference,
		seen: String(form.get('version') ?? '') || undefined,
		items: itemsIn(typed, known, event.locals.language),
		reasonCode: typed.reason,
		// What is not asked is not wanted, whatever was chosen before the reason changed.
		requestedOutcome: reason?.asksOutcome ? typed.outcome : 'NOA',
		...wordsOf(typed, known, event.locals.language),
		idempotencyKey: typed.key,
		files: await portalFilesIn(form)
	});
	return changed ? 'amended' : 'same';
}

async function write(event: RequestEvent, form: FormData): Promise<string> {
	await caller(event).portal.disputes.reply({
		reference: event.params.reference!,
		body: String(form.get('message') ?? ''),
		idempotencyKey: String(form.get('key') ?? ''),
		files: await portalFilesIn(form)
	});
	return 'replied#conversation';
}

async function givenIn(
	event: RequestEvent,
	typed: Typed,
	form: FormData,
	kept: KeptFile[]
): Promise<Given> {
	const { lines, ...known } = await knownTo(event, typed, findIn(form));
	const seen = String(form.get('version') ?? '');
	return { typed, lines, known, seen, hadFiles: hadFiles(form), kept };
}

/** As a message it stays one. */
async function inOtherLanguage(event: RequestEvent, typed: Typed, form: FormData) {
	const given = await givenIn(event, typed, form, await keepFiles(event, form));
	const message = form.has('message') ? String(form.get('message')) : undefined;
	return answerOf(message === undefined ? given : { ...given, message });
}

async function refused(event: RequestEvent, thrown: unknown, typed: Typed, form: FormData) {
	const refusal = asAppError(thrown);
	const first = problemsOf(refusal);
	const { kept, problems } = await keptOfRefused(event, form, first);
	const given = await givenIn(event, typed, form, kept);
	const { known, lines } = given;
	if (!known.mayAmend)
		return fail(409, answerOf({ ...given, message: asMessage(typed, { ...known, lines }) }));
	const status = statusOf(refusal.code);
	const isStale = refusal.code === 'case_changed';
	if (status !== 400) return fail(status, answerOf({ ...given, isStale }, first));
	// The server stops at the first thing that is wrong: what else the person would meet next is added to it.
	const found = problemsIn(typed, { ...known, lines }, event.locals.language);
	return fail(status, answerOf(given, withMore(withMore(found, first), problems)));
}

/** Its words are kept, in the message. */
async function messageRefused(event: RequestEvent, thrown: unknown, form: FormData) {
	const refusal = asAppError(thrown);
	const message = String(form.get('message') ?? '');
	const first: FieldProblem[] = problemsOf(refusal).map(({ field, ...problem }) => ({
		...problem,
		field: field === 'body' ? 'message' : field
	}));
	const { kept, problems } = await keptOfRefused(event, form, first);
	const given = await givenIn(event, typedIn(form), form, kept);
	return fail(statusOf(refusal.code), answerOf({ ...given, message }, withMore(first, problems)));
}
