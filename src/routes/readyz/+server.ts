import { text } from '@sveltejs/kit';
import { caller } from '$lib/server/trpc/caller';

/** Ready: the database answers too. What rests meanwhile is named: a restored copy sends nothing, and without its antivirus files wait. */
export const GET = async (event) => {
	try {
		const { held, clamd, mailboxStands } = await caller(event).health.ready();
		const notes = [
			'ready',
			held && 'held: restored from a backup, nothing is sent',
			clamd === 'up' && 'clamd: up',
			clamd === 'down' && 'clamd: down, files wait to be checked',
			mailboxStands && !held && 'mailbox: not read, answers by mail are not heard'
		];
		return text(notes.filter(Boolean).join('; '));
	} catch {
		return text('database unavailable', { status: 503 });
	}
};
