import { AppError } from '$lib/domain/errors';
import { badLines } from '$lib/domain/intake/problems';
import type { InsideScope } from '../auth/scope';
import type { Unit } from '../db/client';
import { readStoredFile } from '../files';
import { awaitedDocuments } from '../invoices/document-queries';
import { previewImport } from './preview-import';
import { everyField } from '../fields/queries';
import { importById, type ImportFile } from './queries';

const SHOWN_PROBLEMS = 200;

/** One file as its page shows it: the preview while it waits, its result afterwards. */
export async function readImport(unit: Unit<InsideScope>, id: string) {
	const file = await importById(unit, id);
	const { name, bytes, status, mapping, uploadedAt, uploadedBy, doneAt } = file;
	return {
		id,
		name,
		bytes,
		status,
		mapping,
		uploadedAt,
		uploadedBy,
		doneAt,
		/** Of the house's own, those a column can mean. */
		fields: (await everyField(unit)).filter(({ archived }) => !archived),
		timeZone: unit.scope.timeZone,
		result: resultOf(file),
		awaitedDocuments: status === 'done' ? (await awaitedDocuments(unit)).length : 0,
		...(await previewOf(unit, file))
	};
}

function resultOf({ result }: ImportFile) {
	if (!result) return null;
	const { errors, ...counts } = result;
	return {
		...counts,
		badCount: badLines(errors),
		problemCount: errors.length,
		problems: errors
			.slice(0, SHOWN_PROBLEMS)
			.map(({ line, column, code, value, taken }) => ({ line, column, code, value, taken }))
	};
}

/** Read in a way that does not fit (another separator), the file still opens, with the reason. */
async function previewOf(
	unit: Unit<InsideScope>,
	{ status, storageKey, mapping, uploadedAt }: ImportFile
) {
	if (status !== 'preview') return { preview: null, fault: null };
	try {
		return {
			preview: await previewImport(unit, await readStoredFile(storageKey), mapping, uploadedAt),
			fault: null
		};
	} catch (fault) {
		if (!(fault instanceof AppError) || !fault.code.startsWith('import_')) throw fault;
		return { preview: null, fault: { code: fault.code, details: fault.details } };
	}
}
