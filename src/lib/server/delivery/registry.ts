import { env } from '../env';
import type { Channel } from './channels/letter';
import { mailbox } from './channels/mailbox';
import { smtp } from './channels/smtp';
import { witnessAddress } from './witness/settings';

/** The way out of this installation. */
export const openChannel = (): Channel =>
	env().SMTP_URL ? smtp(env().SMTP_URL!, witnessAddress()) : mailbox();
