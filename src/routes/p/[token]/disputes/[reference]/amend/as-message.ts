import { DETAIL_LABELS } from '$lib/components/portal/detail-labels';
import { OUTCOME_WORDS } from '$lib/components/portal/outcome-words';
import type { LineFigureKind, ReasonField } from '$lib/domain/disputes/reason-field';
import type { Labels } from '$lib/domain/language';
import { labelOf } from '$lib/i18n/labels';
import { m } from '$lib/i18n/paraglide/messages';
import type { Draft } from '$lib/components/portal/draft';

export interface Sayable {
	invoices: readonly { id: string; number: string }[];
	lines: readonly { id: string; invoiceId: string; description: string }[];
	reasons: readonly {
		code: string;
		labels: Labels;
		asksOutcome: boolean;
		field: ReasonField | null;
		lineFigure: LineFigureKind;
	}[];
}

/** Everything that was typed, as a message to the case: it is not changed any more, and no word is lost. */
export function asMessage(draft: Draft, { invoices, lines, reasons }: Sayable): string {
	const reason = reasons.find(({ code }) => code === draft.reason);
	const chosen = invoices.filter(({ id }) => draft.invoices.includes(id));
	return [
		m.follow_amend_wished(),
		...chosen.flatMap((invoice) =>
			claimRows(invoice, draft, { lines, figure: reason?.lineFigure ?? 'amount' })
		),
		reason ? row(m.common_changed_reason(), labelOf(reason.labels)) : '',
		reason?.asksOutcome && draft.outcome !== 'NOA'
			? row(m.common_changed_outcome(), OUTCOME_WORDS[draft.outcome]?.() ?? '')
			: '',
		detailRow(draft.detail.trim(), reason?.field ?? null),
		draft.explanation.trim()
	]
		.filter(Boolean)
		.join('\n');
}

/** Asked no more, it is said all the same. */
const detailRow = (typed: string, field: ReasonField | null): string =>
	typed && field ? row(DETAIL_LABELS[field](), typed) : typed;

interface ByLine {
	lines: Sayable['lines'];
	figure: LineFigureKind;
}

/** What is contested of an invoice, as it was typed. */
function claimRows(
	{ id, number }: Sayable['invoices'][number],
	{ part, amounts, lines: ticked, figures }: Draft,
	{ lines, figure }: ByLine
): string[] {
	const own = lines.filter((line) => line.invoiceId === id && ticked.includes(line.id));
	if (part === 'lines' && own.length > 0)
		return own.map(({ id: lineId, description }) =>
			row(
				m.common_changed_line({ number, description }),
				figureWords(figures[lineId]?.trim() ?? '', figure)
			)
		);
	const amount = part === 'part' ? amounts[id]?.trim() : '';
	return [row(m.common_changed_invoice({ number }), amount || m.portal_new_whole())];
}

const row = (label: string, value: string): string => m.common_detail_line({ label, value });

function figureWords(text: string, figure: LineFigureKind): string {
	if (!text) return m.portal_new_whole();
	if (figure === 'received') return row(m.common_detail_received_quantity(), text);
	return figure === 'expected' ? row(m.common_detail_expected_price(), text) : text;
}
