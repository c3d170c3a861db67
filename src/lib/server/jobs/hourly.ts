import { checkPromises } from '../checks/check-promises';
import { pruneJournal } from '../delivery/journal';

/** What looks after the house, whatever is due. */
export async function hourly(): Promise<void> {
	pruneJournal();
	await checkPromises();
}
