/**
 * Copies a text; false when the machine does not let a page do so, and then the field with the text is selected for the
 * person to copy it.
 */
export async function copyText(text: string, field: HTMLInputElement | null): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(text)
    return true
  } catch {
    field?.focus()
    field?.select()
    return false
  }
}
