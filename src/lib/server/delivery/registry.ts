import { env } from '../env';
import type { Channel } from './channels/letter';
import { mailbox } from './channels/mailbox';
import type { Messages, OutgoingMessage, Way } from './channels/message';
import { provider } from './channels/provider';
import { push } from './channels/push';
import { smtp } from './channels/smtp';
import type { Attempt } from './outcome';
import { witnessAddress } from './witness/settings';

/** The way mails take out of this installation. */
export const openChannel = (): Channel =>
	env().SMTP_URL ? smtp(env().SMTP_URL!, witnessAddress()) : mailbox();

/** Every way out; a new one is a line here, and the compiler asks for it. */
const WAYS: { [W in Way]: () => Channel<Messages[W]> } = {
	email: openChannel,
	sms: provider,
	post: provider,
	push
};
/** They do not go through the mail server. */
export const BESIDE_MAIL = (Object.keys(WAYS) as Way[]).filter((way) => way !== 'email');

/** All of them, for a worker that takes whatever is due. */
export function openLane() {
	const open = { email: WAYS.email(), sms: WAYS.sms(), post: WAYS.post(), push: WAYS.push() };
	return {
		send: <W extends Way>({ way, content }: { way: W; content: Messages[W] }): Promise<Attempt> =>
			(open[way] as Channel<Messages[W]>).send(content),
		close: () => Object.values(open).forEach((channel) => channel.close())
	};
}
export type Lane = { send(message: OutgoingMessage): Promise<Attempt>; close(): void };
