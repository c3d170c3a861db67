import type { DemoLanguage } from '../creditor';
import { lettering } from './lettering';
import { carton, pallet, warehouse } from './warehouse';

/** Bottom row crushed, the stack leaning, stretch film torn. */
export const crushedPallet = (): string =>
	warehouse(`
	${pallet(330, 800, 600)}
	<path d="M338 800 L330 690 Q355 672 338 640 L545 628 Q535 690 552 720 L548 800Z" fill="url(#front)" stroke="#5d4120" stroke-width="2"/>
	<path d="M350 706 Q430 672 540 700 M345 744 Q450 708 548 752 M372 644 L430 690 L505 640" stroke="#5d4120" stroke-width="4" fill="none" opacity="0.7"/>
	<path d="M552 800 L556 664 Q640 690 735 640 L742 800Z" fill="url(#front)" stroke="#5d4120" stroke-width="2"/>
	<path d="M568 700 L640 742 L728 690 M600 780 L655 742" stroke="#5d4120" stroke-width="4" fill="none" opacity="0.6"/>
	<path d="M640 742 l42 -30 l28 34 l-34 40Z" fill="#2b1d0c" opacity="0.85"/>
	<path d="M742 800 L738 650 L935 628 L930 800Z" fill="url(#front)" stroke="#5d4120" stroke-width="2"/>
	<path d="M935 628 l58 -34 L985 768 L930 800Z" fill="url(#side)"/>
	<g transform="rotate(-7 640 640)">
		${carton(356, 470, 196, 164)}${carton(556, 466, 196, 164)}${carton(756, 466, 190, 164)}
		${carton(376, 296, 196, 164)}${carton(576, 296, 196, 164)}
	</g>
	<path d="M352 500 Q650 560 1010 440 L1012 700 Q700 780 340 690Z" fill="#eef6ff" opacity="0.16"/>
	<path d="M352 500 Q420 560 390 640 T430 790 M470 520 Q640 580 900 500 M420 600 Q600 660 960 560" stroke="#fff" stroke-width="5" fill="none" opacity="0.4"/>
	<path d="M360 560 Q300 640 300 760 Q320 830 262 872" stroke="#f4f8fb" stroke-width="14" fill="none" opacity="0.45"/>`);

/** One carton, its corner open, contents showing. */
export const tornBox = (): string =>
	warehouse(`
	<ellipse cx="690" cy="842" rx="430" ry="48" fill="#000" opacity="0.45" filter="url(#shade)"/>
	${carton(330, 400, 560, 430, 0.3)}
	<path d="M890 520 L760 560 L800 640 L700 690 L780 760 L742 830 L890 830Z" fill="#1d1409"/>
	<path d="M890 520 L760 560 L730 520 L846 470Z" fill="#dcb988" stroke="#6b4c27" stroke-width="2"/>
	<path d="M742 830 L690 790 L700 690 L780 760Z" fill="#c49e6c" stroke="#6b4c27" stroke-width="2"/>
	<g fill="#e8ecef" stroke="#a3adb3" stroke-width="2"><ellipse cx="832" cy="690" rx="42" ry="56"/><ellipse cx="850" cy="780" rx="40" ry="50"/><ellipse cx="806" cy="800" rx="36" ry="44"/></g>
	<path d="M890 830 q60 20 130 8 l40 22 q-120 26 -220 -2Z" fill="#dfe6ea" opacity="0.9"/>
	${lettering('FRAGILE', 420, 560, 74, { bold: true, fill: '#9d1f17' })}
	<path d="M420 590 h250" stroke="#9d1f17" stroke-width="6"/>`);

const DEGREASER: Record<DemoLanguage, string> = { fr: 'DÉGRAISSANT 20 L', en: 'DEGREASER 20 L' };
const GLOVES: Record<DemoLanguage, string> = { fr: 'GANTS NITRILE  T9', en: 'NITRILE GLOVES  L' };
const WRAP: Record<DemoLanguage, string> = { fr: 'FILM ÉTIRABLE 500 mm', en: 'PALLET WRAP 400 mm' };

