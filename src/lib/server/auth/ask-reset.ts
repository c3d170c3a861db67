import { uuidv7 } from 'uuidv7';
import { AppError } from '$lib/domain/errors';
import { KEY_LIFE_MS } from '$lib/domain/users/keys';
import { record } from '../audit/record';
import { machineNow } from '../clock';
import { unitOfWork, type Unit } from '../db/client';
import { passwordReset } from '../db/schema/password-resets';
import { accountWithEmail, isOpenHouse, type Account } from '../settings/account-queries';
import { tellAccount } from '../settings/users/tell-account';
import { accountToken } from './account-keys';
import { afterAnswer } from './after-answer';
import { hashOf } from './hash';
import { endResetsOf } from './password-reset-queries';
import { systemScope, type SystemScope } from './scope';
import { countAttempt } from './throttle';

const HOUR_MS = 3_600_000;
/** Asked for from one place in a quarter of an hour; mailed to one address in an hour. */
const LIMIT = { address: 10, account: 3 } as const;

/**
 * Says nothing, and takes as long, whether the address has an account or not.
 * @throws too_many_attempts from one place
 */
export async function askReset(email: string, address: string): Promise<void> {
	await countAttempt([{ key: hashOf(`reset-from:${address}`), limit: LIMIT.address }]);
	afterAnswer('password_reset.failed', () => mailReset(email.trim().toLowerCase()));
}

async function mailReset(email: string): Promise<void> {
	const account = await accountWithEmail(email);
	if (!account || account.disabledAt || !(await mayBeMailed(account))) return;
	if (!(await isOpenHouse(account.organisationId))) return;
	await unitOfWork(keeper(account), (unit) => putReset(unit, account));
}

const keeper = ({ organisationId }: Account): SystemScope =>
	systemScope({ organisationId, timeZone: 'UTC', actor: 'sign-in' });

/** Nobody fills somebody else's mailbox by asking for him. */
async function mayBeMailed({ id }: Account): Promise<boolean> {
	const door = { key: hashOf(`reset:${id}`), limit: LIMIT.account, windowMs: HOUR_MS };
	try {
		await countAttempt([door]);
		return true;
	} catch (thrown) {
		if (thrown instanceof AppError && thrown.code === 'too_many_attempts') return false;
		throw thrown;
	}
}

/** The one before opens nothing any more. */
async function putReset(unit: Unit<SystemScope>, account: Account): Promise<void> {
	await endResetsOf(unit, account.id);
	const id = uuidv7();
	const key = { kind: 'reset', id } as const;
	await unit.tx.insert(passwordReset).values({
		...{ organisationId: unit.scope.organisationId, id, userId: account.id },
		tokenHash: hashOf(accountToken(key)),
		askedAt: unit.now,
		expiresAt: new Date(machineNow().getTime() + KEY_LIFE_MS.reset)
	});
	await record(unit, 'user.reset_asked', { kind: 'user', id: account.id });
	await tellAccount(unit, account, { event: 'reset_asked', key }, id);
}
