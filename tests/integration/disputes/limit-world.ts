import { uuidv7 } from 'uuidv7';
import type { Role } from '$lib/domain/access';
import type { ReasonCategory } from '$lib/domain/disputes/reasons';
import type { DeskScope, PortalScope, ResolverScope, SystemScope } from '$lib/server/auth/scope';
import { setClock } from '$lib/server/clock';
import { TEST_INSTANT } from '../../support/database';
import {
	buildAssignment,
	buildContact,
	buildCustomer,
	buildDispute,
	buildInvoice,
	buildOrganisation,
	buildPortalLink,
	buildResolverLink,
	buildUser,
	type InvoiceRow
} from '../../support/factories';
import { callerFor, deskScopeOf, portalScopeOf, resolverScopeOf } from '../../support/scopes';

/** Of categories with other limits; the first of them is the one customers begin with. */
export const REASONS = {
	price_unit: 'price',
	goods_damaged: 'quality',
	quantity_short: 'delivery'
} as const satisfies Record<string, ReasonCategory>;
export type ReasonCode = keyof typeof REASONS;
export const CODES = Object.keys(REASONS) as ReasonCode[];

/** Two officers, whoever is asked, and four who may sign: the last one is named by the upper levels. */
export const PEOPLE = [
	...(['officer', 'second', 'resolver'] as const),
	...(['approver', 'deputy', 'admin', 'director'] as const)
] as const;
export type Person = (typeof PEOPLE)[number];
const ROLE: Record<Person, Role> = {
	...{ officer: 'collector', second: 'collector', resolver: 'resolver' },
	...{ approver: 'approver', deputy: 'approver', admin: 'admin', director: 'approver' }
};

export interface LimitCase {
	id: string;
	reference: string;
	resolver: ResolverScope;
}

export interface LimitWorld {
	inside: SystemScope;
	people: Record<Person, DeskScope>;
	portal: PortalScope;
	invoices: InvoiceRow[];
	cases: LimitCase[];
}

export interface Rule {
	category: ReasonCategory | null;
	claimType: null;
	aboveMinor: bigint;
	approverId: string | null;
}

/** One level of it is said of each category, in another order each time: what was lax is strict then. */
export const matrix = (world: Pick<LimitWorld, 'people'>, turn: number): Rule[] => {
	const [strict, lax, none] = turn % 2 ? LIMITS.toReversed() : LIMITS;
	const directorId = world.people.director.user.id;
	const rule = (category: ReasonCategory | null, above: number, approverId?: string): Rule => ({
		...{ category, claimType: null, aboveMinor: BigInt(above), approverId: approverId ?? null }
	});
	return [
		...[rule('price', strict!), rule('price', strict! + 25_000, directorId)],
		...[rule('quality', lax!), rule('quality', lax! + 30_000, directorId)],
		rule(null, none!)
	];
};
const LIMITS = [10_000, 30_000, 50_000];

export const TOTAL = 100_000n;

/** Up to how much of an invoice somebody gives up alone; another matrix comes with another one. */
export const residualLimit = (turn: number): bigint => (turn % 2 ? 5_000n : 15_000n);

/** A house of its own: two invoices and three cases, two of them about the first invoice. */
export async function buildLimitWorld(): Promise<LimitWorld> {
	setClock(TEST_INSTANT);
	const inside = await buildOrganisation();
	const people = {} as LimitWorld['people'];
	for (const name of PEOPLE) {
		const email = `${name}-${uuidv7()}@house.test`;
		people[name] = deskScopeOf(await buildUser(inside, { name, email, role: ROLE[name] }), inside);
	}
	const customer = await buildCustomer(inside);
	const contact = await buildContact(inside, customer);
	const portal = await portalScopeOf(await buildPortalLink(inside, contact));
	const invoices = [1, 2].map(() => buildInvoice(inside, customer, { totalMinor: TOTAL }));
	const world = { inside, people, portal, invoices: await Promise.all(invoices), cases: [] };
	await changeMatrix(world, 0);
	await callerFor(people.admin).desk.settings.changeSignManyLimit({ signManyMinor: TOTAL });
	const [first, second] = world.invoices as [InvoiceRow, InvoiceRow];
	const cases = [];
	for (const [invoice, claimedMinor] of [
		[first, 45_000n],
		[first, 40_000n],
		[second, 60_000n]
	] as const)
		cases.push(await buildLimitCase(world, invoice, claimedMinor, contact));
	return { ...world, cases };
}

async function buildLimitCase(
	{ inside, people }: Pick<LimitWorld, 'inside' | 'people'>,
	invoice: InvoiceRow,
	claimedMinor: bigint,
	{ id: raisedByContactId, name: raisedByName, email: raisedByEmail }: Contact
): Promise<LimitCase> {
	const by = { raisedByContactId, raisedByName, raisedByEmail };
	const row = await buildDispute(inside, invoice, { claimedMinor, ...by });
	const { name: resolverName, email: resolverEmail } = people.resolver.user;
	const asked = await buildAssignment(inside, row, { resolverName, resolverEmail });
	const path = await buildResolverLink(inside, asked);
	return { id: row.id, reference: row.reference, resolver: await resolverScopeOf(path) };
}
type Contact = Awaited<ReturnType<typeof buildContact>>;

export async function changeMatrix(world: Pick<LimitWorld, 'people'>, turn: number): Promise<void> {
	const { settings } = callerFor(world.people.admin).desk;
	const { seen } = await settings.approvals();
	await settings.changeApprovalRules({ seen, rules: matrix(world, turn), anyAmountAlone: true });
	await settings.changeResidualLimit({ residualMinor: residualLimit(turn) });
}