/** A drum with a hole, standing in what came out of it. */
export const leakingDrum = (language: DemoLanguage): string =>
	warehouse(`
	<ellipse cx="650" cy="868" rx="440" ry="62" fill="#1c2a2f" opacity="0.55"/>
	<path d="M360 872 Q520 800 800 830 Q1010 850 1050 884 Q900 934 640 920 Q430 912 360 872Z" fill="#3d6470" opacity="0.75"/>
	<path d="M470 876 Q620 838 760 860" stroke="#cfe6ec" stroke-width="7" fill="none" opacity="0.5"/>
	<path d="M470 300 h340 v520 q-170 70 -340 0Z" fill="url(#drum)"/>
	<ellipse cx="640" cy="300" rx="170" ry="44" fill="#4d83cc"/><ellipse cx="640" cy="300" rx="146" ry="34" fill="#2a579b"/>
	<rect x="700" y="276" width="44" height="26" rx="8" fill="#d8dde2"/>
	<path d="M470 470 q170 66 340 0 M470 640 q170 66 340 0" stroke="#0b2248" stroke-width="9" fill="none" opacity="0.6"/>
	<rect x="530" y="520" width="210" height="96" fill="#f5f3ec"/>
	${lettering(DEGREASER[language], 542, 556, 21, { bold: true })}${lettering('LOT 24-117', 544, 594, 22)}
	<path d="M742 700 l26 -14 l16 24 l-22 16Z" fill="#050b16"/>
	<path d="M756 716 q-10 60 4 120 q10 40 50 44" stroke="#5b8b99" stroke-width="15" fill="none" opacity="0.85" stroke-linecap="round"/>`);

/** A pallet with a third of its cartons gone. */
export const halfPallet = (): string =>
	warehouse(`
	${pallet(300, 800, 640)}
	${carton(306, 630, 200, 168)}${carton(512, 630, 200, 168)}
	${carton(306, 456, 200, 168)}
	<path d="M300 640 Q420 690 720 650" stroke="#fff" stroke-width="5" fill="none" opacity="0.35"/>
	<path d="M312 470 Q300 620 318 790" stroke="#fff" stroke-width="6" fill="none" opacity="0.3"/>`);

/** Shipping label of something else over the printed name of the article. */
export const wrongLabel = (language: DemoLanguage): string =>
	warehouse(`
	<path d="M120 120 h980 v760 h-980Z" fill="url(#front)" stroke="#6b4c27" stroke-width="3"/>
	<path d="M1100 120 l120 -66 v760 l-120 66Z" fill="url(#side)"/><path d="M120 120 l120 -66 h980 l-120 66Z" fill="url(#lid)"/>
	${lettering(GLOVES[language], 190, 270, 74, { bold: true, fill: '#5b3f1c' })}
	${lettering('10 × 100   REF 41-0092', 190, 340, 44, { fill: '#5b3f1c' })}
	<g transform="rotate(-3 640 600)"><rect x="380" y="400" width="560" height="390" fill="#fbfaf5"/>
		${lettering(WRAP[language], 410, 462, 40, { bold: true })}
		${lettering('REF 77-3150   × 6', 410, 512, 32)}${lettering('LOT 24-117', 410, 558, 32)}
		${barcode(410, 590, 500, 130)}${lettering('3 760012 773150', 520, 764, 34)}
	</g>`);

const barcode = (x: number, y: number, w: number, h: number): string =>
	Array.from({ length: 56 }, (_, bar) => {
		const width = [3, 6, 3, 9, 5][(bar * 7) % 5]!;
		return `<rect x="${x + (bar * w) / 56}" y="${y}" width="${width}" height="${h}" fill="#151515"/>`;
	}).join('');
