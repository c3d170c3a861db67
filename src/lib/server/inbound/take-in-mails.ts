import { unitOfWork } from '../db/client';
import { isInstanceHeld } from '../instance/queries';
import { log } from '../log';
import { allOrganisations } from '../settings/queries';
import { fetchMails } from './fetch-mails';
import { unsettledMails } from './queries';
import { settleMail } from './settle-mail';
import { inboundScope } from './whose-mail';

/** Of one organisation in one round; the others do not wait behind a flood. */
const MOST_AT_ONCE = 200;

/** Fetches what came and reads what is kept. A mailbox that is away keeps nobody from the rest. */
export async function takeInMails(): Promise<void> {
	// A restored copy would hear what the original heard already.
	if (await isInstanceHeld()) return;
	await fetchMails().catch((error: unknown) => log('error', 'inbound.not_fetched', { error }));
	for (const organisation of await allOrganisations()) {
		const scope = inboundScope(organisation);
		for (const mailId of await unitOfWork(scope, (unit) => unsettledMails(unit, MOST_AT_ONCE)))
			await settleMail(scope, mailId).catch((error: unknown) =>
				log('error', 'inbound.not_settled', { mailId, error })
			);
	}
}
