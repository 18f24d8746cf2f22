import '../ui/tokens.css'
import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { connectCounter } from '../api/counter.ts'
import { startCashier } from './App.tsx'
import { askForRight } from './state/overlay.ts'

const root = document.getElementById('root')
if (root === null) throw new Error('the page has no root')
createRoot(root).render(<StrictMode>{startCashier(connectCounter(askForRight))}</StrictMode>)
