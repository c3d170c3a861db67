import { sql } from 'drizzle-orm';
import { drizzle, type NodePgDatabase } from 'drizzle-orm/node-postgres';
import { PgDialect } from 'drizzle-orm/pg-core';
import pg from 'pg';
import { localDateAt, type LocalDate } from '$lib/domain/calendar';
import { AppError } from '$lib/domain/errors';
import { isViewOnly, type Scope } from '../auth/scope';
import { now } from '../clock';
import { env } from '../env';
import { log } from '../log';
import { allOf, isAskedTogether } from './together';

export type Tx = Parameters<Parameters<NodePgDatabase['transaction']>[0]>[0];

/** One transaction with its scope, its instant and its business day. */
export interface Unit<S extends Scope = Scope> {
	readonly tx: Tx;
	readonly scope: S;
	readonly now: Date;
	/** Today for the organisation. */
	readonly today: LocalDate;
	/** Runs once the transaction is committed; never when it is rolled back. */
	afterCommit(effect: () => void): void;
	/** Runs when the transaction certainly came to nothing; not when the connection was lost under it. */
	afterRollback(effect: () => void): void;
}

let pool: pg.Pool | undefined;

/** Connections run as a role that owns nothing; a query that hangs is given up within five seconds. */
function openPool(): pg.Pool {
	const { DATABASE_URL, DATABASE_CONNECTIONS, DATABASE_PATIENCE_MS: patience } = env();
	const toBegin = Math.round(patience * 0.75);
	const opened = new pg.Pool({
		connectionString: DATABASE_URL,
		max: DATABASE_CONNECTIONS,
		connectionTimeoutMillis: toBegin,
		idleTimeoutMillis: 30_000,
		query_timeout: patience,
		// What is asked together is sent together; what is awaited one by one goes as ever.
		pipeline: true,
		keepAlive: true,
		application_name: 'entendu',
		options: `-c role=entendu_app -c statement_timeout=${patience} -c lock_timeout=${toBegin} -c idle_in_transaction_session_timeout=15000`
	});
	// A lost connection is not a reason to stop: the pool opens another one.
	opened.on('error', (error) => log('warn', 'database.connection_lost', { error: error.message }));
	// The pool listens to its idle connections only: a fault of one at work, heard by nobody, would end the process.
	opened.on('connect', (client) => client.on('error', () => {}));
	return opened;
}

export async function closePool(): Promise<void> {
	const closing = pool;
	pool = undefined;
	await closing?.end();
}

/** Everything a scope may do to the database happens in here. */
export async function unitOfWork<S extends Scope, T>(
	scope: S,
	work: (unit: Unit<S>) => Promise<T>
): Promise<T> {
	const effects: (() => void)[] = [];
	const undoings: (() => void)[] = [];
	const at = now();
	const begun = { ...settingsOf(scope), readOnly: isViewOnly(scope) };
	const result = await transaction(begun, (tx) =>
		work({
			tx,
			scope,
			now: at,
			today: localDateAt(at, scope.timeZone),
			afterCommit: (effect) => effects.push(effect),
			afterRollback: (undoing) => undoings.push(undoing)
		})
	).catch((error: unknown) => {
		// A connection lost during the commit may have committed.
		if (!isConnectionFault(error)) for (const undo of undoings) undo();
		throw error;
	});
	for (const effect of effects) effect();
	return result;
}

/**
 * The same transaction, seen with another scope for a moment: whoever acts may cause what he may not read.
 * No second connection, which others may be waiting for while they hold theirs.
 */
export async function withScope<S extends Scope, T>(
	unit: Unit<Scope>,
	scope: S,
	work: (unit: Unit<S>) => Promise<T>
): Promise<T> {
	// What is asked beside it would be asked with the other scope too.
	if (isAskedTogether(unit.tx)) throw new Error('no other scope beside questions under way');
	await unit.tx.execute(scopeSql(settingsOf(scope)));
	// A fault ends the transaction, whatever its scope is by then.
	const result = await work({ ...unit, scope });
	await unit.tx.execute(scopeSql(settingsOf(unit.scope)));
	return result;
}

/**
 * Before any organisation is known: the transaction sees only the rows whose secret it proves to
 * know (the hash of a link or session, an e-mail typed at the login).
 */
export const withProof = <T>(proof: string, work: (tx: Tx) => Promise<T>): Promise<T> =>
	transaction({ proof }, work);

