import { and, eq } from 'drizzle-orm';
import { uuidv7 } from 'uuidv7';
import { inPostalOrder, type Sides } from '$lib/domain/dunning/print-order';
import { AppError } from '$lib/domain/errors';
import { record, recordAll } from '../../audit/record';
import { actorOf, type InsideScope } from '../../auth/scope';
import { namedCustomers } from '../../customers/queries';
import type { Unit } from '../../db/client';
import { HELD } from '../../db/held';
import { oneOf } from '../../db/one-of';
import { letter, printFile } from '../../db/schema/letters';
import { notice } from '../../db/schema/notices';
import { run } from '../../db/schema/runs';
import { readUnchangedFile, storeFileIn } from '../../files';
import { withNotice } from './letter-rows';
import { namedOvertaken, overtakenLetters } from './overtaken-letters';
import { toPrint } from './print-files';

export interface MadePrintFile {
	printFileId: string;
	letters: number;
	pages: number;
	sha256: string;
	/** Letters that ask for more than is owed today: they wait for a person. */
	leftOut: number;
}

/**
 * All letters of a run that are confirmed and not yet in a file, in one PDF for the printer: made once,
 * kept with its hash; without those that were paid, disputed or promised since, which a person
 * withholds. Null when there is nothing new to print.
 * @throws not_found, letters_overtaken when nothing else is left, unavailable when a letter is no longer
 * what was written
 */
export async function makePrintFile(
	unit: Unit<InsideScope>,
	{ runId, sides }: { runId: string; sides: Sides }
): Promise<MadePrintFile | null> {
	await needRun(unit, runId);
	const { right, leftOut } = await stillRight(unit, await lockLettersOf(unit, runId));
	const letters = inPostalOrder(right);
	if (letters.length === 0) return null;
	const { content, pages } = await merged(letters, sides, unit);
	const { storageKey, sha256 } = await storeFileIn(unit, content);
	const made = { printFileId: uuidv7(), letters: letters.length, pages, sha256, leftOut };
	const { printFileId: id, leftOut: _, ...counted } = made;
	await unit.tx.insert(printFile).values({
		...counted,
		storageKey,
		organisationId: unit.scope.organisationId,
		id,
		runId,
		createdAt: unit.now,
		createdBy: actorOf(unit.scope).name
	});
	await tell(unit, runId, made, letters, sides);
	return made;
}

async function needRun(unit: Unit<InsideScope>, runId: string): Promise<void> {
	const { organisationId } = unit.scope;
	const found = await unit.tx.$count(
		run,
		and(eq(run.organisationId, organisationId), eq(run.id, runId))
	);
	if (found === 0) throw new AppError('not_found');
}

/** Locked, so that two people who press at the same time print each letter once. */
async function lockLettersOf(unit: Unit<InsideScope>, runId: string) {
	const customer = namedCustomers(unit);
	const rows = await unit.tx
		.select({
			letterId: letter.id,
			storageKey: letter.storageKey,
			sha256: letter.sha256,
			channel: notice.channel,
			content: notice.content,
			customerId: customer.id,
			customerName: customer.name,
			customerCode: customer.code
		})
		.from(letter)
		.innerJoin(notice, withNotice)
		.innerJoin(customer, eq(customer.id, notice.customerId))
		.where(and(toPrint(unit), eq(notice.runId, runId)))
		.orderBy(letter.id)
		.for(HELD, { of: letter });
	return rows.map((row) => ({ ...row, registered: row.channel === 'registered_letter' }));
}

type LockedLetter = Awaited<ReturnType<typeof lockLettersOf>>[number];

async function stillRight(unit: Unit<InsideScope>, letters: readonly LockedLetter[]) {
	const overtaken = await overtakenLetters(unit, letters);
	const isRight = ({ letterId }: LockedLetter) => overtaken.get(letterId)!.length === 0;
	const right = letters.filter(isRight);
	const wrong = letters.filter((letter) => !isRight(letter));
	if (wrong.length > 0 && right.length === 0)
		throw new AppError('letters_overtaken', { letters: namedOvertaken(wrong, overtaken) });
	return { right, leftOut: wrong.length };
}

async function merged(letters: readonly LockedLetter[], sides: Sides, unit: Unit<InsideScope>) {
	// Drawing needs a large library: loaded when a file is made.
	const { mergeLetters } = await import('../../pdf/letter/merge-letters');
	return mergeLetters(
		letters.map((each) => () => readUnchangedFile(each)),
		sides,
		unit.now
	);
}

async function tell(
	unit: Unit<InsideScope>,
	runId: string,
	made: MadePrintFile,
	letters: readonly LockedLetter[],
	sides: Sides
): Promise<void> {
	const { printFileId } = made;
	const ids = letters.map(({ letterId }) => letterId);
	await unit.tx
		.update(letter)
		.set({ printFileId })
		.where(and(eq(letter.organisationId, unit.scope.organisationId), oneOf(letter.id, ids)));
	await record(unit, 'print_file.made', { kind: 'run', id: runId }, { ...made, sides });
	await recordAll(
		unit,
		letters.map(({ letterId: id, customerId }) => ({
			action: 'letter.printed',
			subject: { kind: 'letter', id, customerId },
			data: { printFileId }
		}))
	);
}
