import { sql } from 'drizzle-orm';
import { localDateAt, type LocalDate } from '$lib/domain/calendar';
import { groupBy } from '$lib/domain/group-by';
import type { InsideScope } from '../auth/scope';
import type { AsOf } from '../db/as-of';
import type { Unit } from '../db/client';
import { among, oneOf } from '../db/one-of';
import { dispute } from '../db/schema/disputes';
import { everyItem } from './claimed-items';

interface Claim {
	reference: string;
	invoiceId: string;
	openedOn: LocalDate;
}
type Dated<Row> = Row & { contestedOn: LocalDate };

/**
 * Each with the day its invoice was contested first: what came over from another case, with the day that case was
 * opened; as merges stood at an instant, if one is named. Claims of these customers.
 */
export async function datedClaims<Row extends Claim>(
	unit: Unit<InsideScope>,
	customerIds: readonly string[],
	claims: readonly Row[],
	asOf?: AsOf
): Promise<Dated<Row>[]> {
	const days = claims.length > 0 ? await firstDays(unit, customerIds, asOf) : new Map();
	return claims.map((claim) => ({
		...claim,
		contestedOn: days.get(keyOf(claim)) ?? claim.openedOn
	}));
}

const keyOf = ({ reference, invoiceId }: Pick<Claim, 'reference' | 'invoiceId'>): string =>
	`${reference} ${invoiceId}`;

/** Of what merged cases claim, by case and invoice: the first day of whichever of them claimed it by itself. */
async function firstDays(
	unit: Unit<InsideScope>,
	customerIds: readonly string[],
	asOf?: AsOf
): Promise<Map<string, LocalDate>> {
	const parts = await partsOf(unit, customerIds, asOf);
	const items = await itemsOf(
		unit,
		parts.map(({ id }) => id),
		asOf
	);
	const { timeZone } = unit.scope;
	const days = new Map<string, LocalDate>();
	for (const part of parts)
		for (const { invoiceId, addedAt } of claimedItself(part, parts, items.get(part.id) ?? [])) {
			const key = keyOf({ ...part, invoiceId });
			const on = addedAt ? localDateAt(addedAt, timeZone) : part.openedOn;
			const known = days.get(key);
			if (!known || on < known) days.set(key, on);
		}
	return days;
}

type Part = Awaited<ReturnType<typeof partsOf>>[number];
type Item = Awaited<ReturnType<typeof allItems>>[number];

/**
 * The first of each claim that still stands; what came with a merge is the claim of the double, and stays so under
 * another reason.
 */
function claimedItself({ id }: Part, parts: readonly Part[], items: readonly Item[]): Item[] {
	const merges = parts.filter(({ intoId }) => intoId === id).map(({ mergedAt }) => mergedAt);
	return items
		.filter(({ addedAt }) => !addedAt || !merges.includes(addedAt.getTime()))
		.filter((item) => !items.some((before) => follows(item, before)) && stands(item, items));
}

/** In the place of another one, about the same invoice. */
const follows = (item: Item, before: Item): boolean =>
	item.invoiceId === before.invoiceId &&
	before.replacedAt !== null &&
	item.addedAt?.getTime() === before.replacedAt.getTime();

/** Itself, or in what came in its place: what was taken out of a case is contested there no longer. */
const stands = (item: Item, items: readonly Item[]): boolean =>
	item.replacedAt === null || items.some((next) => follows(next, item) && stands(next, items));

/** The cases other ones went into, and those: each under the reference of every case it goes on in. */
async function partsOf(
	{ tx, scope }: Unit<InsideScope>,
	customerIds: readonly string[],
	asOf?: AsOf
) {
	const own = scope.organisationId;
	const isMerged = asOf
		? sql`d.merged_at <= ${asOf.at.toISOString()}::timestamptz`
		: sql`d.merged_at is not null`;
	const { rows } = await tx.execute<{
		reference: string;
		id: string;
		intoId: string | null;
		openedOn: LocalDate;
		mergedAt: string | null;
	}>(sql`
		with recursive part (reference, id, into_id, opened_on, merged_at) as (
			select ${dispute.reference}, ${dispute.id}, null::uuid, ${dispute.openedOn}, null::timestamptz from ${dispute}
			where ${dispute.organisationId} = ${own} and ${dispute.id} in (
				select d.duplicate_of_id from ${dispute} d
				where d.organisation_id = ${own} and ${oneOf(sql`d.customer_id`, customerIds)} and ${isMerged})
			union
			select part.reference, d.id, d.duplicate_of_id, d.opened_on, d.merged_at
			from part join ${dispute} d on d.organisation_id = ${own} and d.duplicate_of_id = part.id and ${isMerged}
		)
		select reference, id, into_id as "intoId", opened_on::text as "openedOn",
			merged_at::text as "mergedAt" from part`);
	return rows.map((row) => ({
		...row,
		mergedAt: row.mergedAt && new Date(row.mergedAt).getTime()
	}));
}

async function itemsOf(unit: Unit<InsideScope>, ids: readonly string[], asOf?: AsOf) {
	if (ids.length === 0) return new Map<string, Item[]>();
	const items = (await allItems(unit, ids)).flatMap((item) => asItWas(item, asOf));
	return groupBy(items, ({ disputeId }) => disputeId);
}

function asItWas(item: Item, asOf?: AsOf): Item[] {
	if (!asOf) return [item];
	if (item.addedAt && item.addedAt > asOf.at) return [];
	return [item.replacedAt && item.replacedAt > asOf.at ? { ...item, replacedAt: null } : item];
}

function allItems(unit: Unit<InsideScope>, ids: readonly string[]) {
	const item = everyItem(unit);
	const { disputeId, invoiceId, addedAt, replacedAt } = item;
	return unit.tx
		.select({ disputeId, invoiceId, addedAt, replacedAt })
		.from(item)
		.where(among(disputeId, ids));
}
