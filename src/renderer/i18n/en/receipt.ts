import type { receipt as id } from '../id/receipt.ts'

export const receipt: Record<keyof typeof id, string> = {
  'settings.receipt': 'Receipt',

  'receipt.savePicture': 'Save PNG',
  'receipt.saveText': 'Save text',
  'receipt.warnings': 'What differs on paper',
  'receipt.fileName': 'receipt-{number}',

  'receipt.header': 'Below the shop name',
  'receipt.headerHint': 'At most 6 lines: telephone, opening hours.',
  'receipt.terms': "The shop's rules",
  'receipt.termsHint': 'At most 6 lines, printed at the left.',
  'receipt.footer': 'Closing words',
  'receipt.footerHint': 'At most 6 lines, printed in the middle.',

  'receipt.lineTooLong': 'One line holds at most {longest} characters. Make two lines of it.',

  'receipt.logo': 'Logo',
  'receipt.logoHint': 'PNG or JPEG, dark on white. It becomes black dots when printed.',
  'receipt.logoChoose': 'Choose a picture',
  'receipt.logoRemove': 'Remove the logo',
  'receipt.logoCost':
    'Adds {kilobytes} kB to every receipt: about {seconds} seconds on a serial printer at 9600.',

  'receipt.fields': 'What is printed',
  'receipt.fieldLocked': 'Required of shops registered for VAT',
  'receipt.field.address': "The shop's address",
  'receipt.field.cashier': "Cashier's name",
  'receipt.field.terminal': 'Till name',
  'receipt.field.notes': 'Notes on lines',
  'receipt.field.item_count': 'Number of items (80 mm paper)',
  'receipt.field.tax_base': 'Tax base below the tax',
  'receipt.field.payment_details': 'Payment details (RRN, NMID, TID)',
  'receipt.field.provider_reference': "The payment service's reference",
  'receipt.notTaxInvoice': 'Say “This receipt is not a tax invoice”',

  'receipt.taxWording': 'Wording of VAT',
  'receipt.taxUsual': 'Usual: {label}',
  'receipt.taxRegulation': 'By the regulation: other tax base and PPN 12%',

  'receipt.qr': 'QR code at the foot',
  'receipt.qrNone': 'None',
  'receipt.qrSigned': 'Signed receipt',
  'receipt.qrLink': 'An address of the shop',
  'receipt.qrSignedAbout':
    'The code proves number, total, time and which copy it is. A changed receipt is found out at once, without internet.',
  'receipt.checkPage': 'Address of the check page',
  'receipt.checkPageHint':
    'May stay empty. With it, customers scan and check by themselves; nothing is sent anywhere.',
  'receipt.checkPageSave': 'Save the check page',
  'receipt.checkPageFile': 'check-receipt',
  'receipt.addressBad': 'Write the whole address, such as https://myshop.id/check',
  'receipt.linkAddress': 'Address it opens',
  'receipt.linkCaption': 'Words above the code',
  'receipt.key': "Public key of this till's receipts",
  'receipt.keyHint': 'May be given to anybody. The check page knows receipts of this shop by it.',
  'receipt.keyNone': 'Made when these settings are saved.',

  'receipt.language': 'Language of receipts',
  'receipt.languageScreen': 'As the screen',
  'receipt.languageId': 'Indonesian',
  'receipt.languageEn': 'English',
  'receipt.shopCopy': "The shop's own copy",
  'receipt.shopCopyNever': 'Not printed',
  'receipt.shopCopyCashless': 'All but cash',
  'receipt.shopCopyAlways': 'Always',
  'receipt.refundAgain': 'Print the refund slip again once it is decided',
  'receipt.refundAgainAbout': 'Marked as a copy. The first slip may say that it is under way.',

  'receipt.preview': 'Sample receipt',
  'receipt.previewPaidBy': 'Paid by',
  'receipt.previewWidth': '{columns} columns',

  'receipt.check': 'Check a receipt',
  'receipt.checkAbout': 'Scan the code at the foot of a receipt, or paste what it says.',
  'receipt.checkText': 'What the code says',
  'receipt.checkGo': 'Check',
  'receipt.genuine': 'Genuine, made by this till',
  'receipt.changed': 'Not genuine: it has been changed',
  'receipt.unknownKey': 'Not of this till',
  'receipt.unknownKeyAbout':
    'The receipt names a key that is not known here. Check it with the public key of the shop that made it.',
  'receipt.changedAbout': 'Do not take it as proof. Compare it with the list of sales.',
  'receipt.original': 'The original',
  'receipt.copyNumber': 'Copy no. {number}',
  'receipt.practiceOnly': 'NOT A VALID SALE: of practice or test mode',
  'receipt.notInBooks': 'Its number is not in the books of this till.',
}
