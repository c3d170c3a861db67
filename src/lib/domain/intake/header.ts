import { plainWord } from './cells';
import { IMPORT_FIELDS, type ImportField, type ImportMapping } from './mapping';

export type Columns = ImportMapping['columns'];

/** Column names seen in French and English exports, without accents, spaces and small words. */
const NAMES: Record<ImportField, readonly string[]> = {
	customer_code: [
		'customercode',
		'customerid',
		'customernumber',
		'customerno',
		'customerref',
		'custid',
		'custno',
		'clientcode',
		'clientid',
		'codeclient',
		'idclient',
		'numeroclient',
		'numclient',
		'nclient',
		'noclient',
		'refclient',
		'codetiers',
		'tiers',
		'compteclient',
		'compteauxiliaire',
		'comptetiers',
		'compauxnum',
		'account',
		'accountnumber',
		'accountno',
		'accountcode',
		'debtor',
		'debtorid',
		'debtorcode',
		'debtornumber'
	],
	customer_name: [
		'customername',
		'clientname',
		'nomclient',
		'nomtiers',
		'raisonsociale',
		'denomination',
		'denominationsociale',
		'name',
		'nom',
		'company',
		'companyname',
		'societe',
		'entreprise',
		'compauxlib',
		'libelleclient',
		'intituleclient',
		'intitule',
		'accountname',
		'debtorname'
	],
	customer_language: [
		'customerlanguage',
		'clientlanguage',
		'langueclient',
		'language',
		'langue',
		'lang'
	],
	customer_country: ['customercountry', 'countrycode', 'country', 'pays', 'codepays', 'paysclient'],
	invoice_number: [
		'invoicenumber',
		'invoiceno',
		'invoicenum',
		'invoiceid',
		'invoiceref',
		'invoice',
		'numerofacture',
		'numfacture',
		'nfacture',
		'nofacture',
		'reffacture',
		'referencefacture',
		'idfacture',
		'facture',
		'piece',
		'npiece',
		'nopiece',
		'numeropiece',
		'numpiece',
		'pieceref',
		'refpiece',
		'referencepiece',
		'documentnumber',
		'documentno',
		'docno',
		'docnumber'
	],
	invoice_date: [
		'invoicedate',
		'datefacture',
		'datefacturation',
		'datepiece',
		'piecedate',
		'issuedate',
		'issuedon',
		'dateissued',
		'documentdate',
		'docdate',
		'dateemission',
		'emisele',
		'postingdate',
		'date'
	],
	due_date: [
		'duedate',
		'dueon',
		'datedue',
		'echeance',
		'dateecheance',
		'echeancele',
		'maturity',
		'maturitydate',
		'netduedate',
		'paymentduedate'
	],
	payment_terms: [
		'paymentterms',
		'terms',
		'paymentterm',
		'conditionspaiement',
		'conditionpaiement',
		'conditionsreglement',
		'conditionreglement',
		'modalitespaiement',
		'delai',
		'delaipaiement',
		'delaireglement'
	],
	amount: [
		'invoiceamount',
		'amount',
		'montant',
		'montantttc',
		'montantfacture',
		'montantfacturettc',
		'totalttc',
		'ttc',
		'total',
		'totalamount',
		'invoicetotal',
		'grossamount',
		'amountincltax',
		'amountincludingtax',
		'montanttotal',
		'montanttotalttc',
		'debit'
	],
	currency: [
		'currency',
		'currencycode',
		'invoicecurrency',
		'devise',
		'codedevise',
		'monnaie',
		'idevise',
		'curr'
	],
	open_amount: [
		'openamount',
		'amountopen',
		'balance',
		'openbalance',
		'balancedue',
		'solde',
		'soldedu',
		'soldeouvert',
		'soldefacture',
		'restedu',
		'resteapayer',
		'resteaencaisser',
		'resteregler',
		'restantdu',
		'montantrestantdu',
		'montantouvert',
		'montantdu',
		'outstanding',
		'outstandingamount',
		'amountdue',
		'amountoutstanding',
		'remaining',
		'remainingamount',
		'encours'
	],
	paid_date: [
		'paiddate',
		'datepaid',
		'paidon',
		'settleddate',
		'settlementdate',
		'paymentdate',
		'datepaiement',
		'datereglement',
		'datelettrage',
		'dateencaissement',
		'payele',
		'regleele',
		'regle',
		'cleareddate',
		'clearingdate',
		'datelet'
	],
	disputed: [
		'disputed',
		'dispute',
		'isdisputed',
		'indispute',
		'litige',
		'enlitige',
		'conteste',
		'contestee',
		'contestation'
	],
	dispute_reason: [
		'disputereason',
		'disputecode',
		'reason',
		'reasoncode',
		'motif',
		'motiflitige',
		'motifcontestation',
		'raison',
		'raisonlitige',
		'causelitige',
		'codelitige'
	],
	order_number: [
		'ordernumber',
		'orderno',
		'order',
		'po',
		'ponumber',
		'pono',
		'purchaseorder',
		'purchaseordernumber',
		'customerpo',
		'commande',
		'numerocommande',
		'numcommande',
		'ncommande',
		'nocommande',
		'boncommande',
		'refcommande',
		'referencecommande'
	],
	document_name: [
		'documentname',
		'document',
		'pdf',
		'pdffile',
		'pdfname',
		'pdffilename',
		'filename',
		'file',
		'fichier',
		'fichierpdf',
		'nomfichier',
		'nomfichierpdf',
		'nompdf',
		'piecejointe',
		'attachment'
	],
	contact_name: [
		'contactname',
		'contact',
		'nomcontact',
		'interlocuteur',
		'contactperson',
		'attention'
	],
	contact_role: [
		'contactrole',
		'role',
		'rolecontact',
		'fonction',
		'fonctioncontact',
		'function',
		'jobtitle'
	],
	contact_language: ['contactlanguage', 'languecontact'],
	contact_email: [
		'contactemail',
		'email',
		'mail',
		'emailaddress',
		'emailcontact',
		'mailcontact',
		'adresseemail',
		'adressemail',
		'adressemailcontact',
		'courriel',
		'adressecourriel',
		'contactmail'
	],
	contact_phone: [
		'contactphone',
		'phone',
		'phonenumber',
		'telephone',
		'tel',
		'telephonecontact',
		'telcontact',
		'mobile',
		'portable'
	]
};

