import type { PeopleRefusal, Role } from './people.ts'
import { unreachable } from './result.ts'
import { say, type Words } from './sentence-words.ts'
import { quoted } from './shown-text.ts'

const NOTHING_CHANGED = 'Nothing was changed.'
const SALE_STAYS = 'The sale on the screen is safe.'

/** Every refusal about people, PINs and rights in English. */
export function englishPeopleWords(refusal: PeopleRefusal): Words {
  switch (refusal.type) {
    case 'till_locked':
      return say('This till is locked.', SALE_STAYS, 'Choose your name and type your PIN.')
    case 'pin_wrong':
      return say(
        'The PIN is wrong.',
        SALE_STAYS,
        refusal.triesLeft > 0
          ? `Type it again slowly. ${refusal.triesLeft} more without waiting.`
          : 'From now on there is a wait after each try. If the PIN is forgotten, ask the owner to change it.',
      )
    case 'pin_locked_out':
      return say(
        `Too many wrong PINs, wait ${span(refusal.waitSeconds)}.`,
        'Until then even the right PIN is not taken. The sale on the screen is safe.',
        'Wait until the time is over. Others can still sign in with their own PIN.',
      )
    case 'pin_busy':
      return say(
        'Too many PINs are being tried at once.',
        'This PIN was not looked at and does not count as wrong.',
        'Wait a few seconds and type it again. If it goes on, tell the owner.',
      )
    case 'pin_weak':
      return say(
        refusal.reason === 'length'
          ? 'A PIN has 4 to 8 digits.'
          : refusal.reason === 'not_digits'
            ? 'A PIN may hold digits only.'
            : 'This PIN is too easy to guess.',
        'The old PIN, if there is one, still works.',
        'Choose 4 to 8 digits that are neither all the same nor in a row.',
      )
    case 'person_unknown':
      return say(
        'That person is no longer registered in this shop.',
        NOTHING_CHANGED,
        'Choose another name, or ask the owner to register them again.',
      )
    case 'person_name_taken':
      return say(
        `The name ${quoted(refusal.name)} is already used.`,
        NOTHING_CHANGED,
        'Use another name, for example with a family name, so that the log cannot mix them up.',
      )
    case 'last_owner':
      return say(
        'This is the last owner.',
        NOTHING_CHANGED,
        'Register another owner first, then try again. A shop always needs one.',
      )
    case 'owner_exists':
      return say(
        'This shop already has an owner.',
        NOTHING_CHANGED,
        'Sign in with your PIN, or ask the owner to register you.',
      )
    case 'permission_needed':
      return say(
        `This needs ${roleName(refusal.role)}.`,
        NOTHING_CHANGED,
        `Ask ${roleName(refusal.role)} to type their PIN here. It allows this one step only.`,
      )
    case 'lender_lacks_right':
      return say(
        `That person cannot allow this, it takes ${roleName(refusal.role)}.`,
        NOTHING_CHANGED,
        `Ask ${roleName(refusal.role)} to type their PIN.`,
      )
    case 'second_person_needed':
      return say(
        'Whoever recorded this money may not accept it alone.',
        'The record stays and is not counted yet.',
        'Ask somebody else to check the money and type their PIN here.',
      )
    case 'personal_data_gone':
      return say(
        'That personal data was erased.',
        'The sale and its record are complete.',
        'If it is still needed, ask the person again and record it as new.',
      )
    default:
      return unreachable(refusal)
  }
}

const roleName = (role: Role): string => (role === 'owner' ? 'the owner' : 'a supervisor')

const span = (seconds: number): string =>
  seconds < 90 ? plural(Math.ceil(seconds), 'second') : plural(Math.ceil(seconds / 60), 'minute')

const plural = (count: number, unit: string): string => `${count} ${unit}${count === 1 ? '' : 's'}`
