import { asOwner } from '../../support/database';

/**
 * From here on every row that is written, changed or taken away is noted down in the transaction that does it: what is
 * rolled back leaves no note, what stays always does, even where a later write takes it back.
 */
export async function watchWrites(): Promise<void> {
	await asOwner(`create table write_noted (name text not null)`);
	// As the owner of the tables: whoever writes into one of them may not write here.
	await asOwner(
		`create function note_write() returns trigger language plpgsql security definer set search_path = public as
		$$ begin insert into write_noted values (tg_table_name); return null; end $$`
	);
	await asOwner(
		`do $$ declare watched text; begin
			for watched in select tablename from pg_tables where schemaname = 'public' and tablename <> 'write_noted' loop
				execute format('create trigger note_write after insert or update or delete on %I
					for each row execute function note_write()', watched);
			end loop;
		end $$`
	);
}

/** How many rows of every table were written so far, and stayed so. */
export async function written(): Promise<Record<string, number>> {
	const rows = await asOwner<{ name: string; n: number }>(
		`select name, count(*)::int as n from write_noted group by name`
	);
	return Object.fromEntries(rows.map(({ name, n }) => [name, n]));
}
