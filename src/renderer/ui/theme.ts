import { useEffect } from 'react'

export type ThemeChoice = 'system' | 'light' | 'dark'

/** Follows the shop's choice, or the system's; a wish for more contrast always wins. */
export function useTheme(choice: ThemeChoice): void {
  useEffect(() => {
    const dark = window.matchMedia('(prefers-color-scheme: dark)')
    const contrast = window.matchMedia('(prefers-contrast: more)')
    const apply = () => {
      document.documentElement.dataset['theme'] = themeFor(choice, dark.matches, contrast.matches)
    }
    apply()
    dark.addEventListener('change', apply)
    contrast.addEventListener('change', apply)
    return () => {
      dark.removeEventListener('change', apply)
      contrast.removeEventListener('change', apply)
    }
  }, [choice])
}

export function themeFor(choice: ThemeChoice, systemDark: boolean, moreContrast: boolean): string {
  if (moreContrast) return 'contrast'
  if (choice === 'system') return systemDark ? 'dark' : 'light'
  return choice
}
