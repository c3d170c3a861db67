import type { RequestEvent } from '@sveltejs/kit';
import { detailWords } from '$lib/i18n/detail-words';
import { labelOf } from '$lib/i18n/labels';
import { m } from '$lib/i18n/paraglide/messages';
import { say } from '$lib/i18n/words';
import { caller } from '$lib/server/trpc/caller';
import { detailIn } from './detail';
import { explanationIn } from './explanation';
import type { KnownTo } from './known-to';
import type { SentFiles } from './send';
import type { Typed } from './typed';

/** What was changed after the form had left, told as a message to the case it opened. */
export async function addToCase(
	event: RequestEvent,
	typed: Typed,
	known: KnownTo,
	{ reference, files }: { reference: string; files: SentFiles }
): Promise<string> {
	const { disputes } = caller(event).portal;
	const sent = await disputes.show({ reference });
	const words = [
		m.portal_new_added(),
		...changesIn(typed, known, sent),
		...amountsIn(typed, known),
		...linesIn(typed, known),
		detailRow(typed, known),
		explanationIn(typed, known, event.locals.language)
	];
	const body = words.filter(Boolean).join('\n');
	await disputes.reply({ reference, body, idempotencyKey: typed.key, files });
	return `/p/${event.params.token}/disputes/${reference}?replied`;
}

type Sent = Awaited<ReturnType<ReturnType<typeof caller>['portal']['disputes']['show']>>;

/** Other invoices, another reason or wish than the case was opened with. */
function changesIn(typed: Typed, { invoices, reason }: KnownTo, sent: Sent): string[] {
	const chosen = invoices.filter(({ id }) => typed.invoices.includes(id));
	const isSent = new Set(sent.items.map(({ invoiceId }) => invoiceId));
	const isOther = chosen.length < isSent.size || chosen.some(({ id }) => !isSent.has(id));
	const numbers = chosen.map(({ number }) => number).join(', ');
	const label = reason ? labelOf(reason.labels) : '';
	const outcome = reason?.asksOutcome && typed.outcome !== sent.requestedOutcome;
	return [
		isOther && numbers ? m.portal_new_added_invoices({ numbers }) : '',
		label && label !== labelOf(sent.labels) ? m.portal_new_added_reason({ reason: label }) : '',
		outcome ? m.portal_new_added_outcome({ outcome: say(`portal_outcome_${typed.outcome}`) }) : ''
	];
}

const amountsIn = (typed: Typed, { invoices }: KnownTo): string[] =>
	invoices
		.filter(({ id }) => typed.part === 'part' && typed.invoices.includes(id) && typed.amounts[id])
		.map(({ id, number }) => m.portal_new_added_amount({ number, amount: typed.amounts[id]! }));

/** As typed: the figure is what the reason asks for, or nothing for the whole line. */
const linesIn = (typed: Typed, { lines }: KnownTo): string[] =>
	lines
		.filter(({ id }) => typed.part === 'lines' && typed.lines.includes(id))
		.map(({ id, description: line }) => {
			const figure = typed.figures[id]?.trim();
			return figure
				? m.portal_new_added_figure({ line, figure })
				: m.portal_new_added_line({ line });
		});

function detailRow(typed: Typed, known: KnownTo): string {
	const value = detailIn(typed, known);
	return known.reason?.field && value ? detailWords({ field: known.reason.field, value }) : '';
}
