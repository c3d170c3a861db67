import type { DeskScope } from '../auth/scope';
import { unitOfWork } from '../db/client';
import type { FileContent } from '../attachments/read-attachment';
import { refuseInfected } from '../attachments/refuse-infected';
import { readUnchangedFile } from '../files';
import { mailKept } from './queries';

/**
 * The mail as it came, to be saved, never shown; looked at by the scanner first, like any file of a stranger.
 * @throws not_found, file_infected, file_not_checked
 */
export async function originalMail(scope: DeskScope, mailId: string): Promise<FileContent> {
	const mail = await unitOfWork(scope, (unit) => mailKept(unit, mailId));
	const name = `mail-${mail.receivedAt.toISOString().slice(0, 10)}.eml`;
	const content = await readUnchangedFile(mail);
	await refuseInfected(name, content);
	return { name, mime: 'message/rfc822', content };
}
