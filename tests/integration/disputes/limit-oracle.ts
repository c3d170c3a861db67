import { ACTIVE_STATUSES } from '$lib/domain/disputes/lifecycle';
import { now } from '$lib/server/clock';
import { asOwner } from '../../support/database';
import { matrix, residualLimit, TOTAL, type LimitWorld, type Rule } from './limit-world';

/** What gives something: a decision, or a credit that is offered. */
interface Giving extends Record<string, unknown> {
	id: string;
	dispute_id: string;
	minor: string;
	request_id: string | null;
	by_id: string;
	/** Of a decision: what its customer agreed to before. */
	offered: string | null;
}

const GIVINGS = `
	select r.id, r.dispute_id, r.accepted_minor as minor, r.approval_request_id as request_id,
		r.decided_by_id as by_id, p.amount_minor as offered
	from resolution r left join proposal p on p.id = r.proposal_id
	where r.organisation_id = $1 and r.accepted_minor > 0
	union all
	select p.id, p.dispute_id, p.amount_minor, a.id, p.proposed_by_id, null
	from proposal p left join approval_request a on a.dispute_id = p.dispute_id
		and a.idempotency_key = p.idempotency_key and a.ended_as = 'granted'
	where p.organisation_id = $1 and p.kind = 'credit'`;

export type Seen = Set<string>;

/**
 * Everything that is wrong with what was given since: read from the rows, by rules of its own, so that it does not
 * repeat the mistakes of what it looks at.
 * @param turn the matrix in force
 */
export async function faultsSince(world: LimitWorld, seen: Seen, turn: number): Promise<string[]> {
	const faults = [
		...(await aboveInvoice(world)),
		...(await aboveClaim(world)),
		...(await aboveResidual(world, seen, residualLimit(turn)))
	];
	for (const giving of await asOwner<Giving>(GIVINGS, [world.inside.organisationId])) {
		if (seen.has(giving.id)) continue;
		seen.add(giving.id);
		faults.push(...(await faultsOf(world, giving, turn)));
	}
	return faults;
}

async function faultsOf(world: LimitWorld, giving: Giving, turn: number): Promise<string[]> {
	// It was looked at when it was offered.
	if (giving.offered !== null)
		return BigInt(giving.minor) > BigInt(giving.offered)
			? [`${giving.minor} given where ${giving.offered} was agreed to`]
			: [];
	const signers = await signersOf(giving.request_id);
	const given = BigInt(giving.minor) + (await givenBefore(giving));
	const needed = Math.max(
		...(await categoriesOf(giving.dispute_id)).map((category) =>
			levels(matrix(world, turn), category, given)
		)
	);
	return [
		...(signers.length < needed
			? [`${giving.minor} of ${given} given with ${signers.length} of ${needed} signatures`]
			: []),
		...(signers.includes(giving.by_id) ? ['signed by whoever asked for it'] : []),
		...(new Set(signers).size < signers.length ? ['signed twice by one person'] : []),
		...(await aboveSigned(giving))
	];
}

const levels = (rules: readonly Rule[], category: string, given: bigint): number => {
	const own = rules.filter((rule) => rule.category === category);
	const about = own.length > 0 ? own : rules.filter((rule) => rule.category === null);
	return about.filter(({ aboveMinor }) => given > aboveMinor).length;
};

const signersOf = async (requestId: string | null): Promise<string[]> =>
	(
		await asOwner<{ by_id: string }>(
			"select by_id from approval where request_id = $1 and act in ('approve', 'reduce')",
			[requestId]
		)
	).map(({ by_id }) => by_id);

/** The last one who reduced it says what was signed. */
async function aboveSigned({ minor, request_id }: Giving): Promise<string[]> {
	if (!request_id) return [];
	const [row] = await asOwner<{ signed: string }>(
		`select coalesce((select amount_minor from approval where request_id = $1 and act = 'reduce' order by level desc limit 1),
			amount_minor) as signed from approval_request where id = $1`,
		[request_id]
	);
	return BigInt(minor) > BigInt(row!.signed) ? [`${minor} given, ${row!.signed} signed`] : [];
}

