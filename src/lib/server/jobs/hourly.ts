import { sweepUploads } from '../attachments/sweep-uploads';
import { checkPromises } from '../checks/check-promises';
import { pruneJournal } from '../delivery/journal';
import { forgetDevices } from '../delivery/push/forget-devices';

/** What looks after the house, whatever is due. */
export async function hourly(): Promise<void> {
	pruneJournal();
	await sweepUploads();
	await forgetDevices();
	await checkPromises();
}
