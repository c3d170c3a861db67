import type { OutgoingLetter } from './letter';
import type { ProviderRequest } from './provider-request';

/** What leaves, by the way it takes; lives in memory only. */
export interface Messages {
	email: OutgoingLetter;
	sms: ProviderRequest;
	post: ProviderRequest;
}
/** Ways out of this installation, as a delivery names its own. */
export type Way = keyof Messages;
export type OutgoingMessage = { [W in Way]: { way: W; content: Messages[W] } }[Way];
