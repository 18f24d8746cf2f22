import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { connectDisplay } from '../api/display.ts'
import { watchStream } from '../api/watch.ts'
import { DisplayApp } from './DisplayApp.tsx'
import { createDisplayFeed, SILENCE_MS } from './feed.ts'
import { tapEnd } from './tap.ts'
import { createVoiceDesk } from './voice-desk.ts'
import './display.css'

const { client, reconnect } = connectDisplay()
const feed = createDisplayFeed()
const voice = createVoiceDesk(feed, async () => (await import('./voice/speaker.ts')).createSpeaker())
watchStream({
  open: async (signal) => tapEnd(await client.display.watch(undefined, { signal }), feed.ended),
  reconnect,
  silenceMs: SILENCE_MS,
  onOpen: feed.opened,
  onMessage: feed.heard,
  onSilence: feed.silent,
})

const root = document.getElementById('root')
if (root === null) throw new Error('the page has no root')
createRoot(root).render(
  <StrictMode>
    <DisplayApp feed={feed} voice={voice} pictures={(id) => client.display.picture({ id })} />
  </StrictMode>,
)