/** Of credits that stand, what falls on the invoices of the case; and what is offered in other cases about them. */
async function givenBefore({ id, dispute_id }: Giving): Promise<bigint> {
	const [row] = await asOwner<{ minor: string }>(
		`with own as (select distinct invoice_id::text as invoice from dispute_item where dispute_id = $1 and replaced_at is null),
		credits as (
			select (part->>'amountMinor')::bigint as minor from credit_request c, jsonb_array_elements(c.parts) part
			where c.withdrawn_at is null and c.resolution_id <> $2 and part->>'invoiceId' in (select invoice from own)),
		offers as (
			select p.amount_minor as minor from proposal p left join proposal_answer a on a.proposal_id = p.id
			where p.kind = 'credit' and p.dispute_id <> $1 and p.withdrawn_at is null and p.lapsed_at is null and p.carried_out_at is null
				and (a.verdict is null) and p.valid_until >= $3::date
				and exists (select from dispute d where d.id = p.dispute_id and d.status = 'waiting_customer')
				and exists (select from dispute_item i where i.dispute_id = p.dispute_id and i.replaced_at is null
					and i.invoice_id::text in (select invoice from own)))
		select coalesce((select sum(minor) from credits), 0) + coalesce((select sum(minor) from offers), 0) as minor`,
		[dispute_id, id, now()]
	);
	return BigInt(row!.minor);
}

/**
 * Of its reason, and of those the house took from it, those of cases that went into it included: to change one's mind
 * about a reason is no way round its limit.
 */
async function categoriesOf(disputeId: string): Promise<string[]> {
	const rows = await asOwner<{ category: string }>(
		`with own as (select id, reason_id from dispute where id = $1 or (duplicate_of_id = $1 and merged_at is not null)),
		had as (
			select reason_id from own
			union select (m.before->>'reasonId')::uuid from dispute_amendment m join own on own.id = m.dispute_id
				where m.by_kind = 'staff')
		select distinct r.category from had join reason r on r.id = had.reason_id`,
		[disputeId]
	);
	return rows.map(({ category }) => category);
}

/** What stands of an invoice in all its cases, with what was written off of it. */
async function aboveInvoice({ inside }: LimitWorld): Promise<string[]> {
	const rows = await asOwner<{ invoice: string; minor: string }>(
		`select invoice, sum(minor) as minor from (
			select part->>'invoiceId' as invoice, (part->>'amountMinor')::bigint as minor
			from credit_request c, jsonb_array_elements(c.parts) part
			where c.organisation_id = $1 and c.withdrawn_at is null
			union all
			select invoice_id::text, amount_minor from write_off where organisation_id = $1
		) given group by 1`,
		[inside.organisationId]
	);
	return rows
		.filter(({ minor }) => BigInt(minor) > TOTAL)
		.map(({ invoice, minor }) => `${minor} given of invoice ${invoice}`);
}

/** What somebody gives up alone: little, once of an invoice, after a credit note, and nothing anybody contests. */
async function aboveResidual({ inside }: LimitWorld, seen: Seen, limit: bigint): Promise<string[]> {
	const rows = await asOwner<
		Record<'id' | 'invoice_id' | 'minor' | 'posted' | 'contested', string>
	>(
		`select w.id, w.invoice_id, w.amount_minor as minor,
			(select count(*) from credit_request c, jsonb_array_elements(c.parts) part
				where c.posted_at is not null and part->>'invoiceId' = w.invoice_id::text) as posted,
			(select count(*) from dispute_item i join dispute d on d.id = i.dispute_id
				where i.invoice_id = w.invoice_id and i.replaced_at is null and d.status = any($2)) as contested
		from write_off w where w.organisation_id = $1`,
		[inside.organisationId, [...ACTIVE_STATUSES]]
	);
	const fresh = rows.filter(({ id }) => !seen.has(id));
	for (const { id } of fresh) seen.add(id);
	return [
		...fresh.flatMap(({ minor, posted, contested }) => [
			...(BigInt(minor) > limit ? [`${minor} written off, ${limit} allowed`] : []),
			...(posted === '0' ? [`${minor} written off without a credit note`] : []),
			...(contested === '0' ? [] : [`${minor} written off of what is contested`])
		]),
		...(new Set(rows.map(({ invoice_id }) => invoice_id)).size < rows.length
			? ['written off twice of one invoice']
			: [])
	];
}

/** Item by item, and of a case in all. */
async function aboveClaim({ inside }: LimitWorld): Promise<string[]> {
	const items = await asOwner<{ id: string }>(
		'select id from dispute_item where organisation_id = $1 and accepted_minor > claimed_minor',
		[inside.organisationId]
	);
	const cases = await asOwner<{ reference: string }>(
		`select d.reference from dispute d where d.organisation_id = $1
			and (select coalesce(sum(c.amount_minor), 0) from credit_request c where c.dispute_id = d.id and c.withdrawn_at is null)
				> (select sum(i.claimed_minor) from dispute_item i where i.dispute_id = d.id and i.replaced_at is null)`,
		[inside.organisationId]
	);
	return [
		...items.map(({ id }) => `item ${id} gives more than it claims`),
		...cases.map(({ reference }) => `${reference} gives more than it claims`)
	];
}
