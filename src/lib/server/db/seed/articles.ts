import type { Article } from './creditor';

const SMALL = [2, 3, 4, 5, 6] as const;
const BOXES = [6, 8, 10, 12, 20, 24] as const;
const MANY = [24, 36, 48, 60, 96] as const;
const FEW = [1, 1, 2] as const;

export const FRENCH_ARTICLES: readonly Article[] = [
	['Bac alimentaire gerbable 600 × 400, 40 L', 1890, BOXES],
	['Film étirable manuel 500 mm × 300 m', 742, MANY],
	['Gants nitrile bleus, boîte de 100, taille 9', 1158, BOXES],
	['Gants de manutention enduits, taille 10 (lot de 12)', 2964, SMALL],
	['Caisse carton double cannelure 40 × 30 × 30 (lot de 20)', 3180, BOXES],
	['Ruban adhésif PP 50 mm × 100 m (lot de 36)', 6840, SMALL],
	['Chaussures de sécurité S3 basses', 8520, SMALL],
	['Transpalette manuel 2 500 kg', 41880, FEW],
	['Rayonnage galvanisé 2 000 × 1 000 × 400, 5 niveaux', 18960, SMALL],
	['Essuie-mains pliés V, carton de 3 150', 3726, BOXES],
	['Dégraissant industriel, bidon de 20 L', 6648, SMALL],
	['Savon d’atelier microbilles, 4 L', 2412, BOXES],
	['Chariot inox 3 plateaux', 22740, FEW],
	['Étiquettes thermiques 100 × 150 (rouleau de 500)', 1476, MANY],
	['Vis à bois TX 5 × 60 (boîte de 200)', 1692, BOXES],
	['Palette EPAL 1 200 × 800, classe A', 1788, MANY],
	['Extincteur à poudre 6 kg', 7320, SMALL],
	['Lunettes de protection incolores', 546, MANY],
	['Bâche de protection 4 × 5 m', 1314, BOXES],
	['Sac poubelle renforcé 110 L (rouleau de 25)', 588, MANY],
	['Livraison express avant 10 h', 3900, [1]],
	['Reprise d’emballages consignés', 2400, [1]]
];

export const BRITISH_ARTICLES: readonly Article[] = [
	['Stackable food crate 600 × 400, 40 L', 1745, BOXES],
	['Hand pallet wrap 400 mm × 250 m', 689, MANY],
	['Blue nitrile gloves, box of 100, size L', 1020, BOXES],
	['Coated handling gloves, size 10 (pack of 12)', 2635, SMALL],
	['Double wall carton 18 × 12 × 12 in (pack of 20)', 2890, BOXES],
	['Brown packing tape 48 mm × 66 m (pack of 36)', 5590, SMALL],
	['S3 safety shoes, low cut', 7440, SMALL],
	['Hand pallet truck, 2,500 kg', 36500, FEW],
	['Galvanised shelving bay, 5 levels', 16420, SMALL],
	['V-fold hand towels, case of 3,200', 3310, BOXES],
	['Industrial degreaser, 20 L', 5990, SMALL],
	['Stainless trolley, 3 tiers', 19850, FEW],
	['Thermal labels 100 × 150 (roll of 500)', 1290, MANY],
	['Dry powder extinguisher, 6 kg', 6480, SMALL],
	['Clear safety glasses', 475, MANY],
	['Heavy duty refuse sacks (roll of 50)', 940, MANY],
	['Timed delivery before 10 am', 3450, [1]]
];
