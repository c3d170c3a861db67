import type { RequestEvent } from '@sveltejs/kit';
import { AppError } from '$lib/domain/errors';
import type { KnownAnswer } from '$lib/domain/disputes/known-answers';
import { shownKey } from '$lib/domain/disputes/known-answers';
import { detailWords } from '$lib/i18n/detail-words';
import type { Language } from '$lib/i18n/language';
import { labelOf } from '$lib/i18n/labels';
import { caller } from '$lib/server/trpc/caller';
import { asAppError } from '$lib/server/trpc/errors';
import type { portalFilesIn } from '../../../../sent-form';
import { claimsOf, type Item } from './claims';
import { detailIn } from './detail';
import { explanationIn } from './explanation';
import type { KnownTo, Reason } from './known-to';
import { isRefused, paidIn } from './paid';
import { problemsIn } from './problems';
import { textOf, type Typed } from './typed';

export type SentFiles = Awaited<ReturnType<typeof portalFilesIn>>;

/** What is on file and was not shown yet; nothing while something else is wrong. */
export async function unseen(
	event: RequestEvent,
	typed: Typed,
	known: KnownTo,
	seen: readonly string[]
): Promise<KnownAnswer[]> {
	if (known.reason?.kind !== 'dispute') return [];
	if (problemsIn(typed, known, event.locals.language).length > 0) return [];
	const found = await caller(event).portal.disputes.known(askedFor(typed, known));
	return found.filter((answer) => !seen.includes(shownKey(answer)));
}

const askedFor = (typed: Typed, known: KnownTo) => ({
	invoiceIds: typed.invoices,
	reasonCode: typed.reason,
	detail: detailIn(typed, known)
});

/** Somebody says that what is on file answers it; no case is opened. @returns the numbers of its invoices */
export async function answersIt(
	event: RequestEvent,
	typed: Typed,
	known: KnownTo
): Promise<string[]> {
	if (!known.reason) throw new AppError('reason_required', {}, 'reason');
	await caller(event).portal.disputes.answeredItself({
		...askedFor(typed, known),
		idempotencyKey: typed.key
	});
	return known.invoices.filter(({ id }) => typed.invoices.includes(id)).map(({ number }) => number);
}

/** Opens the case, or takes note of an answer. */
export async function send(
	event: RequestEvent,
	typed: Typed,
	known: KnownTo,
	sent: { files: SentFiles; seen: string[] }
): Promise<string> {
	const { disputes } = caller(event).portal;
	const base = `/p/${event.params.token}`;
	const { reason } = known;
	if (typed.invoices.length === 0) throw new AppError('invoice_required', {}, 'invoice');
	if (!reason) throw new AppError('reason_required', {}, 'reason');
	if (reason.kind === 'answer') {
		if (reason.code === 'already_paid') return claimPaid(event, typed, known, sent.files);
		await sendAlong(event, typed, reason, sent.files);
		await disputes.answer({
			reasonCode: reason.code,
			invoiceIds: typed.invoices,
			explanation: typed.explanation,
			language: event.locals.language,
			idempotencyKey: typed.key || undefined
		});
		return `${base}/invoices/${typed.invoices[0]}?noted`;
	}
	const opened = await disputes.open({
		items: itemsIn(typed, known, event.locals.language),
		reasonCode: typed.reason,
		// What is not asked is not wanted, whatever was chosen before the reason changed.
		requestedOutcome: reason.asksOutcome ? typed.outcome : 'NOA',
		explanation: explanationIn(typed, known, event.locals.language),
		detail: detailIn(typed, known),
		idempotencyKey: typed.key,
		language: event.locals.language,
		typed: textOf(typed),
		...sent
	});
	return sentPage(event, opened);
}

/** Where the case is that this very form has opened; null when it has not. @throws sent_otherwise */
export async function openedAlready(
	event: RequestEvent,
	typed: Typed,
	files: SentFiles
): Promise<string | null> {
	// Too short to be a key: refused with the rest of the form.
	if (typed.key.length < 8) return null;
	const opened = await caller(event).portal.disputes.opened({
		...{ typed: textOf(typed), idempotencyKey: typed.key, files }
	});
	return opened && sentPage(event, opened);
}

const sentPage = (event: RequestEvent, { reference }: { reference: string }): string =>
	`/p/${event.params.token}/disputes/${reference}?sent`;

/** An answer opens no case: its proof, and what was typed beside it, reach staff as a message. */
async function sendAlong(
	event: RequestEvent,
	typed: Typed,
	reason: Reason,
	files: SentFiles
): Promise<void> {
	if (files.length === 0) return;
	const { language } = event.locals;
	const value = typed.detail.trim();
	const detail = reason.field && value ? { field: reason.field, value } : null;
	const words = [labelOf(reason.labels, language), detailWords(detail), typed.explanation.trim()];
	await caller(event).portal.customers.write({
		kind: 'question',
		body: words.filter(Boolean).join('\n'),
		invoiceIds: typed.invoices,
		...{ language, files, idempotencyKey: typed.key }
	});
}

/** The same as on the page of payments: somebody looks at the bank, and the proof goes with it. */
async function claimPaid(
	event: RequestEvent,
	typed: Typed,
	{ invoices }: KnownTo,
	files: SentFiles
): Promise<string> {
	const { language } = event.locals;
	const { payments } = caller(event).portal;
	// Sent again once it is booked, its invoices are in no list: their currencies are those they were.
	const settled = await payments.currencies({ invoiceIds: typed.invoices });
	const found = paidIn(typed, [...invoices, ...settled], language);
	if (isRefused(found)) throw found[0]!;
	const said = {
		reference: typed.paid?.reference ?? '',
		note: typed.explanation.trim(),
		language
	};
	const claims = found.map((claim) => ({ ...claim, ...said }));
	const { claimId } = await payments.claimEach({ claims, files }).catch(sayElsewhere);
	return `/p/${event.params.token}/pay?claimed=${claimId}`;
}

/** How much of each invoice, and whether it is more than all of them, is asked on the page of payments only. */
function sayElsewhere(thrown: unknown): never {
	const { code, details } = asAppError(thrown);
	if (code === 'claim_parts_unknown')
		throw new AppError('claim_parts_elsewhere', details, 'paidAmount');
	if (code === 'claim_above') throw new AppError('claim_above_elsewhere', details, 'paidAmount');
	throw thrown;
}

/** @throws what is wrong with an amount or a line */
export function itemsIn(
	typed: Typed,
	known: Pick<KnownTo, 'invoices' | 'lines' | 'reason'>,
	language: Language
): Item[] {
	const figure = known.reason?.lineFigure ?? 'amount';
	return typed.invoices.flatMap((id) => {
		const invoice = known.invoices.find((found) => found.id === id);
		// Not his, or settled meanwhile: the door says which.
		if (!invoice) return [{ invoiceId: id }];
		return claimsOf(invoice, { typed, lines: known.lines, figure, language }).map((claim) => {
			if (claim instanceof AppError) throw claim;
			return claim;
		});
	});
}
