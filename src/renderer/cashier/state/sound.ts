import { create } from 'zustand'
import { soundIsOn } from '../../ui/sound.ts'

/** Whether the browser lets this page make a sound yet. */
export const useSound = create<{ readonly on: boolean; readonly refresh: () => void }>()((set) => ({
  on: false,
  refresh: () => set({ on: soundIsOn() }),
}))
