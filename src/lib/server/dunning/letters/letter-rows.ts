import { and, eq, sql } from 'drizzle-orm';
import type { LocalDate } from '$lib/domain/calendar';
import { askedIn } from '$lib/domain/dunning/decision';
import type { LetterState } from '$lib/domain/dunning/posting';
import { AppError } from '$lib/domain/errors';
import type { LetterSum } from '$lib/domain/late-charges/letter-sums';
import { money, totals, type Money } from '$lib/domain/money';
import type { InsideScope } from '../../auth/scope';
import { namedCustomers } from '../../customers/queries';
import { bouncedNotices } from '../../delivery/returned-notices';
import type { Unit } from '../../db/client';
import { HELD } from '../../db/held';
import { letter, printFile } from '../../db/schema/letters';
import { notice } from '../../db/schema/notices';
import { run } from '../../db/schema/runs';
import { claimedWithEach } from '../../late-charges/queries';
import { fromJson } from '../decision-json';
import { WRITTEN_AGAIN } from '../history';
import { referenceOf } from '../letter-facts';
import type { NoticeContent } from '../notice-content';

/** Derived, never stored: the rows that caused it say it. */
export const letterState = (
	unit: Unit<InsideScope>
) => sql<LetterState>`case when ${notice.status} = 'cancelled' then 'withheld'
	when ${letter.postedOn} is not null and ${notice.id} in ${bouncedNotices(unit)} then 'returned'
	when ${letter.postedOn} is not null then 'posted'
	when ${notice.status} = 'planned' then 'with_provider'
	when ${notice.status} = 'unknown' then 'provider_unknown'
	when ${notice.status} = 'failed' then 'provider_failed'
	when ${letter.printFileId} is not null then 'printed' else 'to_print' end`;

/** The business day a letter was written on. */
export const writtenOn = (unit: Unit<InsideScope>) =>
	sql<LocalDate>`(${letter.createdAt} at time zone ${unit.scope.timeZone})::date::text`;

export const withNotice = and(
	eq(notice.organisationId, letter.organisationId),
	eq(notice.id, letter.noticeId)
);

export function letterRows(unit: Unit<InsideScope>) {
	const customer = namedCustomers(unit);
	const query = unit.tx
		.select({
			letterId: letter.id,
			noticeId: letter.noticeId,
			customerId: customer.id,
			customerName: customer.name,
			customerCode: customer.code,
			channel: notice.channel,
			stepKey: notice.stepKey,
			content: notice.content,
			runId: notice.runId,
			runOn: run.runOn,
			state: letterState(unit),
			writtenOn: writtenOn(unit),
			writtenBy: letter.createdBy,
			pages: letter.pages,
			sha256: letter.sha256,
			printFileId: letter.printFileId,
			printedAt: printFile.createdAt,
			postedOn: letter.postedOn,
			postedBy: letter.postedBy,
			/** By a provider: nobody here takes that back. */
			postedForUs: sql<boolean>`${notice.status} = 'sent'`,
			trackingNumber: letter.trackingNumber,
			proofId: letter.proofId
		})
		.from(letter)
		.innerJoin(notice, withNotice)
		.innerJoin(customer, eq(customer.id, notice.customerId))
		.innerJoin(run, and(eq(run.organisationId, notice.organisationId), eq(run.id, notice.runId)))
		.leftJoin(
			printFile,
			and(eq(printFile.organisationId, letter.organisationId), eq(printFile.id, letter.printFileId))
		)
		.$dynamic();
	return { customer, query };
}

type Row = Awaited<ReturnType<typeof letterRows>['query']>[number];

/** As pages show them: what each asks for in all, and how the post calls it. */
export async function shownLetters(unit: Unit<InsideScope>, rows: readonly Row[]) {
	const claimed = await claimedWithEach(
		unit,
		rows.map(({ noticeId }) => noticeId)
	);
	return rows.map((row) => shownLetter(row, claimed(row.noticeId)));
}

function shownLetter({ content, ...row }: Row, claimed: readonly Money[]) {
	const said = content && fromJson<NoticeContent>(content);
	return {
		...row,
		reference: referenceOf(row.noticeId),
		registered: row.channel === 'registered_letter',
		stepName: said?.stepName ?? null,
		...(said ? sumsOf(said, claimed) : { asked: [], lateCharges: [] }),
		/** Another letter took its place, after it came back. */
		writtenAgain: said?.writtenAgain ?? null
	};
}

/** As printed, late charges included; of a letter that did not keep its sums, with what it claimed. */
function sumsOf(
	said: NoticeContent,
	claimed: readonly Money[]
): { asked: Money[]; lateCharges: Money[] } {
	const { letterSums } = said;
	if (!letterSums)
		return { asked: totals([...askedIn(said), ...claimed]), lateCharges: [...claimed] };
	const amounts = (of: (sum: LetterSum) => bigint) =>
		letterSums.map((sum) => money(of(sum), sum.currency)).filter(({ minor }) => minor > 0n);
	return {
		asked: amounts(({ totalMinor }) => totalMinor),
		lateCharges: amounts(({ interestMinor, feeMinor }) => interestMinor + feeMinor)
	};
}

export const ofLetter = (unit: Unit<InsideScope>, letterId: string) =>
	and(eq(letter.organisationId, unit.scope.organisationId), eq(letter.id, letterId));

/** Locked for whoever writes on it. @throws not_found */
export async function lockLetter(unit: Unit<InsideScope>, letterId: string) {
	const [row] = await unit.tx
		.select({
			letter,
			channel: notice.channel,
			status: notice.status,
			reasons: notice.reasons,
			customerId: notice.customerId
		})
		.from(letter)
		.innerJoin(notice, withNotice)
		.where(ofLetter(unit, letterId))
		.for(HELD, { of: letter });
	if (!row) throw new AppError('not_found');
	const { letter: its, ...rest } = row;
	return { ...its, ...rest, registered: row.channel === 'registered_letter' };
}

/** It came back, and another letter took its place. */
export const isWrittenAgain = ({ reasons }: { reasons: readonly string[] }): boolean =>
	reasons.includes(WRITTEN_AGAIN);
