import { redirect } from '@sveltejs/kit';
import { addDays } from '$lib/domain/calendar';
import { KEPT_DAYS } from '$lib/components/portal/outbox-item';
import { caseStatus } from '$lib/components/portal/case-status';
import { REFILL } from '$lib/components/portal/outbox-address';
import { money, totals } from '$lib/domain/money';
import { formatDayLong, formatMoney, formatTotals } from '$lib/i18n/format';
import { spoken } from '$lib/i18n/labels';
import { caller } from '$lib/server/trpc/caller';
import { asAppError, orPage, statusOf } from '$lib/server/trpc/errors';
import { hadFiles, portalFilesIn } from '../../../../sent-form';
import { problemsOf } from '../incoming';
import { keepFiles, keptBefore, keptOfRefused } from '../kept-files';
import { OUTCOMES } from '../offered';
import { withoutList } from '../../chosen';
import { MOST_NAMED } from '$lib/domain/receivables/at-once';
import { again, refusedAgain, type Again } from './again';
import { shownAnswer } from './known-words';
import { problemsIn, withMore } from './problems';
import { addToCase } from './add-to-case';
import { answersIt, openedAlready, send, unseen } from './send';
import { findIn, knownTo, shownWith, type Door, type KnownTo } from './known-to';
import { FEW_INVOICES } from './shown-lines';
import { typedIn, type Typed } from './typed';
import { retyped, typedInLanguage } from '$lib/components/portal/other-language';
import { portalForm } from '../../who-acts';
import type { Actions, PageServerLoad, RequestEvent } from './$types';

export const load: PageServerLoad = async (event) => {
	if (event.request.method === 'GET') withoutList(event.url);
	const asked = event.url.searchParams.getAll('invoice').slice(0, MOST_NAMED);
	const form = await orPage(caller(event).portal.disputes.form({ invoiceIds: asked }));
	const free = form.invoices.filter(({ freeMinor }) => freeMinor > 0n);
	// Nothing asked for and one possible: no need to choose.
	const chosen =
		asked.length === 0 && free.length === 1
			? free.map(({ id }) => id)
			: free.filter(({ id }) => asked.includes(id)).map(({ id }) => id);
	const contested = form.invoices.find(
		({ id, freeMinor, cases }) => asked.includes(id) && freeMinor === 0n && cases.length > 0
	);
	const openCase = chosen.length === 0 ? (contested?.cases[0]?.reference ?? null) : null;
	// A form that comes back is shown, whatever became of its invoices meanwhile.
	const comesBack = event.request.method !== 'GET' || event.url.searchParams.has(REFILL);
	if (openCase && !comesBack) redirect(303, `/p/${event.params.token}/disputes/${openCase}`);
	const few = free.length <= FEW_INVOICES ? free.map(({ id }) => id) : chosen;
	return {
		...((free.length > 0 || openCase) && { typedIn: { id: 'dispute' } }),
		// The script of the form has the whole of it once more: only the words that are read.
		reasons: form.reasons.map((reason) => ({ ...reason, labels: spoken(reason.labels) })),
		invoices: free,
		/** Otherwise the others are to be looked for. */
		isAll: form.isAll,
		chosen,
		taken: form.invoices.filter((one) => isTaken(one, asked)).map(takenBy),
		already: free.filter(({ id }) => asked.includes(id)).flatMap(casesIn),
		/** Contested by nobody yet, of what was asked for. */
		left: formatTotals(
			totals(
				free
					.filter(({ id }) => asked.includes(id))
					.map(({ freeMinor: minor, currency }) => ({ minor, currency }))
			)
		),
		key: form.idempotencyKey,
		/** Contests everything that was asked for: what comes back from a device can be added to it. */
		openCase,
		/** Invoices whose lines are on the page. */
		linesOf: few,
		lines: await orPage(caller(event).portal.disputes.lines({ invoiceIds: few })),
		outcomes: OUTCOMES,
		keptUntil: formatDayLong(addDays((await event.parent()).today, KEPT_DAYS))
	};
};

/** Open cases about an invoice, in words: the page downloads neither the rules nor the icons of a status. */
const casesIn = ({ number, currency, cases }: Invoice) =>
	cases.map(({ reference, status, step, claimedMinor }) => ({
		reference,
		number,
		status: caseStatus(status, null, step).words,
		claimed: formatMoney(money(claimedMinor, currency))
	}));

/** Nothing of it is left to contest; where others were asked for, it is no matter. */
const isTaken = ({ id, freeMinor, cases }: Invoice, asked: readonly string[]): boolean =>
	freeMinor === 0n && cases.length > 0 && (asked.length === 0 || asked.includes(id));

