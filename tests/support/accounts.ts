import { Secret, TOTP } from 'otpauth';
import type { Scope, SystemScope } from '$lib/server/auth/scope';
import { hashPassword } from '$lib/server/auth/password';
import { deliverAll } from '$lib/server/delivery/deliver';
import { letterIn } from '$lib/server/delivery/mailbox-reading';
import { caller } from '$lib/server/trpc/caller';
import { asOwner } from './database';

export const PASSWORD = 'neige sur le toit';

let hashed: Promise<string> | undefined;
/** Of the password above: a hash takes long enough to make one only. */
export const passwordHash = (): Promise<string> => (hashed ??= hashPassword(PASSWORD));

/** The door as a page of this session knocks at it. */
export const knock = (scope: Scope | null, { from = '10.0.0.1', sessionId = '' } = {}) =>
	caller({
		locals: { scope, requestId: 'test', sessionId: sessionId || null } as App.Locals,
		getClientAddress: () => from
	});

/** What left for this address about its account, the newest first, as its reader has it. */
export async function mailsTo(house: SystemScope, email: string) {
	await deliverAll();
	const rows = await asOwner<{ id: string; event: string; language: string }>(
		`select id, facts->>'event' as event, language from delivery
		where mail = 'user-account' and to_email = $1 and organisation_id = $2 order by created_at desc, id desc`,
		[email, house.organisationId]
	);
	return Promise.all(
		rows.map(async ({ id, event, language }) => {
			const letter = await letterIn(house, id);
			return { event, language, status: letter!.status, text: letter!.text };
		})
	);
}

/** The secret in the newest of them that opens something. */
export async function tokenFor(house: SystemScope, email: string): Promise<string> {
	for (const { text } of await mailsTo(house, email)) {
		const token = /\/(?:invitation|login\/reset)\/([A-Za-z0-9_-]{43})/.exec(text)?.[1];
		if (token) return token;
	}
	throw new Error(`no mail to ${email} opens anything`);
}

/** What a telephone shows: now, or so many steps from now. */
export const codeOf = (secret: string, steps = 0): string =>
	new TOTP({ secret: Secret.fromBase32(secret.replaceAll(' ', '')) }).generate({
		timestamp: Date.now() + steps * 30_000
	});

export const auditOf = async (subjectId: string): Promise<string[]> =>
	(
		await asOwner<{ action: string }>(
			`select action from audit_event where subject_kind = 'user' and subject_id = $1 order by at, id`,
			[subjectId]
		)
	).map(({ action }) => action);
