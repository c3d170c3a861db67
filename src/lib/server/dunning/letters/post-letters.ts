import { and, eq, isNull } from 'drizzle-orm';
import type { LocalDate } from '$lib/domain/calendar';
import { postingProblem } from '$lib/domain/dunning/posting';
import { AppError } from '$lib/domain/errors';
import { formatDay } from '$lib/i18n/format';
import { recordAll } from '../../audit/record';
import { actorOf, type InsideScope } from '../../auth/scope';
import { namedCustomers } from '../../customers/queries';
import type { Unit } from '../../db/client';
import { HELD } from '../../db/held';
import { oneOf } from '../../db/one-of';
import { letter, printFile } from '../../db/schema/letters';
import { notice } from '../../db/schema/notices';
import { withNotice, writtenOn } from './letter-rows';
import { namedOvertaken, overtakenLetters } from './overtaken-letters';

/**
 * Handed to the post on this day. Those that had left already, or that somebody withheld, stay as they are.
 * @throws not_found when one of them is unknown, letter_posted_ahead, letter_posted_before,
 * letters_overtaken: then none is
 */
export async function postLetters(
	unit: Unit<InsideScope>,
	{ letterIds, on }: { letterIds: readonly string[]; on: LocalDate }
): Promise<number> {
	const found = await lockLetters(unit, oneOf(letter.id, letterIds));
	if (found.length < new Set(letterIds).size) throw new AppError('not_found');
	return post(unit, found, on);
}

/** The whole pile of a print file. @throws not_found, letter_posted_ahead, letter_posted_before, letters_overtaken */
export async function postPrintFile(
	unit: Unit<InsideScope>,
	{ printFileId, on }: { printFileId: string; on: LocalDate }
): Promise<number> {
	const known = await unit.tx.$count(
		printFile,
		and(eq(printFile.organisationId, unit.scope.organisationId), eq(printFile.id, printFileId))
	);
	if (known === 0) throw new AppError('not_found');
	return post(unit, await lockLetters(unit, eq(letter.printFileId, printFileId)), on);
}

const lockLetters = (unit: Unit<InsideScope>, which: Parameters<typeof and>[0]) => {
	const customer = namedCustomers(unit);
	return unit.tx
		.select({
			letterId: letter.id,
			customerId: customer.id,
			customerName: customer.name,
			content: notice.content,
			postedOn: letter.postedOn,
			status: notice.status,
			writtenOn: writtenOn(unit)
		})
		.from(letter)
		.innerJoin(notice, withNotice)
		.innerJoin(customer, eq(customer.id, notice.customerId))
		.where(and(eq(letter.organisationId, unit.scope.organisationId), which))
		.orderBy(letter.id)
		.for(HELD, { of: letter });
};

type Locked = Awaited<ReturnType<typeof lockLetters>>;

async function post(unit: Unit<InsideScope>, found: Locked, on: LocalDate): Promise<number> {
	const waiting = found.filter(({ postedOn, status }) => !postedOn && status === 'done');
	for (const { writtenOn } of waiting) refuseDay(on, writtenOn, unit.today);
	if (waiting.length === 0) return 0;
	if (on === unit.today) await refuseOvertaken(unit, waiting);
	await unit.tx
		.update(letter)
		.set({ postedOn: on, postedBy: actorOf(unit.scope).name })
		.where(
			and(
				eq(letter.organisationId, unit.scope.organisationId),
				isNull(letter.postedOn),
				oneOf(
					letter.id,
					waiting.map(({ letterId }) => letterId)
				)
			)
		);
	await recordAll(
		unit,
		waiting.map(({ letterId: id, customerId }) => ({
			action: 'letter.posted',
			subject: { kind: 'letter', id, customerId },
			data: { on }
		}))
	);
	return waiting.length;
}

/**
 * Paid, disputed or promised since it was written: it may still be kept here. One that left on an
 * earlier day is gone, and saying so is true.
 */
async function refuseOvertaken(unit: Unit<InsideScope>, letters: Locked): Promise<void> {
	const overtaken = await overtakenLetters(unit, letters);
	const wrong = letters.filter(({ letterId }) => overtaken.get(letterId)!.length > 0);
	if (wrong.length > 0)
		throw new AppError('letters_overtaken', { letters: namedOvertaken(wrong, overtaken) });
}

function refuseDay(on: LocalDate, writtenOn: LocalDate, today: LocalDate): void {
	const problem = postingProblem(on, { writtenOn, today });
	if (problem) throw new AppError(problem, { day: formatDay(writtenOn) }, 'on');
}
