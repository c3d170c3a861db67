import { localDate } from '$lib/domain/calendar';
import { ROLES, type Role } from '$lib/domain/access';
import type { DeskScope, SystemScope } from '$lib/server/auth/scope';
import {
	buildAssignment,
	buildContact,
	buildCustomer,
	buildDispute,
	buildInvoice,
	buildOrganisation,
	buildPayment,
	buildPortalLink,
	buildResolverLink,
	buildUser,
	type AssignmentRow,
	type ContactRow,
	type CustomerRow,
	type DisputeRow,
	type InvoiceRow
} from './factories';
import { deskScopeOf, type UserRow } from './scopes';

/** A customer with what it owes on the usual test day, 2026-03-03. */
export interface Account {
	customer: CustomerRow;
	contact: ContactRow;
	/** 1,000.00, ten days late. */
	overdue: InvoiceRow;
	/** 500.00, due in ten days: inside the preventive window. */
	dueSoon: InvoiceRow;
	/** 300.00, paid in full. */
	paid: InvoiceRow;
	/** 800.00, one day late, of which `dispute` claims 200.00. */
	contested: InvoiceRow;
	dispute: DisputeRow;
	assignment: AssignmentRow;
	portalPath: string;
	resolverPath: string;
}

export interface Company {
	inside: SystemScope;
	users: Record<Role, UserRow>;
	desk: Record<Role, DeskScope>;
	/** The customer most tests speak about. */
	account: Account;
	/** Another customer of the same company, who must never appear to the first. */
	neighbour: Account;
}

/** Two companies with the same shape: what one sees, the other must not. */
export async function buildWorld(): Promise<{ ours: Company; other: Company }> {
	const ours = await buildCompany(
		{ slug: 'menuiserie', name: 'Menuiserie Dupont', email: 'compta@menuiserie.test' },
		'm'
	);
	const other = await buildCompany(
		{
			slug: 'northwind',
			name: 'Northwind Ltd',
			email: 'ar@northwind.test',
			timeZone: 'Europe/London',
			country: 'GB',
			language: 'en'
		},
		'n'
	);
	return { ours, other };
}

async function buildCompany(
	fields: Parameters<typeof buildOrganisation>[0],
	prefix: string
): Promise<Company> {
	const inside = await buildOrganisation(fields);
	const users = {} as Record<Role, UserRow>;
	const desk = {} as Record<Role, DeskScope>;
	for (const role of ROLES) {
		users[role] = await buildUser(inside, {
			role,
			name: `${role} ${prefix}`,
			email: `${role}@${prefix}.test`
		});
		desk[role] = deskScopeOf(users[role], inside);
	}
	const account = await buildAccount(inside, `${prefix}1`);
	const neighbour = await buildAccount(inside, `${prefix}2`);
	return { inside, users, desk, account, neighbour };
}

async function buildAccount(inside: SystemScope, name: string): Promise<Account> {
	const customer = await buildCustomer(inside, {
		code: name.toUpperCase(),
		name: `Customer ${name}`
	});
	const contact = await buildContact(inside, customer, {
		email: `billing@${name}.test`,
		name: `Billing ${name}`
	});
	const invoices = await buildInvoices(inside, customer, name.toUpperCase());
	const dispute = await buildDispute(inside, invoices.contested, {
		claimedMinor: 20_000n,
		raisedByName: contact.name,
		raisedByEmail: contact.email,
		raisedByContactId: contact.id
	});
	const assignment = await buildAssignment(inside, dispute);
	const portalPath = await buildPortalLink(inside, contact);
	const resolverPath = await buildResolverLink(inside, assignment);
	return { customer, contact, ...invoices, dispute, assignment, portalPath, resolverPath };
}

async function buildInvoices(inside: SystemScope, customer: CustomerRow, prefix: string) {
	const invoiceDue = (name: string, dueOn: string, totalMinor: bigint) =>
		buildInvoice(inside, customer, {
			number: `${prefix}-${name}`,
			dueOn: localDate(dueOn),
			totalMinor
		});
	const overdue = await invoiceDue('overdue', '2026-02-21', 100_000n);
	const dueSoon = await invoiceDue('soon', '2026-03-13', 50_000n);
	const paid = await invoiceDue('paid', '2026-02-01', 30_000n);
	const contested = await invoiceDue('contested', '2026-03-02', 80_000n);
	await buildPayment(inside, paid);
	return { overdue, dueSoon, paid, contested };
}
