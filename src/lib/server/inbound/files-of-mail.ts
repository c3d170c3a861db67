import type { DeskScope } from '../auth/scope';
import { unitOfWork } from '../db/client';
import { readUnchangedFile } from '../files';
import { mailKept } from './queries';
import { readMail } from './read-mail';
import { sortFiles, type SortedFiles } from './sort-files';

/** Its files, looked at and made harmless: before a transaction is opened. @throws not_found */
export async function filesOfMail(scope: DeskScope, mailId: string): Promise<SortedFiles> {
	const mail = await unitOfWork(scope, (unit) => mailKept(unit, mailId));
	return sortFiles((await readMail(await readUnchangedFile(mail))).files);
}
