import type { DeskScope } from '../auth/scope';
import { unitOfWork } from '../db/client';
import type { FileContent } from '../attachments/read-attachment';
import { readUnchangedFile } from '../files';
import { mailKept } from './queries';

/** The mail as it came, to be saved, never shown. @throws not_found */
export async function originalMail(scope: DeskScope, mailId: string): Promise<FileContent> {
	const mail = await unitOfWork(scope, (unit) => mailKept(unit, mailId));
	return {
		name: `mail-${mail.receivedAt.toISOString().slice(0, 10)}.eml`,
		mime: 'message/rfc822',
		content: await readUnchangedFile(mail)
	};
}
