import { AppError } from '$lib/domain/errors';
import { hasScanner, scanBytes } from './clamd';

/**
 * What we hand over ourselves waits in no quarantine: it is looked at at once, where there is a scanner.
 * Slow: before a transaction is opened.
 * @throws file_refused, file_not_checked
 */
export async function refuseInfected(name: string, content: Uint8Array): Promise<void> {
	if (!hasScanner()) return;
	const verdict = await scanBytes(content).catch(() => null);
	if (!verdict) throw new AppError('file_not_checked', { name }, 'files');
	if (!verdict.clean) throw new AppError('file_infected', { name }, 'files');
}
