import type { Decision } from '$lib/domain/dunning/decision';
import { DEFAULT_SCENARIO } from '$lib/domain/dunning/default-scenario';
import { money } from '$lib/domain/money';
import { asOwner } from '../../support/database';
import type { Smtp } from '../../support/smtp';
import type { Journal, Mail } from '../journal';
import type { Town } from './town';
import type { Truth } from './truth';

interface DeliveryRow {
	id: string;
	status: string;
	attempts: number;
	message_id: string;
	response: string | null;
	lease_until: Date | null;
	to_email: string;
	customer_id: string;
	leader_invoice_id: string;
	step_key: string;
	content: Content;
}

type Amount = { minor: string; currency: string };
interface Content {
	items: { invoiceId: string; currency: string; collectibleMinor: string }[];
	overdue: Amount[];
	collectible: Amount[];
}

/** Writes down what the day left in the mail server and in the tables. */
export class Notebook {
	private read = 0;
	private readonly attempts = new Map<string, number>();
	private readonly unknown = new Set<string>();

	constructor(
		private readonly town: Town,
		private readonly journal: Journal,
		private readonly smtp: Smtp
	) {
		this.read = smtp.mails.length;
	}

	async day(on: string, at: Date, truth: Map<string, Truth>): Promise<void> {
		const rows = await this.rows();
		const byMessage = new Map(rows.map((row) => [row.message_id, row]));
		for (const { messageId } of this.smtp.mails.slice(this.read)) {
			const row = byMessage.get(messageId);
			if (row) this.journal.mails.push(mailOf(row, { on, claimedAt: at }, truth));
		}
		this.read = this.smtp.mails.length;
		for (const row of rows) this.look(row, on, at);
		await this.decisions(on, truth);
	}

	private rows = (): Promise<DeliveryRow[]> =>
		asOwner<DeliveryRow>(
			`select d.id, d.status, d.attempts, d.message_id, d.response, d.lease_until, d.to_email,
				n.customer_id, n.leader_invoice_id, n.step_key, n.content
			from delivery d join notice n on n.organisation_id = d.organisation_id and n.id = d.notice_id
			where d.organisation_id = $1`,
			[this.town.inside.organisationId]
		);

	private look(row: DeliveryRow, on: string, at: Date): void {
		const { id, status, attempts, message_id: messageId, response } = row;
		const wire = { deliveryId: id, on, at };
		if (attempts > (this.attempts.get(id) ?? 0)) this.journal.attempts.push(wire);
		this.attempts.set(id, attempts);
		if (status === 'unknown' && !this.unknown.has(id)) {
			this.unknown.add(id);
			this.journal.unknowns.push(wire);
		}
		const leaseUntil = row.lease_until;
		this.journal.rows.push({
			...{ deliveryId: id, on, status, messageId, response, leaseUntil },
			// Leases are counted in the machine's time, not in that of the story.
			seenAt: new Date()
		});
	}

	private async decisions(on: string, truth: Map<string, Truth>): Promise<void> {
		if (!this.journal.wakeDays.has(on)) return;
		const rows = await asOwner<{ customer_id: string; outcome: string; detail: Decision }>(
			`select d.customer_id, d.outcome, d.detail from decision d join run r on r.id = d.run_id
			where r.organisation_id = $1 and r.run_on = $2`,
			[this.town.inside.organisationId, on]
		);
		const found = new Map(rows.map((row) => [row.customer_id, row]));
		const owing = [...truth.values()].filter(({ openMinor }) => openMinor > 0n);
		for (const customerId of new Set(owing.map((invoice) => invoice.customerId))) {
			const row = found.get(customerId);
			const reasons = (row?.detail.reasons ?? []).map(({ code }) => code);
			this.journal.days.push({ customerId, on, outcome: row?.outcome ?? null, reasons });
		}
	}
}

export const positionOf = (key: string): number =>
	DEFAULT_SCENARIO.find((step) => step.key === key)?.position ?? 0;

function mailOf(
	row: DeliveryRow,
	when: Pick<Mail, 'on' | 'claimedAt'>,
	truth: Map<string, Truth>
): Mail {
	const { items, overdue, collectible } = row.content;
	const lines = items.map(({ invoiceId, currency, collectibleMinor }) => ({
		invoiceId,
		currency,
		owedIn: truth.get(invoiceId)?.currency ?? '',
		askedMinor: BigInt(collectibleMinor),
		mostMinor: truth.get(invoiceId)?.mostMinor ?? 0n
	}));
	const totals = overdue.length > 0 ? overdue : collectible;
	return {
		...when,
		customerId: row.customer_id,
		leaderInvoiceId: row.leader_invoice_id,
		stepKey: row.step_key,
		position: positionOf(row.step_key),
		messageId: row.message_id,
		to: row.to_email,
		lines,
		totals: totals.map(({ minor, currency }) => money(BigInt(minor), currency))
	};
}
