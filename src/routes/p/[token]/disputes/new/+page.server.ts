import { redirect } from '@sveltejs/kit';
import { addDays } from '$lib/domain/calendar';
import { AppError } from '$lib/domain/errors';
import { caseStatus } from '$lib/components/portal/case-status';
import { money, totals } from '$lib/domain/money';
import { formatDayLong, formatMoney, formatTotals } from '$lib/i18n/format';
import { caller } from '$lib/server/trpc/caller';
import { asAppError, orPage, statusOf } from '$lib/server/trpc/errors';
import { filesIn, hadFiles, type SentFile } from '../../../../sent-form';
import { problemsOf, refused, refusedFor, type FieldProblem } from '../incoming';
import { problemsIn, withMore } from './problems';
import { itemsIn, typedIn, type Typed } from './typed';
import type { Actions, PageServerLoad, RequestEvent } from './$types';

export const load: PageServerLoad = async (event) => {
	const form = await orPage(caller(event).portal.disputes.form());
	const asked = event.url.searchParams.getAll('invoice');
	const free = form.invoices.filter(({ freeMinor }) => freeMinor > 0n);
	// Nothing asked for and one possible: no need to choose.
	const chosen =
		asked.length === 0 && free.length === 1
			? free.map(({ id }) => id)
			: free.filter(({ id }) => asked.includes(id)).map(({ id }) => id);
	const contested = form.invoices.find(
		({ id, freeMinor, cases }) => asked.includes(id) && freeMinor === 0n && cases.length > 0
	);
	if (contested && chosen.length === 0)
		redirect(303, `/p/${event.params.token}/disputes/${contested.cases[0]!.reference}`);
	return {
		reasons: form.reasons,
		invoices: free,
		chosen,
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
		outcomes: OUTCOMES,
		keptUntil: formatDayLong(addDays((await event.parent()).today, KEPT_DAYS))
	};
};

/** Open cases about an invoice, in words: the page downloads neither the rules nor the icons of a status. */
const casesIn = ({ number, currency, cases }: Invoice) =>
	cases.map(({ reference, status, claimedMinor }) => ({
		reference,
		number,
		status: caseStatus(status).words,
		claimed: formatMoney(money(claimedMinor, currency))
	}));

type Invoice = Awaited<ReturnType<Door['form']>>['invoices'][number];

/** Some browsers forget what a page kept after a week without a visit. */
const KEPT_DAYS = 6;

/** As the customer may want to ask; "no preference" first. */
const OUTCOMES = ['NOA', 'CNP', 'CNF', 'NIN', 'PIN', 'CNA', 'OTH'] as const;

export const actions: Actions = {
	default: async (event) => {
		const form = await event.request.formData();
		const typed = typedIn(form);
		let location: string;
		try {
			location = await send(event, typed, await filesIn(form));
		} catch (thrown) {
			return allRefused(event, thrown, typed, form);
		}
		redirect(303, location);
	}
};

/** The server stops at the first thing that is wrong: what else the person would meet next is added to it. */
async function allRefused(event: RequestEvent, thrown: unknown, typed: Typed, form: FormData) {
	const refusal = asAppError(thrown);
	const status = statusOf(refusal.code);
	const first = problemsOf(refusal);
	if (status !== 400 && status !== 413) return refused(refusal, typed, hadFiles(form));
	const { disputes } = caller(event).portal;
	const known = await disputes.form().catch(() => null);
	if (!known) return refused(refusal, typed, hadFiles(form));
	const found = problemsIn(typed, known, event.locals.language);
	const wereSeen = first.some(({ field }) => field === 'files');
	const ofFiles = wereSeen ? [] : await fileProblems(disputes, form);
	return refusedFor(withMore(withMore(found, first), ofFiles), status, typed, hadFiles(form));
}

/** The files of a form refused before anybody looked at them. */
async function fileProblems(disputes: Door, form: FormData): Promise<FieldProblem[]> {
	try {
		await disputes.checkFiles({ files: await filesIn(form) });
		return [];
	} catch (thrown) {
		return problemsOf(asAppError(thrown));
	}
}

type Door = ReturnType<typeof caller>['portal']['disputes'];

async function send(event: RequestEvent, typed: Typed, files: SentFile[]): Promise<string> {
	const { disputes } = caller(event).portal;
	const base = `/p/${event.params.token}`;
	const known = await disputes.form();
	const reason = known.reasons.find(({ code }) => code === typed.reason);
	if (typed.invoices.length === 0) throw new AppError('invoice_required', {}, 'invoice');
	if (!reason) throw new AppError('reason_required', {}, 'reason');
	if (reason.kind === 'answer') {
		await disputes.answer({
			reasonCode: reason.code,
			invoiceIds: typed.invoices,
			explanation: typed.explanation
		});
		return `${base}/invoices/${typed.invoices[0]}?noted`;
	}
	const opened = await disputes.open({
		items: itemsIn(
			typed,
			new Map(known.invoices.map(({ id, currency }) => [id, currency])),
			event.locals.language
		),
		reasonCode: typed.reason,
		requestedOutcome: typed.outcome,
		explanation: typed.explanation,
		idempotencyKey: typed.key,
		language: event.locals.language,
		files
	});
	return `${base}/disputes/${opened.reference}?sent`;
}
