import type { Language } from './language.ts'
import type { Amount, Currency } from './money.ts'

/** How the customer's screen says amounts: not at all, with the clips that come along, or with the system's own voice. */
export type VoiceChoice = 'off' | 'clips' | 'system'
export const VOICE_CHOICES = ['off', 'clips', 'system'] as const satisfies readonly VoiceChoice[]

/** What is said around an amount. */
export type SpokenMoment = 'to_pay' | 'paid'

// One clip for each word: every amount is built of these, so a language is a few dozen short files.
const ID_DIGITS = ['nol', 'satu', 'dua', 'tiga', 'empat', 'lima', 'enam', 'tujuh', 'delapan', 'sembilan']
const ID_OTHERS = ['sepuluh', 'sebelas', 'belas', 'puluh', 'seratus', 'ratus', 'seribu', 'ribu']
const EN_SMALL = [
  ...['zero', 'one', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight', 'nine', 'ten', 'eleven'],
  ...['twelve', 'thirteen', 'fourteen', 'fifteen', 'sixteen', 'seventeen', 'eighteen', 'nineteen'],
]
const EN_TENS = ['', '', 'twenty', 'thirty', 'forty', 'fifty', 'sixty', 'seventy', 'eighty', 'ninety']

const THOUSAND = 1_000
const SCALES = [
  { size: 1_000_000_000, id: 'miliar', en: 'billion' },
  { size: 1_000_000, id: 'juta', en: 'million' },
] as const

const MOMENTS = {
  id: { to_pay: 'total_bayar', paid: 'lunas' },
  en: { to_pay: 'total_to_pay', paid: 'paid' },
} as const satisfies Record<Language, Record<SpokenMoment, string>>

/** Each clip of a language by its name, and the words that are spoken in it. */
export const VOICE_CLIPS: Readonly<Record<Language, Readonly<Record<string, string>>>> = {
  id: {
    ...asSpoken([...ID_DIGITS, ...ID_OTHERS, 'juta', 'miliar', 'rupiah']),
    total_bayar: 'total bayar',
    lunas: 'sudah lunas',
  },
  en: {
    ...asSpoken([
      ...EN_SMALL,
      ...EN_TENS.slice(2),
      'hundred',
      'and',
      'thousand',
      'million',
      'billion',
      'rupiah',
    ]),
    total_to_pay: 'total to pay',
    paid: 'paid',
  },
}

/** The largest amount with words; far above what a till sells. */
export const MOST_SPOKEN = 999_999_999_999

/**
 * The clips that say what is to be paid, or that it was paid, in order. Null where there are no words for it: another
 * currency than rupiah, or an amount outside of 0 to 999 999 999 999.
 */
export function spokenSentence(
  moment: SpokenMoment,
  amount: Amount,
  currency: Currency,
  language: Language,
): readonly string[] | null {
  if (currency !== 'IDR' || amount < 0 || amount > MOST_SPOKEN) return null
  return [MOMENTS[language][moment], ...spokenNumber(amount, language), 'rupiah']
}

/** A whole number from 0 to 999 999 999 999 as names of clips. Others are a bug and throw. */
export function spokenNumber(number: number, language: Language): readonly string[] {
  if (!Number.isInteger(number) || number < 0 || number > MOST_SPOKEN)
    throw new RangeError(`no words for ${number}`)
  return language === 'id' ? indonesian(number) : english(number)
}

function indonesian(number: number): string[] {
  if (number === 0) return ['nol']
  const words: string[] = []
  let rest = number
  for (const { size, id } of SCALES) {
    if (rest >= size) words.push(...idHundreds(Math.floor(rest / size)), id)
    rest %= size
  }
  const thousands = Math.floor(rest / THOUSAND)
  // one thousand alone has a word of its own; within a larger group (101 000) the one is said
  if (thousands === 1) words.push('seribu')
  else if (thousands > 1) words.push(...idHundreds(thousands), 'ribu')
  return [...words, ...idHundreds(rest % THOUSAND)]
}

/** 0 is nothing said. */
function idHundreds(number: number): string[] {
  const hundreds = Math.floor(number / 100)
  const words = hundreds === 0 ? [] : hundreds === 1 ? ['seratus'] : [idDigit(hundreds), 'ratus']
  const below = number % 100
  const ones = below % 10
  if (below === 10) words.push('sepuluh')
  else if (below === 11) words.push('sebelas')
  else if (below > 11 && below < 20) words.push(idDigit(ones), 'belas')
  else {
    if (below >= 20) words.push(idDigit(Math.floor(below / 10)), 'puluh')
    if (ones > 0) words.push(idDigit(ones))
  }
  return words
}

function english(number: number): string[] {
  if (number === 0) return ['zero']
  const words: string[] = []
  let rest = number
  for (const { size, en } of [...SCALES, { size: THOUSAND, en: 'thousand' }]) {
    if (rest >= size) words.push(...enHundreds(Math.floor(rest / size)), en)
    rest %= size
  }
  // "one thousand and five": without it the five sounds like a slip of the tongue
  if (words.length > 0 && rest > 0 && rest < 100) words.push('and')
  return [...words, ...enHundreds(rest)]
}

function enHundreds(number: number): string[] {
  const hundreds = Math.floor(number / 100)
  const below = number % 100
  const words = hundreds === 0 ? [] : [enSmall(hundreds), 'hundred']
  if (hundreds > 0 && below > 0) words.push('and')
  if (below >= 20) words.push(EN_TENS[Math.floor(below / 10)] ?? '')
  const small = below >= 20 ? below % 10 : below
  if (small > 0) words.push(enSmall(small))
  return words
}

const idDigit = (digit: number): string => ID_DIGITS[digit] ?? ''
const enSmall = (number: number): string => EN_SMALL[number] ?? ''

function asSpoken(words: readonly string[]): Record<string, string> {
  return Object.fromEntries(words.map((word) => [word, word]))
}