const SMALL_WORDS = /(?:^|[\s_'’-])(?:de|du|des|d|la|le|les|l|of|the)(?=$|[\s_'’-])/gi;

/** "Date d'échéance (JJ/MM)" and "date_echeance" are the same name. */
export const columnName = (text: string): string =>
	plainWord(
		text
			.replace(/\(.*?\)/g, '')
			.replace(SMALL_WORDS, ' ')
			.replace(SMALL_WORDS, ' ')
	);

/** What each column seems to mean; the best-known name wins, and the first of two equal columns. */
export function guessColumns(header: readonly string[]): Columns {
	const names = header.map(columnName);
	const columns: Columns = {};
	for (const field of IMPORT_FIELDS) {
		const column = firstColumn(names, NAMES[field]);
		if (column >= 0) columns[field] = column;
	}
	return withLooseCustomer(columns, names);
}

function firstColumn(names: readonly string[], known: readonly string[]): number {
	for (const name of known) if (names.includes(name)) return names.indexOf(name);
	return -1;
}

/** "Client" alone holds the code, or the name when another column holds the code. */
function withLooseCustomer(columns: Columns, names: readonly string[]): Columns {
	const column = firstColumn(names, ['client', 'customer']);
	if (column < 0) return columns;
	if (columns.customer_code === undefined) return { ...columns, customer_code: column };
	return columns.customer_name === undefined ? { ...columns, customer_name: column } : columns;
}

/** Names that come twice: only the first column is read unless somebody says otherwise. */
export const repeatedColumns = (header: readonly string[]): string[] =>
	header.filter((name, i) => name !== '' && header.indexOf(name) !== i);

const INVOICE_FIELDS: readonly ImportField[] = [
	'invoice_number',
	'invoice_date',
	'due_date',
	'payment_terms',
	'amount',
	'open_amount',
	'paid_date',
	'disputed',
	'dispute_reason',
	'order_number',
	'document_name'
];

/** Columns without which nothing can be read. A file of contacts needs a customer and an address. */
export function missingColumns(columns: Columns): ImportField[] {
	const holdsInvoices = INVOICE_FIELDS.some((field) => columns[field] !== undefined);
	const needed: ImportField[] = holdsInvoices
		? ['customer_code', 'invoice_number', 'invoice_date', 'amount']
		: ['customer_code', 'contact_email'];
	return needed.filter((field) => columns[field] === undefined);
}
