import { env } from '../env';
import type { Channel } from './channels/letter';
import { mailbox } from './channels/mailbox';
import { smtp } from './channels/smtp';

/** The way out of this installation. */
export const openChannel = (): Channel => (env().SMTP_URL ? smtp(env().SMTP_URL!) : mailbox());
