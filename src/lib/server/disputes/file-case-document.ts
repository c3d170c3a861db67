import { caseOfDocument } from '$lib/domain/intake/case-document-name';
import { AppError } from '$lib/domain/errors';
import type { InsideScope } from '../auth/scope';
import type { Unit } from '../db/client';
import { disputeIdOf } from './case-queries';
import { keepCasePaper } from './keep-case-paper';

/**
 * Files a paper under the case whose reference its name bears: the credit note of that case where the name
 * also bears its number, else a corrected invoice.
 * @returns false when the name bears no reference of a case
 */
export async function fileCaseDocument(
	unit: Unit<InsideScope>,
	name: string,
	content: Uint8Array
): Promise<boolean> {
	const disputeId = await caseNamedIn(unit, name);
	if (!disputeId) return false;
	await keepCasePaper(unit, { disputeId, name, content });
	return true;
}

async function caseNamedIn(unit: Unit<InsideScope>, name: string): Promise<string | null> {
	const reference = caseOfDocument(name);
	if (!reference) return null;
	return disputeIdOf(unit, reference).catch((thrown: unknown) => {
		if (thrown instanceof AppError && thrown.code === 'not_found') return null;
		throw thrown;
	});
}
