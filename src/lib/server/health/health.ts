import { hasScanner, scannerIsUp } from '../attachments/clamd';
import { isMailboxStanding } from '../inbound/standing';
import { isInstanceHeld } from '../instance/queries';
import { publicProcedure, router } from '../trpc/procedures';

export const health = router({
	/** Answers when the database does; says whether mails are held back, and how the antivirus and the mailbox are. */
	ready: publicProcedure.query(async () => ({
		held: await isInstanceHeld(),
		clamd: await scannerState(),
		mailboxStands: await isMailboxStanding()
	}))
});

/** `none`: not set up, files can be read at once. */
async function scannerState(): Promise<'none' | 'up' | 'down'> {
	if (!hasScanner()) return 'none';
	return (await scannerIsUp()) ? 'up' : 'down';
}
