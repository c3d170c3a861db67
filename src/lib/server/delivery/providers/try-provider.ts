import { uuidv7 } from 'uuidv7';
import { mobileNumber } from '$lib/domain/delivery/phone';
import { AppError } from '$lib/domain/errors';
import { say } from '$lib/i18n/words';
import { record } from '../../audit/record';
import type { DeskScope } from '../../auth/scope';
import { unitOfWork, type Unit } from '../../db/client';
import type { ProviderChannel } from '../../db/schema/providers';
import { organisationOf } from '../../settings/queries';
import type { ProviderRequest } from '../channels/provider-request';
import { provider } from '../channels/provider';
import { letLeave } from '../hold-back';
import type { Attempt } from '../outcome';
import { callbackUrl, providerFor, wayOf } from './queries';
import { trialLetter } from './trial-letter';

export interface Trial {
	outcome: 'accepted' | 'refused' | 'unreachable';
	/** What the provider said. */
	response: string;
}

/**
 * Asks the provider for one message that says it is a trial: a text to a number somebody typed, a letter
 * to ourselves. Outside any transaction: an answer may take its time.
 * @throws not_found, phone_invalid
 */
export async function tryProvider(
	scope: DeskScope,
	{ channel, phone }: { channel: ProviderChannel; phone: string }
): Promise<Trial> {
	const request = await unitOfWork(scope, (unit) => trialOf(unit, channel, phone));
	const attempt = await provider().send(request);
	const trial = { outcome: outcomeOf(attempt), response: attempt.response };
	await unitOfWork(scope, async (unit) => {
		if (trial.outcome === 'accepted') await letLeave(unit, wayOf(channel));
		await record(
			unit,
			'provider.tried',
			{ kind: 'provider', id: request.provider.id },
			{ ...trial }
		);
	});
	return trial;
}

const outcomeOf = ({ kind }: Attempt): Trial['outcome'] =>
	kind === 'accepted' || kind === 'unreachable' ? kind : 'refused';

async function trialOf(
	unit: Unit<DeskScope>,
	channel: ProviderChannel,
	phone: string
): Promise<ProviderRequest> {
	const found = await providerFor(unit, channel);
	if (!found) throw new AppError('not_found');
	const { name, address, country } = await organisationOf(unit);
	const common = {
		provider: found,
		deliveryId: uuidv7(),
		channel,
		callback: callbackUrl(unit.scope.organisationId, found.id),
		trial: true
	} as const;
	const text = say('channels_trial_text', { name }, unit.scope.user.language);
	if (channel !== 'sms')
		return { ...common, content: { to: { name, address }, pdf: await trialLetter(text) } };
	const to = mobileNumber(phone, country);
	if (!to) throw new AppError('phone_invalid', {}, 'phone');
	return { ...common, content: { to, text } };
}