/**
 * The same for many secrets, and no more, in one statement that is its own transaction: who is at the door is asked
 * on every request. The function proves each of them by itself; what nobody has, it does not answer.
 */
export async function provenTogether<Row>(
	fromFunction: 'links_at_the_door',
	proofs: readonly string[]
): Promise<Row[]> {
	const lease = await borrow();
	try {
		const question = `select * from ${fromFunction}($1)`;
		const { rows } = await lease.client.query<Row & pg.QueryResultRow>(question, [proofs]);
		return rows;
	} catch (error) {
		if (!isConnectionFault(error)) throw error;
		lease.drop(error);
		throw new AppError('unavailable');
	} finally {
		lease.giveBack();
	}
}

/** The engine's walk over the organisations: their own rows and nothing else. */
export const acrossOrganisations = <T>(work: (tx: Tx) => Promise<T>): Promise<T> =>
	transaction({ audience: 'system' }, work);

type Settings = Partial<
	Record<'organisation' | 'audience' | 'customer' | 'dispute' | 'proof', string>
>;

function settingsOf(scope: Scope): Settings {
	const settings: Settings = { organisation: scope.organisationId, audience: scope.audience };
	if (scope.audience === 'portal' || scope.audience === 'resolver')
		settings.customer = scope.customerId;
	if (scope.audience === 'resolver') settings.dispute = scope.disputeId;
	return settings;
}

async function transaction<T>(
	{ readOnly = false, ...settings }: Settings & { readOnly?: boolean },
	work: (tx: Tx) => Promise<T>
): Promise<T> {
	const lease = await borrow();
	try {
		return await drizzle(lease.client).transaction(
			async (tx) => {
				try {
					const scoped = setScope(lease.client, settings);
					const [, result] = await allOf([scoped, work(tx)]);
					return result;
				} catch (error) {
					// Now, not after a rollback that would wait for the same dead connection.
					if (isConnectionFault(error)) lease.drop(error);
					throw error;
				}
			},
			readOnly ? { accessMode: 'read only' } : undefined
		);
	} catch (error) {
		if (!lease.isDropped() && isConnectionFault(error)) lease.drop(error);
		throw lease.isDropped() ? new AppError('unavailable') : error;
	} finally {
		lease.giveBack();
	}
}

/** Sent by the time it returns, so that nothing overtakes it: whatever is asked next stands behind it. */
function setScope(client: pg.PoolClient, settings: Settings): Promise<unknown> {
	const { sql: text, params } = DIALECT.sqlToQuery(scopeSql(settings));
	return client.query(text, params);
}
const DIALECT = new PgDialect();

const scopeSql = (settings: Settings) =>
	sql`select ${sql.join(
		(['organisation', 'audience', 'customer', 'dispute', 'proof'] as const).map(
			(name) => sql`set_config(${'app.' + name}, ${settings[name] ?? ''}, true)`
		),
		sql`, `
	)}`;

/** A connection of the pool, given back once: a broken one is closed, or the next request would inherit it. */
async function borrow() {
	const client = await (pool ??= openPool()).connect().catch((error: unknown) => {
		throw isConnectionFault(error) ? new AppError('unavailable') : error;
	});
	let held = true;
	let dropped = false;
	return {
		client,
		isDropped: () => dropped,
		drop(error: unknown) {
			log('warn', 'database.connection_dropped', { error: wordsOf(error) });
			client.release(true);
			[held, dropped] = [false, true];
		},
		giveBack() {
			if (held) client.release();
			held = false;
		}
	};
}

/** Of the fault, without the query around it: its parameters are nobody's business. */
function wordsOf(error: unknown): string {
	if (!(error instanceof Error)) return String(error);
	return error.cause ? wordsOf(error.cause) : error.message;
}

/** Connection exceptions (class 08), shutdown (57P0x), too many connections, or no server at all. */
function isConnectionFault(error: unknown): boolean {
	for (let e = error; e instanceof Error; e = e.cause) {
		if (e instanceof AppError) return e.code === 'unavailable';
		const code = (e as { code?: string }).code ?? '';
		if (/^(08|57P0|53300)/.test(code) || /^(ECONN|EPIPE|ETIMEDOUT|ENOTFOUND)/.test(code))
			return true;
		if (
			/Connection terminated|timeout exceeded when trying to connect|Query read timeout/.test(
				e.message
			)
		)
			return true;
	}
	return false;
}
