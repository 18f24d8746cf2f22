import type { Language } from '../../../core/domain/language.ts'
import { spokenSentence, VOICE_CLIPS } from '../../../core/domain/spoken-amount.ts'
import type { Saying, Speaker } from '../voice-desk.ts'

/** Where each clip lies, by its path in this repository. */
const ADDRESSES = import.meta.glob<string>('../../../../resources/voice/*/*.ogg', {
  query: '?url',
  import: 'default',
  eager: true,
})
const LOCALES = { id: 'id-ID', en: 'en-GB' } as const satisfies Record<Language, string>

/** Says amounts with the clips, word after word without a gap, or with the system's voice where there is one. */
export function createSpeaker(): Speaker {
  const audio = new AudioContext()
  const clips = new Map<string, Promise<AudioBuffer>>()
  let playing: AudioBufferSourceNode[] = []
  let turn = 0

  const clip = (language: Language, name: string): Promise<AudioBuffer> => {
    const path = `../../../../resources/voice/${language}/${name}.ogg`
    const known = clips.get(path)
    if (known !== undefined) return known
    const loaded = readClip(audio, ADDRESSES[path] ?? path)
    clips.set(path, loaded)
    // a clip that did not come is asked for again the next time
    loaded.catch(() => clips.delete(path))
    return loaded
  }
  const hush = () => {
    turn += 1
    for (const source of playing) source.stop()
    playing = []
    window.speechSynthesis?.cancel()
  }
  const play = async (language: Language, words: readonly string[]): Promise<void> => {
    const mine = turn
    const buffers = await Promise.all(words.map((word) => clip(language, word)))
    if (mine !== turn) return
    let at = audio.currentTime + 0.03
    playing = buffers.map((buffer) => {
      const source = audio.createBufferSource()
      source.buffer = buffer
      source.connect(audio.destination)
      source.start(at)
      at += buffer.duration
      return source
    })
  }
  const say = ({ moment, amount, currency, language, voice }: Saying) => {
    hush()
    const words = spokenSentence(moment, amount, currency, language)
    if (words === null) return
    const own = voice === 'system' ? systemVoice(language) : undefined
    if (own === undefined) {
      // half a number is worse than none: without all of its clips nothing is said
      play(language, words).catch(() => {})
      return
    }
    const text = words.map((word) => VOICE_CLIPS[language][word] ?? word).join(' ')
    const speech = new SpeechSynthesisUtterance(text)
    speech.voice = own
    speech.lang = own.lang
    window.speechSynthesis.speak(speech)
  }
  return {
    isOn: () => audio.state === 'running',
    arm: async () => {
      await audio.resume().catch(() => {})
    },
    say,
    hush,
  }
}

async function readClip(audio: AudioContext, address: string): Promise<AudioBuffer> {
  const answer = await fetch(address)
  if (!answer.ok) throw new Error(`no clip: ${answer.status}`)
  return await audio.decodeAudioData(await answer.arrayBuffer())
}

/** A voice of this device for the language; undefined where it has none, and the clips speak. */
function systemVoice(language: Language): SpeechSynthesisVoice | undefined {
  const voices = window.speechSynthesis?.getVoices() ?? []
  const local = voices.filter(
    (voice) => voice.localService && voice.lang.replace('_', '-').startsWith(language),
  )
  return local.find((voice) => voice.lang.replace('_', '-') === LOCALES[language]) ?? local[0]
}
