import type { ProviderChannel } from '../../db/schema/providers';

/** Where to ask, and with which secret; opened for one request and never written down. */
export interface ProviderAddress {
	id: string;
	url: string;
	secret: string;
}

/** What a provider is asked to do. The id of the delivery makes the same request twice one message. */
export interface ProviderRequest {
	provider: ProviderAddress;
	deliveryId: string;
	channel: ProviderChannel;
	content: { to: string; text: string } | { to: { name: string; address: string }; pdf: string };
	/** Where he tells what became of it. */
	callback: string;
	trial?: true;
}

export const bodyOf = ({
	deliveryId,
	channel,
	content,
	callback,
	trial
}: ProviderRequest): string =>
	JSON.stringify({ id: deliveryId, channel, ...content, callback, ...(trial && { trial }) });
