import fs from 'node:fs';
import path from 'node:path';
import type { ImportMapping } from '$lib/domain/intake/mapping';
import { guessFor } from '$lib/server/intake/guess-for';
import { importReceivables } from '$lib/server/intake/import-receivables';
import type { SystemScope } from '$lib/server/auth/scope';
import { unitOfWork } from '$lib/server/db/client';

export const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);

/** A file kept beside the project; null where it is not at hand. */
export function sharedFile(name: string): Uint8Array | null {
	const file = path.resolve('..', 'shared', 'data', name);
	return fs.existsSync(file) ? new Uint8Array(fs.readFileSync(file)) : null;
}

export const IBM = 'ar-ibm-watson/WA_Fn-UseC_-Accounts-Receivable.csv';

/** Reads a file the way it seems to be written, and imports it. */
export const importText = (
	inside: SystemScope,
	content: string | Uint8Array,
	chosen: Partial<ImportMapping> = {}
) =>
	unitOfWork(inside, async (unit) => {
		const file = typeof content === 'string' ? bytes(content) : content;
		const { mapping } = await guessFor(unit, file);
		return importReceivables(
			unit,
			file,
			{ ...mapping, ...chosen },
			{
				id: '01890000-0000-7000-8000-000000000000',
				name: 'test.csv',
				uploadedAt: unit.now
			}
		);
	});
