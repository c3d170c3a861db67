import type { OutgoingMessage } from './channels/message';
import type { Delivery } from './queries';

/** `written` rests in the database with a placeholder for its link; `message` has the real one and lives in memory only. */
export interface Written {
	written: Pick<Delivery, 'subject' | 'html' | 'text'> & Partial<Pick<Delivery, 'facts'>>;
	message: OutgoingMessage;
}
