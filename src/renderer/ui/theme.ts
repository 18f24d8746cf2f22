import { useEffect } from 'react'
import type { Accent, ThemeChoice } from '../../core/domain/accents.ts'

export type { Accent, ThemeChoice }

/**
 * Paints the page as the shop chose; without a choice as the system is, its wish for more contrast first. A customer's
 * screen is a white sign and has no `darkRoom`.
 */
export function useTheme(choice: ThemeChoice, accent: Accent = 'nila', darkRoom = true): void {
  useEffect(() => {
    document.documentElement.dataset['accent'] = accent
  }, [accent])
  useEffect(() => {
    const dark = window.matchMedia('(prefers-color-scheme: dark)')
    const contrast = window.matchMedia('(prefers-contrast: more)')
    const apply = () => {
      document.documentElement.dataset['theme'] = themeFor(choice, darkRoom && dark.matches, contrast.matches)
    }
    apply()
    dark.addEventListener('change', apply)
    contrast.addEventListener('change', apply)
    return () => {
      dark.removeEventListener('change', apply)
      contrast.removeEventListener('change', apply)
    }
  }, [choice, darkRoom])
}

export function themeFor(
  choice: ThemeChoice,
  systemDark: boolean,
  moreContrast: boolean,
): Exclude<ThemeChoice, 'system'> {
  if (choice !== 'system') return choice
  if (moreContrast) return 'contrast'
  return systemDark ? 'dark' : 'light'
}
