import { useVirtualizer, type ReactVirtualizerOptions, type Virtualizer } from '@tanstack/react-virtual'

/** What a list of any length is drawn by: the rows in sight and a few around them, and no others. */
export const useVirtualRows = (
  options: Omit<
    ReactVirtualizerOptions<HTMLDivElement, Element>,
    'observeElementRect' | 'observeElementOffset' | 'scrollToFn'
  >,
): Virtualizer<HTMLDivElement, Element> =>
  // oxlint-disable-next-line react/incompatible-library -- the compiler it warns about is not used here
  useVirtualizer(options)
