import type { DeskScope } from '../auth/scope';
import { unitOfWork } from '../db/client';
import { readUnchangedFile } from '../files';
import { fateOfMail, mailKept } from './queries';
import { readMail } from './read-mail';
import { NO_FILES, sortFiles, type SortedFiles } from './sort-files';

/** Its files, looked at and made harmless: before a transaction is opened. @throws not_found */
export async function filesOfMail(scope: DeskScope, mailId: string): Promise<SortedFiles> {
	const { mail, fate } = await unitOfWork(scope, async (unit) => ({
		mail: await mailKept(unit, mailId),
		fate: await fateOfMail(unit, mailId)
	}));
	// What harmed its reader once is not opened again for somebody who waits.
	if (fate.kind === 'dead') return NO_FILES;
	return sortFiles(await readMail(await readUnchangedFile(mail)));
}
