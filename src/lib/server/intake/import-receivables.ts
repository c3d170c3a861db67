import { sql } from 'drizzle-orm';
import { AppError } from '$lib/domain/errors';
import type { ImportMapping } from '$lib/domain/intake/mapping';
import { record } from '../audit/record';
import type { InsideScope } from '../auth/scope';
import type { Unit } from '../db/client';
import type { ImportResult } from '../db/schema/imports';
import { takeFieldsTurn } from '../fields/take-fields-turn';
import { syncCredits } from '../payments/sync-credits';
import { syncOpenAmounts, type StatedOpenAmount } from '../payments/sync-open-amount';
import { applyPlan } from './apply-plan';
import { openFlaggedDisputes } from './open-flagged-disputes';
import { planImport, type ImportPlan } from './plan-import';
import { understandFile } from './understand-file';

export interface ImportSource {
	id: string;
	name: string;
	/** What came to be known later is not missing from the file. */
	uploadedAt: Date;
}

/** Imports every good row of a file; doing it again changes nothing. Broken rows are in the result. */
export async function importReceivables(
	unit: Unit<InsideScope>,
	content: Uint8Array,
	mapping: ImportMapping,
	source: ImportSource
): Promise<ImportResult> {
	const file = await understandFile(content, mapping);
	await oneAtATime(unit);
	// Before anything is locked: whoever fills in a field holds the turn when he reaches for an invoice.
	if (mapping.custom) await takeFieldsTurn(unit);
	const plan = settledAsSaid(await planImport(unit, file, mapping, source.uploadedAt), mapping);
	const { held, fieldsFilled } = await applyPlan(unit, plan);
	const moved = ({ invoiceId }: StatedOpenAmount): boolean => held.has(invoiceId);
	const paid = await syncOpenAmounts(unit, plan.invoices.stated.filter(moved), plan.credits);
	const absent = await syncOpenAmounts(unit, plan.absent.filter(moved), plan.credits);
	await syncCredits(unit, [...plan.credits, ...plan.absentCredits]);
	const { opens, ...disputesNotOpened } = await openFlaggedDisputes(unit, plan.invoices.flagged);
	const result = {
		...resultOf(plan, paid),
		disputesOpened: opens,
		disputesNotOpened,
		absentSettled: absent.size,
		...(mapping.custom && { fieldsFilled })
	};
	const { errors, ...counts } = result;
	await record(
		unit,
		'import.confirmed',
		{ kind: 'import', id: source.id },
		{
			name: source.name,
			...counts,
			problems: errors.length,
			// What it replaced is in the audit too.
			traced: true
		}
	);
	return result;
}

/** An invoice that is missing is settled only when somebody said that the file holds them all. */
const settledAsSaid = (plan: ImportPlan, { complete }: ImportMapping): ImportPlan =>
	complete ? plan : { ...plan, absent: [] };

/** Two imports of one organisation at once would both create the same customer. */
async function oneAtATime({ tx, scope }: Unit<InsideScope>): Promise<void> {
	const key = `import ${scope.organisationId}`;
	const { rows } = await tx.execute<{ free: boolean }>(
		sql`select pg_try_advisory_xact_lock(hashtextextended(${key}, 0)) as free`
	);
	if (!rows[0]?.free) throw new AppError('conflict');
}

function resultOf(
	plan: ImportPlan,
	paid: ReadonlySet<string>
): Omit<ImportResult, 'disputesOpened' | 'disputesNotOpened' | 'absentSettled' | 'fieldsFilled'> {
	const { customers, contacts, invoices } = plan;
	const created = new Set(invoices.create.map((one) => one.id));
	const updated = new Set(
		[...invoices.update.map((one) => one.id), ...paid].filter((id) => !created.has(id))
	);
	return {
		rows: plan.rowCount,
		customersCreated: customers.create.length,
		customersUpdated: customers.update.length,
		contactsCreated: contacts.create.length,
		contactsUpdated: contacts.update.length,
		invoicesCreated: created.size,
		invoicesUpdated: updated.size,
		invoicesUnchanged: invoices.all.length - created.size - updated.size,
		paymentsRecorded: paid.size,
		creditNotesCreated: plan.creditNotes.length,
		errors: plan.problems
	};
}
