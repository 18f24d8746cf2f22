import { ACCENTS, type Accent } from '../../src/core/domain/accents.ts'

export const GALLERY_THEMES = ['light', 'dark', 'contrast'] as const
export type GalleryTheme = (typeof GALLERY_THEMES)[number]

/** How the page is painted, out of its address. */
export interface Look {
  readonly show: string
  readonly theme: GalleryTheme
  readonly accent: Accent
  readonly language: 'id' | 'en'
}

export function lookOf(address: URLSearchParams): Look {
  return {
    show: address.get('show') ?? 'components',
    theme: GALLERY_THEMES.find((theme) => theme === address.get('theme')) ?? 'light',
    accent: ACCENTS.find((accent) => accent === address.get('accent')) ?? 'nila',
    language: address.get('language') === 'en' ? 'en' : 'id',
  }
}

export const addressOf = (look: Look): string => `?${new URLSearchParams({ ...look }).toString()}`
