import type { Labels } from '$lib/domain/language';
import type { InsideScope } from '../auth/scope';
import { customersByIds } from '../customers/queries';
import type { Unit } from '../db/client';
import { deliveriesByIds, type ListedDelivery } from '../delivery/queries';
import { noticesByIds } from '../dunning/notice-queries';
import { CHECKS } from './check-promises';
import { findingsOf, type Finding } from './queries';

/** One of the rows that break a promise, as a person looks for it. */
export interface FoundCase {
	id: string;
	customer: { code: string; name: string } | null;
	/** Its page; a mail of a dispute has none. */
	noticeId: string | null;
	/** Of a mail: whom it went to, and its subject once it is written. */
	mail: { toName: string; subject: string | null } | null;
	/** Of a reminder. */
	stepName: Labels | null;
	at: Date | null;
}

export interface FoundCases extends Omit<Finding, 'sample'> {
	/** No: what it looks at is not set up here, so that finding nothing says nothing. */
	isAsked: boolean;
	cases: FoundCase[];
	/** Found too, but not kept by name. */
	others: number;
}

/** What the last look at each promise found, with the messages and the customers it is about. */
export async function foundCases(unit: Unit<InsideScope>): Promise<FoundCases[]> {
	const findings = await findingsOf(unit);
	const known = await casesOf(
		unit,
		findings.flatMap((found) => idsIn(found))
	);
	return findings.map(({ sample, ...found }) => {
		const cases = idsIn({ sample }).flatMap((id) => known.get(id) ?? []);
		const others = isNameless(found.check) ? 0 : found.count - cases.length;
		return { ...found, cases, isAsked: isAsked(found.check), others };
	});
}

const idsIn = ({ sample }: Pick<Finding, 'sample'>): string[] => sample.split(' ').filter(Boolean);

const isNameless = (name: string): boolean =>
	CHECKS.find((check) => check.name === name)?.nameless ?? false;

const isAsked = (name: string): boolean =>
	CHECKS.find((check) => check.name === name)?.applies?.() ?? true;

/** Checks of sending name deliveries, those of reminding name notices: an id is only one of the two. */
async function casesOf(unit: Unit<InsideScope>, ids: string[]): Promise<Map<string, FoundCase>> {
	const cases = [...(await noticeCases(unit, ids)), ...(await mailCases(unit, ids))];
	return new Map(cases.map((one) => [one.id, one]));
}

const noticeCases = async (unit: Unit<InsideScope>, ids: string[]): Promise<FoundCase[]> =>
	(await noticesByIds(unit, ids)).map((notice) => ({
		id: notice.noticeId,
		customer: { code: notice.customerCode, name: notice.customerName },
		noticeId: notice.noticeId,
		mail: null,
		stepName: notice.content?.stepName ?? null,
		at: notice.closedAt
	}));

async function mailCases(unit: Unit<InsideScope>, ids: string[]): Promise<FoundCase[]> {
	const mails = await deliveriesByIds(unit, ids);
	const customers = await customersByIds(unit, [
		...new Set(mails.flatMap(({ customerId }) => customerId ?? []))
	]);
	const named = new Map(customers.map(({ id, code, name }) => [id, { code, name }]));
	return mails.map((mail) => mailCase(mail, named.get(mail.customerId ?? '') ?? null));
}

const mailCase = (
	{ id, noticeId, toName, subject, sentAt, createdAt }: ListedDelivery,
	customer: FoundCase['customer']
): FoundCase => ({
	id,
	customer,
	noticeId,
	mail: { toName, subject },
	stepName: null,
	at: sentAt ?? createdAt
});
