/** An amount in the middle of a sentence, when it is known. */
export const spaced = (text: string | null): string => (text === null ? '' : ` ${text}`)

/** `<subject> <says>`, with both amounts when both are known. */
export function amountsDiffer(
  subject: string,
  says: string,
  got: string | null,
  other: string | null,
  where: string,
): string {
  return got === null || other === null
    ? `${subject} ${says}.`
    : `${subject} ${says}: ${got}, ${where} ${other}.`
}
