import { and, desc, eq, sql } from 'drizzle-orm';
import { localDateAt, type LocalDate } from '$lib/domain/calendar';
import { partWords } from '$lib/domain/dunning/edited-words';
import type { TemplateWords } from '$lib/domain/dunning/template';
import type { InsideScope } from '../auth/scope';
import type { Unit } from '../db/client';
import { noticeEdit, type notice } from '../db/schema/notices';

type NoticeRow = typeof notice.$inferSelect;

export interface NoticeEdit {
	id: string;
	/** Null: back to the words of the template. */
	words: TemplateWords | null;
	by: string;
	at: Date;
	on: LocalDate;
}

/** Every rewording of a notice, the last first. */
export async function editsOf(unit: Unit<InsideScope>, noticeId: string): Promise<NoticeEdit[]> {
	const rows = await unit.tx
		.select()
		.from(noticeEdit)
		.where(ofOne(unit, noticeId))
		.orderBy(desc(noticeEdit.at), desc(noticeEdit.id));
	return rows.map((row) => editIn(unit, row));
}

/** The words a person put in place of the template's since it was planned. */
export async function editInForce(
	unit: Unit<InsideScope>,
	{ id, content }: Pick<NoticeRow, 'id' | 'content'>
): Promise<(NoticeEdit & { words: TemplateWords }) | null> {
	const editId = editIdIn(content);
	if (!editId) return null;
	const [row] = await unit.tx
		.select()
		.from(noticeEdit)
		.where(and(ofOne(unit, id), sql`${noticeEdit.id}::text = ${editId}`));
	const edit = row && editIn(unit, row);
	return edit?.words ? { ...edit, words: edit.words } : null;
}

export const editIdIn = (content: NoticeRow['content']): string | null =>
	typeof content?.editId === 'string' ? content.editId : null;

const ofOne = (unit: Unit<InsideScope>, noticeId: string) =>
	and(eq(noticeEdit.organisationId, unit.scope.organisationId), eq(noticeEdit.noticeId, noticeId));

const editIn = (
	unit: Unit<InsideScope>,
	{ id, subject, body, by, at }: typeof noticeEdit.$inferSelect
): NoticeEdit => ({
	id,
	words: subject || body ? { subject, ...partWords(body) } : null,
	by,
	at,
	on: localDateAt(at, unit.scope.timeZone)
});
