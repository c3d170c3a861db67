import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { splitMail } from './raw-mail';
import { recognise } from './recognise';

const of = (headers: string, subject = '', body = 'x') =>
	recognise(splitMail(`${headers}\r\n\r\n${body}`), subject);

describe('a bounce', () => {
	it.each([
		[
			'Content-Type: multipart/report; report-type=delivery-status; boundary=b',
			'',
			'delivery_report'
		],
		['From: Mail Delivery System <MAILER-DAEMON@mx.test>', 'x', 'mail_daemon'],
		['From: postmaster@client.test', '', 'mail_daemon'],
		['X-Failed-Recipients: compta@client.test', '', 'failed_recipients'],
		['From: a@b.test', 'Undelivered Mail Returned to Sender', 'bounce_subject'],
		['From: a@b.test', 'Non remis : Facture 12', 'bounce_subject']
	])('%s, « %s »', (headers, subject, mark) => {
		const { kind, marks } = of(headers, subject);
		expect(kind).toBe('bounce');
		expect(marks).toContain(mark);
	});

	it('is told by its report, whatever the outer type says', () => {
		const body = '--b\r\nContent-Type: message/delivery-status\r\n\r\nAction: failed';
		expect(of('Content-Type: multipart/mixed; boundary=b', '', body).kind).toBe('bounce');
	});
});

describe('a machine', () => {
	it.each([
		['Auto-Submitted: auto-generated', '', 'auto_submitted'],
		['Auto-Submitted: auto-replied (vacation)', '', 'auto_replied'],
		['Precedence: bulk', '', 'precedence'],
		['Precedence: auto_reply', '', 'auto_replied'],
		['List-Id: <news.client.test>', '', 'list'],
		['X-Auto-Response-Suppress: All', '', 'response_suppressed'],
		['X-Autoreply: yes', '', 'auto_response'],
		['Return-Path: <>', '', 'no_return_path'],
		['From: No reply <no-reply@client.test>', '', 'no_reply'],
		['From: a@b.test', 'Réponse automatique : Votre relance', 'machine_subject'],
		['From: a@b.test', 'Automatische Antwort: Mahnung', 'machine_subject'],
		['From: a@b.test', 'Respuesta automática: factura', 'machine_subject'],
		['Message-ID: <1@entendu>', 'Re: x', 'from_entendu'],
		[`Reply-To: Dupont <r+${'0v'.repeat(26)}@in.test>`, 'Re: x', 'from_entendu'],
		['From: a@b.test', 'Out of Office', 'machine_subject'],
		['From: a@b.test', 'Absent du bureau', 'machine_subject'],
		['Content-Type: multipart/report; report-type=disposition-notification', '', 'other_report']
	])('%s, « %s »', (headers, subject, mark) => {
		const { kind, marks } = of(headers, subject);
		expect(kind).toBe('machine');
		expect(marks).toContain(mark);
	});

	it('is an absence even when the server sends it in its own name', () => {
		expect(of('From: postmaster@client.test', 'Out of office').kind).toBe('machine');
	});
});

describe('a person', () => {
	it.each([
		['From: Ana <ana@client.test>', 'Re: Votre facture'],
		['From: ana@client.test\r\nAuto-Submitted: no', 'RE: Mahnung'],
		['From: ana@client.test', 'Absence de bon de livraison'],
		['From: ana@client.test', 'Problème de livraison'],
		['From: ana@client.test', 'Delivery problem: two pallets missing'],
		['From: ana@client.test', 'Error de entrega'],
		['From: ana@client.test', 'Returned goods'],
		['From: ana@client.test', 'Colis non remis'],
		['From: ana@client.test', 'Re: Undeliverable: Facture 12'],
		['From: ana@client.test\r\nX-Auto-Response-Suppress: DR', 'x'],
		['Return-Path: <ana@client.test>', 'x'],
		['From: Express Mail Delivery <compta@express.test>', 'Facture fausse'],
		['From: "Mail Admin Services" <ap@client.test>', 'Re: Relance']
	])('%s, « %s »', (headers, subject) => {
		expect(of(headers, subject)).toEqual({ kind: 'human', marks: [] });
	});
});

it('whatever comes is one of the three, and every machine is told by something', () => {
	fc.assert(
		fc.property(fc.string({ unit: 'binary' }), fc.string(), (raw, subject) => {
			const { kind, marks } = recognise(splitMail(raw), subject);
			expect(kind === 'human').toBe(marks.length === 0);
		})
	);
});

it('one header that says so is enough, whatever stands beside it', () => {
	const name = fc.stringMatching(/^X-[A-Za-z]{1,12}$/);
	const others = fc.array(fc.tuple(name, fc.stringMatching(/^[ -~]{0,40}$/)), { maxLength: 10 });
	fc.assert(
		fc.property(others, (lines) => {
			const text = lines.map(([header, value]) => `${header}: ${value}`).join('\r\n');
			const { marks } = of(`${text}\r\nAuto-Submitted: auto-generated`);
			expect(marks).toContain('auto_submitted');
		})
	);
});
