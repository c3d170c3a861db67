import { eq, sql } from 'drizzle-orm';
import { uuidv7 } from 'uuidv7';
import { localDate } from '$lib/domain/calendar';
import { createLink, linkPath } from '$lib/server/auth/links';
import type { SystemScope } from '$lib/server/auth/scope';
import { unitOfWork, type Unit } from '$lib/server/db/client';
import { contact, customer, hold } from '$lib/server/db/schema/customers';
import { assignment } from '$lib/server/db/schema/assignments';
import { dispute, disputeItem, disputeTransition } from '$lib/server/db/schema/disputes';
import { invoice, invoiceLine } from '$lib/server/db/schema/invoices';
import { allocation, payment } from '$lib/server/db/schema/payments';
import { organisation } from '$lib/server/db/schema/organisations';
import { user } from '$lib/server/db/schema/users';
import { createOrganisation, type NewOrganisation } from '$lib/server/settings/create-organisation';
import { reasonByCode } from '$lib/server/settings/queries';

export type CustomerRow = typeof customer.$inferSelect;
export type ContactRow = typeof contact.$inferSelect;
export type InvoiceRow = typeof invoice.$inferSelect;
export type DisputeRow = typeof dispute.$inferSelect;
export type AssignmentRow = typeof assignment.$inferSelect;

let last = 0;
/** A number no other row of this test file has. */
const next = (): number => ++last;

const identity = (unit: Unit<SystemScope>) => ({
	organisationId: unit.scope.organisationId,
	id: uuidv7()
});

export function buildOrganisation(fields: Partial<NewOrganisation> = {}): Promise<SystemScope> {
	const number = next();
	return createOrganisation({
		slug: `organisation-${number}`,
		name: `Organisation ${number}`,
		email: `compta@organisation-${number}.test`,
		...fields
	});
}

export const buildUser = (inside: SystemScope, fields: Partial<typeof user.$inferInsert> = {}) =>
	unitOfWork(inside, async (unit) => {
		const number = next();
		const [row] = await unit.tx
			.insert(user)
			.values({
				...identity(unit),
				email: `user-${number}@organisation.test`,
				name: `User ${number}`,
				role: 'collector',
				passwordHash: 'no password opens this',
				createdAt: unit.now,
				...fields
			})
			.returning();
		return row!;
	});

export const buildCustomer = (
	inside: SystemScope,
	fields: Partial<typeof customer.$inferInsert> = {}
) =>
	unitOfWork(inside, async (unit) => {
		const number = next();
		const [row] = await unit.tx
			.insert(customer)
			.values({
				...identity(unit),
				code: `C${number}`,
				name: `Customer ${number}`,
				createdAt: unit.now,
				...fields
			})
			.returning();
		return row!;
	});

export const buildContact = (
	inside: SystemScope,
	of: CustomerRow,
	fields: Partial<typeof contact.$inferInsert> = {}
) =>
	unitOfWork(inside, async (unit) => {
		const number = next();
		const [row] = await unit.tx
			.insert(contact)
			.values({
				...identity(unit),
				customerId: of.id,
				name: `Contact ${number}`,
				email: `contact-${number}@customer.test`,
				createdAt: unit.now,
				...fields
			})
			.returning();
		return row!;
	});

/** 1,000.00 euros, ten days late on the usual test day. */
export const buildInvoice = (
	inside: SystemScope,
	of: CustomerRow,
	fields: Partial<typeof invoice.$inferInsert> = {}
) =>
	unitOfWork(inside, async (unit) => {
		const [row] = await unit.tx
			.insert(invoice)
			.values({
				...identity(unit),
				customerId: of.id,
				number: `F-${next()}`,
				issuedOn: localDate('2026-01-22'),
				dueOn: localDate('2026-02-21'),
				currency: 'EUR',
				totalMinor: 100_000n,
				createdAt: unit.now,
				...fields
			})
			.returning();
		return row!;
	});

export const buildInvoiceLine = (
	inside: SystemScope,
	of: Pick<InvoiceRow, 'id' | 'customerId'>,
	fields: Partial<typeof invoiceLine.$inferInsert> = {}
) =>
	unitOfWork(inside, async (unit) => {
		const [row] = await unit.tx
			.insert(invoiceLine)
			.values({
				...identity(unit),
				customerId: of.customerId,
				invoiceId: of.id,
				position: next(),
				description: 'Chêne massif, 27 mm',
				quantity: '10',
				unitPriceMinor: 10_000n,
				totalMinor: 100_000n,
				...fields
			})
			.returning();
		return row!;
	});

/** Received and allocated to the invoice: the whole of it unless told. */
export const buildPayment = (
	inside: SystemScope,
	of: InvoiceRow,
	amountMinor: bigint = of.totalMinor
) =>
	unitOfWork(inside, async (unit) => {
		const common = { customerId: of.customerId, createdAt: unit.now };
		const [row] = await unit.tx
			.insert(payment)
			.values({
				...identity(unit),
				...common,
				receivedOn: unit.today,
				currency: of.currency,
				totalMinor: amountMinor,
				source: 'staff'
			})
			.returning();
		await unit.tx.insert(allocation).values({
			...identity(unit),
			...common,
			invoiceId: of.id,
			paymentId: row!.id,
			allocatedOn: unit.today,
			amountMinor
		});
		return row!;
	});

