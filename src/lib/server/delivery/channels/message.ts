import type { OutgoingLetter } from './letter';
import type { ProviderRequest } from './provider-request';
import type { PushMessage } from './push';

/** What leaves, by the way it takes; lives in memory only. */
export interface Messages {
	email: OutgoingLetter;
	sms: ProviderRequest;
	post: ProviderRequest;
	push: PushMessage;
}
/** Ways out of this installation, as a delivery names its own. */
export type Way = keyof Messages;
/** Sent on by somebody each organisation chose for itself: what he does not answer to, he does not answer to the next one either. */
export const hasProvider = (way: Way): boolean => way === 'sms' || way === 'post';
export type OutgoingMessage = { [W in Way]: { way: W; content: Messages[W] } }[Way];
