import { sweepUploads } from '../attachments/sweep-uploads';
import { checkPromises } from '../checks/check-promises';
import { pruneJournal } from '../delivery/journal';
import { forgetDevices } from '../delivery/push/forget-devices';
import { log } from '../log';

const JOBS = { pruneJournal, sweepUploads, forgetDevices, checkPromises };

/** What looks after the house, whatever is due: each on its own, or the trouble of one would hide in the others. */
export async function hourly(
	jobs: Record<string, () => void | Promise<void>> = JOBS
): Promise<void> {
	for (const [job, work] of Object.entries(jobs))
		try {
			await work();
		} catch (error) {
			log('error', 'hourly.failed', { job, error });
		}
}
