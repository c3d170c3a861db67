import { AppError } from '$lib/domain/errors';
import { machineNow } from '../clock';
import { isFresh, type Signed } from '../delivery/signature';
import { countFailure, failsTooOften } from '../http/failures';

/**
 * Before a byte of a mail is taken: whoever has neither a signature nor today's clock is sent away. By
 * address, so that what strangers do wrong shuts no door to the mail server.
 * @throws too_many_attempts, not_signed_in
 */
export function knock(
	address: string,
	{ timestamp, signature }: Pick<Signed, 'timestamp' | 'signature'>
): void {
	if (failsTooOften(address)) throw new AppError('too_many_attempts');
	if (/^[0-9a-f]{64}$/.test(signature) && isFresh(timestamp, machineNow())) return;
	countFailure(address);
	throw new AppError('not_signed_in');
}

/** Only who is not believed is counted: an organisation that is none any more is no fault of a mail server that signs. */
export async function countingStrangers<T>(address: string, work: () => Promise<T>): Promise<T> {
	try {
		return await work();
	} catch (thrown) {
		if (thrown instanceof AppError && thrown.code === 'not_signed_in') countFailure(address);
		throw thrown;
	}
}