/** Received without saying for which invoice: 551.31 unless told. */
export const buildCredit = (inside: SystemScope, of: CustomerRow, totalMinor = 55_131n) =>
	unitOfWork(inside, async (unit) => {
		await unit.tx.insert(payment).values({
			...identity(unit),
			customerId: of.id,
			receivedOn: unit.today,
			currency: 'EUR',
			totalMinor,
			source: 'staff',
			createdAt: unit.now
		});
	});

export const buildHold = (
	inside: SystemScope,
	of: CustomerRow,
	fields: Partial<typeof hold.$inferInsert> = {}
) =>
	unitOfWork(inside, async (unit) => {
		const [row] = await unit.tx
			.insert(hold)
			.values({
				...identity(unit),
				customerId: of.id,
				kind: 'manual',
				reason: 'Accord commercial',
				createdAt: unit.now,
				createdBy: 'Test',
				...fields
			})
			.returning();
		return row!;
	});

interface DisputeFields extends Partial<typeof dispute.$inferInsert> {
	claimedMinor?: bigint;
	reasonCode?: string;
}

/** A case about one invoice, the whole of it unless told, written as rows: for tests that begin in the middle of a case. */
export const buildDispute = (
	inside: SystemScope,
	of: InvoiceRow,
	fields: DisputeFields = {}
): Promise<DisputeRow> => unitOfWork(inside, (unit) => writeDispute(unit, of, fields));

/** The same in a transaction that does more. */
export async function writeDispute(
	unit: Unit<SystemScope>,
	of: InvoiceRow,
	{ claimedMinor = of.totalMinor, reasonCode = 'price_unit', ...rest }: DisputeFields = {}
): Promise<DisputeRow> {
	const { id: reasonId } = await reasonByCode(unit, reasonCode);
	const [row] = await unit.tx
		.insert(dispute)
		.values({
			...identity(unit),
			...caseOf(of, unit),
			reference: await nextReference(unit),
			reasonId,
			...rest
		})
		.returning();
	await addItem(unit, row!, of, claimedMinor);
	await addFirstTransition(unit, row!);
	return row!;
}

const caseOf = (of: InvoiceRow, unit: Unit<SystemScope>) => ({
	customerId: of.customerId,
	status: 'submitted' as const,
	requestedOutcome: 'NOA' as const,
	explanation: 'Le prix convenu était plus bas.',
	source: 'portal' as const,
	raisedByName: 'Ana Petit',
	raisedByEmail: 'ana@customer.test',
	language: 'fr' as const,
	openedAt: unit.now,
	openedOn: unit.today,
	answerDueOn: localDate('2026-03-09'),
	idempotencyKey: uuidv7()
});

async function nextReference(unit: Unit<SystemScope>): Promise<string> {
	const [row] = await unit.tx
		.update(organisation)
		.set({ disputeSequence: sql`${organisation.disputeSequence} + 1` })
		.where(eq(organisation.id, unit.scope.organisationId))
		.returning({ number: organisation.disputeSequence });
	return `LIT-${unit.today.slice(0, 4)}-${String(row!.number).padStart(6, '0')}`;
}

const addItem = (
	unit: Unit<SystemScope>,
	of: DisputeRow,
	about: InvoiceRow,
	claimedMinor: bigint
) =>
	unit.tx.insert(disputeItem).values({
		...identity(unit),
		customerId: of.customerId,
		disputeId: of.id,
		invoiceId: about.id,
		currency: about.currency,
		claimedMinor
	});

const addFirstTransition = (unit: Unit<SystemScope>, of: DisputeRow) =>
	unit.tx.insert(disputeTransition).values({
		...identity(unit),
		customerId: of.customerId,
		disputeId: of.id,
		toStatus: of.status,
		at: unit.now,
		on: unit.today,
		byKind: 'customer',
		byName: of.raisedByName
	});

export const buildAssignment = (
	inside: SystemScope,
	of: DisputeRow,
	fields: Partial<typeof assignment.$inferInsert> = {}
) =>
	unitOfWork(inside, async (unit) => {
		const [row] = await unit.tx
			.insert(assignment)
			.values({
				...identity(unit),
				customerId: of.customerId,
				disputeId: of.id,
				resolverName: 'Karim Benali',
				resolverEmail: 'karim@organisation.test',
				dueOn: localDate('2026-03-06'),
				assignedAt: unit.now,
				assignedBy: 'Test',
				...fields
			})
			.returning();
		return row!;
	});

/** Path of a fresh link of this contact, `/p/…`. */
export const buildPortalLink = (inside: SystemScope, holder: ContactRow): Promise<string> =>
	unitOfWork(inside, async (unit) => {
		const linkId = await createLink(unit, {
			kind: 'portal',
			customerId: holder.customerId,
			contactId: holder.id,
			holderName: holder.name,
			holderEmail: holder.email,
			language: holder.language ?? 'fr'
		});
		return linkPath('portal', linkId);
	});

/** Path of a fresh link of this resolver, `/r/…`. */
export const buildResolverLink = (inside: SystemScope, of: AssignmentRow): Promise<string> =>
	unitOfWork(inside, async (unit) => {
		const linkId = await createLink(unit, {
			kind: 'resolver',
			customerId: of.customerId,
			disputeId: of.disputeId,
			assignmentId: of.id,
			holderName: of.resolverName,
			holderEmail: of.resolverEmail,
			language: of.language
		});
		return linkPath('resolver', linkId);
	});