const takenBy = ({ number, cases }: Invoice) => ({
	number,
	cases: cases.map(({ reference }) => reference)
});

type Invoice = Awaited<ReturnType<Door['form']>>['invoices'][number];

/** Which button was pressed: send it, show lines, look what is on file before large files leave, "this answers it", or add to the case sent before. */
export const actions: Actions = {
	default: async (event) => {
		const form = await portalForm(event);
		const typed = typedIn(form);
		let outcome: string | Again;
		try {
			outcome = await take(event, typed, form);
		} catch (thrown) {
			return allRefused(event, thrown, typed, form);
		}
		if (typeof outcome !== 'string') return outcome;
		redirect(303, outcome);
	}
};

/** Where to go, or the form again with what has to be read first. Nothing is written then. */
async function take(event: RequestEvent, typed: Typed, form: FormData): Promise<string | Again> {
	const find = findIn(form);
	if (!find && !form.get('step')) {
		// Before what is free is looked at: the case itself has taken its part of it.
		const sentAs = await openedAlready(event, typed, await portalFilesIn(form));
		if (sentAs) return sentAs;
	}
	const known = await knownTo(caller(event).portal.disputes, typed, find);
	const given = { values: typed, hadFiles: hadFiles(form), ...shownWith(known) };
	const from = typedInLanguage(form);
	if (from)
		return again({
			...{ ...given, values: retyped(typed, from, event.locals.language) },
			kept: await keepFiles(event, form)
		});
	switch (find ? 'find' : form.get('step')) {
		case 'find':
		case 'lines':
			return again({ ...given, kept: await keepFiles(event, form) });
		case 'look':
			return again({ ...given, known: await toRead(event, typed, known, form) });
		case 'answers':
			return settledBefore(given, known, {
				settled: await answersIt(event, typed, known),
				kept: await keepFiles(event, form)
			});
		case 'addition':
			return addToCase(event, typed, known, {
				reference: String(form.get('sent') ?? ''),
				files: await portalFilesIn(form)
			});
	}
	// What waited on a device leaves without its author: nobody would read it.
	const found = form.get('known') === 'ask' ? await toRead(event, typed, known, form) : [];
	if (found.length === 0)
		return send(event, typed, known, { files: await portalFilesIn(form), seen: seenIn(form) });
	return again({ ...given, known: found, kept: await keepFiles(event, form) });
}

/** What is on file and was not read yet, in words. */
async function toRead(event: RequestEvent, typed: Typed, known: KnownTo, form: FormData) {
	const found = await unseen(event, typed, known, seenIn(form));
	return found.map((answer) => shownAnswer(answer, `/p/${event.params.token}`));
}
const seenIn = (form: FormData): string[] => form.getAll('seen').map(String);

/** The server stops at the first thing that is wrong: what else the person would meet next is added to it. */
async function allRefused(event: RequestEvent, thrown: unknown, typed: Typed, form: FormData) {
	const refusal = asAppError(thrown);
	const status = statusOf(refusal.code);
	const first = problemsOf(refusal);
	const kept = await keptBefore(event, form).catch(() => []);
	const given = { values: typed, kept, hadFiles: hadFiles(form) };
	const { disputes } = caller(event).portal;
	const known = await knownTo(disputes, typed).catch(() => null);
	if (!known) return refusedAgain(status, given, first);
	if (refusal.code === 'sent_otherwise')
		return refusedAgain(status, sentBefore(given, known, refusal.details.reference!), first);
	const shown = { ...given, ...shownWith(known) };
	if (status !== 400 && status !== 413) return refusedAgain(status, shown, first);
	const found = problemsIn(typed, known, event.locals.language);
	const files = await keptOfRefused(event, form, first);
	const all = withMore(withMore(found, first), files.problems);
	return refusedAgain(status, { ...shown, kept: files.kept }, all);
}

/** Nothing typed is lost with it: the form is on the page, and may leave all the same under a new key. */
const settledBefore = (
	given: { values: Typed; hadFiles: boolean },
	{ idempotencyKey: key, lines }: KnownTo,
	what: Pick<Again, 'settled' | 'kept'>
) => again({ ...given, ...what, lines, values: { ...given.values, key } });

/** Its key is spent: what was changed may leave under a new one. */
const sentBefore = (
	given: { values: Typed; hadFiles: boolean },
	known: KnownTo,
	sentAs: string
) => ({
	...{ ...given, ...shownWith(known), sentAs },
	values: { ...given.values, key: known.idempotencyKey }
});
