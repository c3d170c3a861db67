import fs from 'node:fs';
import { localDate, type LocalDate } from '$lib/domain/calendar';
import { IBM, sharedFile } from '../integration/intake/files';

/** A row of the IBM sample, read without the help of the code that imports it. */
export interface Line {
	code: string;
	number: string;
	issuedOn: LocalDate;
	dueOn: LocalDate;
	settledOn: LocalDate;
	disputed: boolean;
	cents: bigint;
	cells: string[];
}

const SETTLED = 8;
const file = sharedFile(IBM);
const [header = '', ...rows] = file ? new TextDecoder().decode(file).trim().split(/\r?\n/) : [];

/** The 2,466 invoices; none where the sample is not at hand. */
export const lines: Line[] = rows.map((row) => lineOf(row.split(',')));
export const byNumber = new Map(lines.map((line) => [line.number, line]));
export const codes = [...new Set(lines.map((line) => line.code))];

/** Our own: the sample has no people. */
export const contacts = fs.readFileSync(new URL('./ibm-contacts.csv', import.meta.url), 'utf8');

/** By address; who has none in the file is written to in the language of the company. */
export const languages = new Map(
	contacts
		.trim()
		.split('\n')
		.slice(1)
		.map((row) => row.split(','))
		.map(([, , , , language = '', email = '']) => [email, language || 'en'])
);

function lineOf(cells: string[]): Line {
	const [
		,
		code = '',
		,
		number = '',
		issued = '',
		due = '',
		amount = '',
		disputed = '',
		settled = ''
	] = cells;
	return {
		code,
		number,
		issuedOn: dayOf(issued),
		dueOn: dayOf(due),
		settledOn: dayOf(settled),
		disputed: disputed === 'Yes',
		cents: BigInt(Math.round(Number(amount) * 100)),
		cells
	};
}

/** 1/26/2013 */
function dayOf(text: string): LocalDate {
	const [month = '', day = '', year = ''] = text.split('/');
	return localDate(`${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`);
}

export const knownOn = (day: LocalDate) => lines.filter((line) => line.issuedOn <= day);
export const paidOn = (line: Line, day: LocalDate) => line.settledOn <= day;

/** Flagged, and unpaid in one of these ledgers. */
export const wasSeenContested = (
	line: Line,
	ledgers: readonly { ledgerDay: LocalDate }[]
): boolean =>
	line.disputed &&
	ledgers.some(({ ledgerDay }) => line.issuedOn <= ledgerDay && !paidOn(line, ledgerDay));

/** The ledger as it stood that evening: later invoices are not in it, later payments not yet made. */
export const ledgerOf = (day: LocalDate): string =>
	[
		header,
		...knownOn(day).map((line) =>
			line.cells.map((cell, i) => (i === SETTLED && !paidOn(line, day) ? '' : cell)).join(',')
		)
	].join('\n');
