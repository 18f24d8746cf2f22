import { execFileSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { VOICE_CLIPS } from '../src/core/domain/spoken-amount.ts'

/**
 * Speaks each word of `resources/voice` with espeak-ng, cuts the silence at both ends, and packs it as Ogg/Opus. Needs
 * Debian's `espeak-ng` and `opus-tools`. The same versions give the same bytes. Run it when a word has changed:
 * `node scripts/make-voice.ts`.
 */
const ROOT = join(import.meta.dirname, '..', 'resources', 'voice')
const VOICES = { id: 'id', en: 'en-gb' } as const
const WORDS_A_MINUTE = '165'
const WAV_HEADER_BYTES = 44
/** Below this a sample is silence, of 32 767. */
const SILENCE = 260
/** Kept at both ends, so that a soft consonant is not cut. */
const KEPT_SECONDS = 0.025

const work = mkdtempSync(join(tmpdir(), 'gerai-voice-'))
try {
  for (const language of ['id', 'en'] as const) {
    const folder = join(ROOT, language)
    rmSync(folder, { recursive: true, force: true })
    mkdirSync(folder, { recursive: true })
    for (const [name, words] of Object.entries(VOICE_CLIPS[language])) {
      const wav = join(work, `${name}.wav`)
      execFileSync('espeak-ng', ['-v', VOICES[language], '-s', WORDS_A_MINUTE, '-w', wav, words])
      writeFileSync(wav, trimmed(readFileSync(wav)))
      const packing = ['--quiet', '--bitrate', '24', '--speech', '--serial', '1', '--discard-comments']
      execFileSync('opusenc', [...packing, '--padding', '0', wav, join(folder, `${name}.ogg`)])
    }
  }
} finally {
  rmSync(work, { recursive: true, force: true })
}

/** A mono 16-bit WAV without the silence at its ends. */
function trimmed(wav: Buffer): Buffer {
  const rate = wav.readUInt32LE(24)
  const samples = wav.subarray(WAV_HEADER_BYTES)
  const count = Math.floor(samples.length / 2)
  const loud = (at: number): boolean => Math.abs(samples.readInt16LE(at * 2)) > SILENCE
  let from = 0
  let to = count
  while (from < to && !loud(from)) from += 1
  while (to > from && !loud(to - 1)) to -= 1
  const kept = Math.round(rate * KEPT_SECONDS)
  const body = samples.subarray(Math.max(0, from - kept) * 2, Math.min(count, to + kept) * 2)
  const header = Buffer.from(wav.subarray(0, WAV_HEADER_BYTES))
  header.writeUInt32LE(WAV_HEADER_BYTES - 8 + body.length, 4)
  header.writeUInt32LE(body.length, 40)
  return Buffer.concat([header, body])
}
