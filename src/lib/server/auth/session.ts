import type { Language } from '$lib/i18n/language';
import { and, eq } from 'drizzle-orm';
import { Lucia, TimeSpan, type Adapter, type DatabaseSession, type DatabaseUser } from 'lucia';
import type { Role } from '$lib/domain/access';
import { machineNow } from '../clock';
import { unitOfWork, withProof } from '../db/client';
import { session } from '../db/schema/sessions';
import { env } from '../env';
import { accountBehind } from '../settings/account-queries';
import { hashOf } from './hash';
import { deskScope, systemScope, type DeskScope } from './scope';

/** Idle two hours, never longer than twelve. */
const IDLE = new TimeSpan(2, 'h');
const ABSOLUTE_MS = 12 * 3_600_000;
const LONGEST_DEVICE = 300;
export const SESSION_COOKIE = 'entendu_session';

declare module 'lucia' {
	interface Register {
		Lucia: ReturnType<typeof makeLucia>;
		DatabaseUserAttributes: UserAttributes;
		DatabaseSessionAttributes: { organisationId: string; endsAt: Date; userAgent: string };
	}
}
interface UserAttributes {
	organisationId: string;
	timeZone: string;
	name: string;
	email: string;
	role: Role;
	language: Language;
	disabled: boolean;
	demo: boolean;
}

/** lucia only ever sees the id of the cookie; the table only ever sees its hash. */
const adapter: Adapter = {
	async getSessionAndUser(sessionId) {
		const row = await sessionBehind(sessionId);
		if (!row || row.endsAt <= machineNow()) return [null, null];
		const owner = await userOf(row.organisationId, row.userId);
		return [sessionRow(sessionId, row), owner] as [DatabaseSession, DatabaseUser];
	},
	async getUserSessions() {
		return [];
	},
	async setSession({ id, userId, expiresAt, attributes }) {
		await unitOfWork(keeper(attributes.organisationId), (unit) =>
			unit.tx.insert(session).values({
				organisationId: attributes.organisationId,
				idHash: hashOf(id),
				userId,
				expiresAt,
				endsAt: attributes.endsAt,
				createdAt: machineNow(),
				userAgent: attributes.userAgent
			})
		);
	},
	async updateSessionExpiration(sessionId, expiresAt) {
		const row = await sessionBehind(sessionId);
		if (row)
			await unitOfWork(keeper(row.organisationId), (unit) =>
				unit.tx
					.update(session)
					.set({ expiresAt: expiresAt < row.endsAt ? expiresAt : row.endsAt })
					.where(
						and(eq(session.organisationId, row.organisationId), eq(session.idHash, row.idHash))
					)
			);
	},
	async deleteSession(sessionId) {
		await withProof(hashOf(sessionId), (tx) =>
			tx.delete(session).where(eq(session.idHash, hashOf(sessionId)))
		);
	},
	async deleteUserSessions() {
		// Those of an account end in the transaction that ends them: auth/sessions.ts.
	},
	async deleteExpiredSessions() {}
};

const sessionBehind = (sessionId: string) =>
	withProof(
		hashOf(sessionId),
		async (tx) =>
			(
				await tx
					.select()
					.from(session)
					.where(eq(session.idHash, hashOf(sessionId)))
			)[0]
	);

const keeper = (organisationId: string) =>
	systemScope({ organisationId, timeZone: 'UTC', actor: 'sessions' });

const sessionRow = (id: string, row: typeof session.$inferSelect): DatabaseSession => ({
	id,
	userId: row.userId,
	expiresAt: row.expiresAt,
	attributes: {
		organisationId: row.organisationId,
		endsAt: row.endsAt,
		userAgent: row.userAgent
	}
});

async function userOf(organisationId: string, userId: string): Promise<DatabaseUser | null> {
	const found = await unitOfWork(keeper(organisationId), (unit) => accountBehind(unit, userId));
	if (!found) return null;
	const { name, email, role, language, disabledAt } = found.user;
	return {
		id: userId,
		attributes: {
			organisationId,
			timeZone: found.timeZone,
			name,
			email,
			role,
			language,
			disabled: disabledAt !== null,
			demo: found.demo
		}
	};
}

const makeLucia = () =>
	new Lucia(adapter, {
		sessionExpiresIn: IDLE,
		sessionCookie: {
			name: SESSION_COOKIE,
			expires: false,
			attributes: { secure: env().origin.startsWith('https:'), sameSite: 'lax', path: '/' }
		},
		getUserAttributes: (attributes: UserAttributes) => attributes
	});
let made: ReturnType<typeof makeLucia> | undefined;
export const lucia = () => (made ??= makeLucia());

/** The scope behind a cookie, or null. A disabled account and a demo account outside the demo have none. */
export async function openSession(sessionId: string): Promise<DeskScope | null> {
	const { session: found, user: owner } = await lucia().validateSession(sessionId);
	if (!found || !owner || owner.disabled || (owner.demo && !env().DEMO)) return null;
	const { organisationId, timeZone, name, email, role, language } = owner;
	return deskScope({
		organisationId,
		timeZone,
		user: { id: owner.id, name, email, role, language }
	});
}

/** Whether it still is one, without keeping it alive: what stays open by itself is nobody at work. */
export async function sessionLasts(sessionId: string): Promise<boolean> {
	const row = await sessionBehind(sessionId);
	return row !== undefined && row.endsAt > machineNow() && row.expiresAt > machineNow();
}

/** `device`: what the browser said of itself. */
export const createSession = (userId: string, organisationId: string, device = '') =>
	lucia().createSession(userId, {
		organisationId,
		userAgent: device.slice(0, LONGEST_DEVICE),
		endsAt: new Date(machineNow().getTime() + ABSOLUTE_MS)
	});

export const endSession = (sessionId: string): Promise<void> =>
	lucia().invalidateSession(sessionId);
