import { and, count, desc, eq, inArray, isNull, sql, sum } from 'drizzle-orm';
import { AppError } from '$lib/domain/errors';
import { say } from '$lib/i18n/words';
import type { InsideScope } from '../../auth/scope';
import type { Unit } from '../../db/client';
import { letter, printFile } from '../../db/schema/letters';
import { notice } from '../../db/schema/notices';
import { run } from '../../db/schema/runs';
import { readUnchangedFile } from '../../files';
import { withNotice } from './letter-rows';

/** Files whose letters are all posted are shown as long as they are among the latest. */
const SHOWN = 8;

/** Runs with letters to print, and the latest print files with how many of their letters are still here. */
export const printFilesOf = async (unit: Unit<InsideScope>) => ({
	waiting: await runsToPrint(unit),
	files: await latestFiles(unit)
});

/** Confirmed, neither printed nor posted. */
export const toPrint = (unit: Unit<InsideScope>) =>
	and(
		eq(letter.organisationId, unit.scope.organisationId),
		eq(notice.status, 'done'),
		isNull(letter.printFileId),
		isNull(letter.postedOn)
	);

export const runsToPrint = (unit: Unit<InsideScope>) =>
	unit.tx
		.select({
			runId: run.id,
			on: run.runOn,
			letters: count(),
			pages: sum(letter.pages).mapWith(Number)
		})
		.from(letter)
		.innerJoin(notice, withNotice)
		.innerJoin(run, and(eq(run.organisationId, notice.organisationId), eq(run.id, notice.runId)))
		.where(toPrint(unit))
		.groupBy(run.id, run.runOn)
		.orderBy(desc(run.runOn));

/** How many letters a run asked for are written, and how many a person has to confirm first. */
export async function lettersOfRun(
	unit: Unit<InsideScope>,
	runId: string
): Promise<{ written: number; toConfirm: number }> {
	const rows = await unit.tx
		.select({ status: notice.status, n: count() })
		.from(notice)
		.where(
			and(
				eq(notice.organisationId, unit.scope.organisationId),
				eq(notice.runId, runId),
				inArray(notice.channel, ['letter', 'registered_letter'])
			)
		)
		.groupBy(notice.status);
	const of = (status: string) => rows.find((row) => row.status === status)?.n ?? 0;
	return { written: of('done'), toConfirm: of('to_confirm') };
}

const latestFiles = (unit: Unit<InsideScope>) =>
	unit.tx
		.select({
			printFileId: printFile.id,
			on: run.runOn,
			letters: printFile.letters,
			pages: printFile.pages,
			sha256: printFile.sha256,
			createdAt: printFile.createdAt,
			createdBy: printFile.createdBy,
			waiting: sql<number>`count(*) filter (where ${letter.postedOn} is null and ${notice.status} = 'done')::int`
		})
		.from(printFile)
		.innerJoin(run, runOfFile)
		.innerJoin(
			letter,
			and(eq(letter.organisationId, printFile.organisationId), eq(letter.printFileId, printFile.id))
		)
		.innerJoin(notice, withNotice)
		.where(eq(printFile.organisationId, unit.scope.organisationId))
		.groupBy(printFile.organisationId, printFile.id, run.runOn)
		.orderBy(desc(printFile.createdAt), desc(printFile.id))
		.limit(SHOWN);

const runOfFile = and(
	eq(run.organisationId, printFile.organisationId),
	eq(run.id, printFile.runId)
);

/** @throws not_found, unavailable when it is no longer what was written */
export async function readPrintFile(unit: Unit<InsideScope>, printFileId: string) {
	const [row] = await unit.tx
		.select({ storageKey: printFile.storageKey, sha256: printFile.sha256, on: run.runOn })
		.from(printFile)
		.innerJoin(run, runOfFile)
		.where(
			and(eq(printFile.organisationId, unit.scope.organisationId), eq(printFile.id, printFileId))
		);
	if (!row) throw new AppError('not_found');
	return {
		name: `${say('letters_file_name', { day: row.on })}.pdf`,
		mime: 'application/pdf',
		content: await readUnchangedFile(row)
	};
}
