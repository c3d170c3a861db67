import type { Language } from '$lib/i18n/language';
import { uuidv7 } from 'uuidv7';
import type { Role } from '$lib/domain/access';
import { AppError } from '$lib/domain/errors';
import { record } from '../audit/record';
import { hashPassword } from '../auth/password';
import type { InsideScope } from '../auth/scope';
import { unitOfWork, type Unit } from '../db/client';
import { user } from '../db/schema/users';

export interface NewUser {
	email: string;
	name: string;
	role: Role;
	team: string;
	language: Language;
	password: string;
}

/**
 * A colleague who can sign in.
 * @throws conflict when the address has an account, in whatever organisation
 */
export async function createUser(
	scope: InsideScope,
	{ password, ...fields }: NewUser
): Promise<string> {
	const passwordHash = await hashPassword(password);
	return unitOfWork(scope, async (unit) => {
		const id = await insertUser(unit, { ...fields, passwordHash });
		const { email, role } = fields;
		await record(unit, 'user.created', { kind: 'user', id }, { email, role });
		return id;
	});
}

/** @throws conflict when the address has an account, in whatever organisation */
export async function insertUser(
	unit: Unit<InsideScope>,
	fields: Omit<NewUser, 'password'> & { passwordHash: string }
): Promise<string> {
	const { organisationId } = unit.scope;
	const id = uuidv7();
	const made = await unit.tx
		.insert(user)
		.values({ ...fields, organisationId, id, createdAt: unit.now })
		.onConflictDoNothing({ target: user.email });
	if (made.rowCount === 0) throw new AppError('conflict', {}, 'email');
	return id;
}
