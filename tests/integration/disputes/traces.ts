import { asOwner } from '../../support/database';

/** Actions written in the audit log about one thing, oldest first. */
export const auditOf = async (subjectId: string): Promise<string[]> =>
	(
		await asOwner<{ action: string }>(
			'select action from audit_event where subject_id = $1 order by id',
			[subjectId]
		)
	).map((row) => row.action);

export interface PutMail {
	mail: string;
	to_email: string;
	facts: Record<string, unknown>;
	link_id: string | null;
}

/** Mails put into the outbox about one case, oldest first. */
export const mailsAbout = (disputeId: string): Promise<PutMail[]> =>
	asOwner<PutMail & Record<string, unknown>>(
		'select mail, to_email, facts, link_id from delivery where dispute_id = $1 order by id',
		[disputeId]
	);

export const statusOf = async (disputeId: string): Promise<string> =>
	(await asOwner<{ status: string }>('select status from dispute where id = $1', [disputeId]))[0]!
		.status;

/** Moves a case by hand, for tests that begin further on. */
export const putInStatus = (disputeId: string, status: string) =>
	asOwner('update dispute set status = $2 where id = $1', [disputeId, status]);
