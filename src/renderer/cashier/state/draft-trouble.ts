import { create } from 'zustand'
import type { Trouble } from '../../ui/RefusalPanel.tsx'

/** What the core said against the cart as it stands on the screen. */
export const useDraftTrouble = create<{ readonly trouble: Trouble | null }>()(() => ({ trouble: null }))
