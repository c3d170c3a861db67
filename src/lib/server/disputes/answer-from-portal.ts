import { DAY_MS, type LocalDate } from '$lib/domain/calendar';
import { AppError } from '$lib/domain/errors';
import { CUSTOMER_DAY, whomToAsk } from '../auth/link-day';
import { signatureOf, systemScope, type PortalScope } from '../auth/scope';
import { unitOfWork } from '../db/client';
import { mailsSince } from '../delivery/outbox-queries';
import { answerInstead, type AnswerInstead } from './answer-instead';

/** Each copy is mailed, and staff hear of it. @throws customer_too_often and what `answerInstead` throws */
export async function answerFromPortal(
	scope: PortalScope,
	input: AnswerInstead
): Promise<{ answer: true; untilOn: LocalDate | null }> {
	await refuseTooMany(scope);
	return unitOfWork(scope, (unit) => answerInstead(unit, input));
}

/** A link sees no mails: looked at from inside, before. Some at the same moment may pass together. */
async function refuseTooMany({ organisationId, timeZone, customerId, holder }: PortalScope) {
	const inside = systemScope({ organisationId, timeZone, actor: signatureOf(holder) });
	await unitOfWork(inside, async (unit) => {
		const since = new Date(unit.now.getTime() - DAY_MS);
		const copies = { customerId, since, keys: 'account-update:copy:' };
		if ((await mailsSince(unit, copies)) >= CUSTOMER_DAY.copies)
			throw new AppError('customer_too_often', { whom: await whomToAsk(unit) });
	});
}
