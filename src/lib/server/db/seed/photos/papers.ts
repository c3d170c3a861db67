import { DECIMAL_SIGN } from '$lib/i18n/read-amount';
import type { Creditor, DemoLanguage } from '../creditor';
import { lettering, penStroke } from './lettering';

/** A sheet photographed on a desk, a little askew. */
const sheet = (content: string, tilt: number): string => `
<svg xmlns="http://www.w3.org/2000/svg" width="960" height="1280" viewBox="0 0 960 1280">
	<defs>
		<linearGradient id="desk" x1="0" y1="0" x2="1" y2="1"><stop offset="0" stop-color="#6d5036"/><stop offset="0.5" stop-color="#7e5e40"/><stop offset="1" stop-color="#4e3824"/></linearGradient>
		<linearGradient id="paper" x1="0" y1="0" x2="1" y2="1"><stop offset="0" stop-color="#fbf9f2"/><stop offset="0.6" stop-color="#f0ede3"/><stop offset="1" stop-color="#d9d5c8"/></linearGradient>
		<filter id="shade"><feGaussianBlur stdDeviation="18"/></filter>
	</defs>
	<rect width="960" height="1280" fill="url(#desk)"/>
	${Array.from({ length: 9 }, (_, i) => `<path d="M0 ${i * 150 + 40} Q480 ${i * 150 + ((i * 53) % 60)} 960 ${i * 150 + 66}" stroke="#3d2a18" stroke-width="3" fill="none" opacity="0.35"/>`).join('')}
	<g transform="rotate(${tilt} 480 640)">
		<rect x="96" y="82" width="790" height="1130" fill="#000" opacity="0.5" filter="url(#shade)"/>
		<rect x="80" y="60" width="790" height="1130" fill="url(#paper)"/>
		${content}
		<path d="M80 620 h790" stroke="#b9b4a4" stroke-width="3" opacity="0.7"/>
	</g>
</svg>`;

const rule = (y: number, colour = '#8b8b84'): string =>
	`<path d="M130 ${y} h690" stroke="${colour}" stroke-width="1.5"/>`;

interface PaperWords {
	title: string;
	columns: [string, string, string];
	remark: string;
}

/** Delivery note with the shortage written by hand and a signature. */
export const deliveryNote = (creditor: Creditor): string =>
	sheet(
		`${head(creditor, DELIVERY_NOTE[creditor.language])}
		${creditor.articles
			.slice(0, 8)
			.map(([name, , quantities], index) => row(index, name, String(quantities[0]), index === 2))
			.join('')}
		${lettering(DELIVERY_NOTE[creditor.language].remark, 150, 890, 34, { fill: '#1f3a93' })}
		${penStroke('M148 910 q120 10 360 -4')}
		${penStroke('M560 1050 q30 -90 60 -30 t40 -20 q10 60 40 -10 t50 6 q40 -60 60 10 q-130 40 -230 30', '#1f3a93', 4)}
		<circle cx="300" cy="1040" r="82" fill="none" stroke="#a3211b" stroke-width="5" opacity="0.65"/><circle cx="300" cy="1040" r="66" fill="none" stroke="#a3211b" stroke-width="2" opacity="0.65"/>
		<g opacity="0.65" transform="rotate(-14 300 1040)">${lettering(...RECEIVED[creditor.language], 1052, 36, { bold: true, fill: '#a3211b' })}</g>`,
		-2.2
	);

/** Quotation with the agreed price ringed. */
export const quotation = (creditor: Creditor): string =>
	sheet(
		`${head(creditor, QUOTATION[creditor.language])}
		${creditor.articles
			.slice(3, 9)
			.map(([name, price], index) => row(index, name, agreedPrice(price, creditor.language), false))
			.join('')}
		<ellipse cx="770" cy="399" rx="66" ry="27" fill="none" stroke="#a3211b" stroke-width="5" opacity="0.8" transform="rotate(-4 770 399)"/>
		${lettering(QUOTATION[creditor.language].remark, 150, 830, 30, { fill: '#1f3a93' })}
		${penStroke('M520 960 q40 -80 70 -10 t60 -30 q20 50 60 0 t70 10', '#1f3a93', 4)}`,
		1.6
	);

/** A little below what is invoiced. */
const agreedPrice = (price: number, language: DemoLanguage): string =>
	(Math.round(price * 0.89) / 100).toFixed(2).replace('.', DECIMAL_SIGN[language]);

/** The stamp, and where it begins to sit in its circle. */
const RECEIVED: Record<DemoLanguage, [word: string, x: number]> = {
	fr: ['REÇU', 254],
	en: ['RECEIVED', 226]
};
const DELIVERY_NOTE: Record<DemoLanguage, PaperWords> = {
	fr: {
		title: 'BON DE LIVRAISON',
		columns: ['Désignation', 'Qté', 'Contrôle'],
		remark: 'Cartons manquants – vu avec le chauffeur'
	},
	en: {
		title: 'DELIVERY NOTE',
		columns: ['Description', 'Qty', 'Checked'],
		remark: 'Cartons missing – driver told'
	}
};
const QUOTATION: Record<DemoLanguage, PaperWords> = {
	fr: { title: 'DEVIS', columns: ['Désignation', 'Prix', ''], remark: 'Bon pour accord' },
	en: { title: 'QUOTATION', columns: ['Description', 'Price', ''], remark: 'Agreed and signed' }
};

const head = ({ organisation }: Creditor, words: PaperWords): string => `
	<rect x="130" y="110" width="10" height="72" fill="${organisation.accent}"/>
	${lettering(organisation.name, 156, 144, 36, { bold: true, fill: organisation.accent })}
	${lettering((organisation.address ?? '').replace('\n', ', '), 156, 176, 20, { fill: '#555' })}
	${lettering(words.title, 130, 282, 42, { bold: true })}
	${lettering(words.columns[0], 130, 350, 20, { bold: true, fill: '#555' })}
	${lettering(words.columns[1], 730, 350, 20, { bold: true, fill: '#555' })}
	${rule(366, '#333')}`;

const shortened = (name: string): string =>
	name.length > 42 ? `${name.slice(0, 41).trimEnd()}…` : name;

const row = (index: number, name: string, figure: string, isMissing: boolean): string => {
	const y = 406 + index * 52;
	return `${lettering(shortened(name), 130, y, 22)}${lettering(figure, 738, y, 22)}${rule(y + 18, '#c9c6bb')}
	${isMissing ? penStroke(`M720 ${y - 8} l66 2 M796 ${y - 22} q14 -8 12 8 q-4 14 -14 18`, '#1f3a93', 4) : ''}`;
};
